package kpnative.peers;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.read.DataSpec;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.infer.BuiltInModel;
import kpnative.infer.Face;
import kpnative.natives.NativeThreads;

/**
 * Writes the faces that peers are measured on: pictures as PPM, which all of them read alike,
 * points and the built-in finder's boxes. {@code benchmarks/peers.sh} calls it.
 *
 * <p>Arguments: the folder; the data to measure on; other data sets, of each of which as many faces
 * are taken.
 */
public final class PeerFaces {
  private static final int OTHERS = 240; // faces at most, of all sets together
  private static final double SAME = 0.3; // least overlap of a found box with the points' extent

  private PeerFaces() {}

  /** Writes. */
  public static void main(String[] args) throws IOException {
    NativeThreads.set(1);
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder.resolve("pictures"));
    List<AnnotatedFace> test = DataSpec.parse(args[1]).read();
    List<AnnotatedFace> others = new ArrayList<>();
    for (String data : Arrays.asList(args).subList(2, args.length)) {
      others.addAll(some(DataSpec.parse(data).read(), OTHERS / (args.length - 2)));
    }
    List<PeerFace> faces = new ArrayList<>();
    try (FaceKeypoints finder =
        FaceKeypoints.of(BuiltInModel.free(), FindOptions.DEFAULT.withPasses(1))) {
      for (AnnotatedFace each : others) {
        faces.add(face(finder, false, each, folder, faces.size()));
      }
      for (AnnotatedFace each : test) {
        faces.add(face(finder, true, each, folder, faces.size()));
      }
    }
    PeerFace.write(folder, faces);
  }

  /** {@return so many faces, evenly from all of them} */
  private static List<AnnotatedFace> some(List<AnnotatedFace> faces, int most) {
    List<AnnotatedFace> some = new ArrayList<>();
    int step = Math.max(1, faces.size() / most);
    for (int i = 0; i < faces.size() && some.size() < most; i += step) {
      some.add(faces.get(i));
    }
    return some;
  }

  private static PeerFace face(
      FaceKeypoints finder, boolean test, AnnotatedFace face, Path folder, int number)
      throws IOException {
    Path file = folder.resolve(String.format(Locale.ROOT, "pictures/%04d.ppm", number));
    BufferedImage picture;
    try (Image image = face.picture().read(Channels.COLOR)) {
      picture = image.toBufferedImage();
    }
    write(file, picture);
    Optional<Box> found =
        test ? found(finder, picture, face.keypoints().extent()) : Optional.empty();
    return new PeerFace(test, file, face.keypoints(), found);
  }

  private static Optional<Box> found(FaceKeypoints finder, BufferedImage picture, Box extent)
      throws IOException {
    return finder.find(Photo.of(picture)).stream()
        .map(Face::box)
        .max(Comparator.comparingDouble(extent::overlap))
        .filter(box -> extent.overlap(box) >= SAME);
  }

  private static void write(Path file, BufferedImage picture) throws IOException {
    int width = picture.getWidth();
    int height = picture.getHeight();
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int pixel = picture.getRGB(x, y);
        rgb[at++] = (byte) (pixel >> 16);
        rgb[at++] = (byte) (pixel >> 8);
        rgb[at++] = (byte) pixel;
      }
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(
          String.format(Locale.ROOT, "P6\n%d %d\n255\n", width, height)
              .getBytes(StandardCharsets.US_ASCII));
      out.write(rgb);
    }
  }
}
