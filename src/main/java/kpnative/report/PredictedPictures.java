package kpnative.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kpnative.data.AtomicFile;
import kpnative.data.PictureFile;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.infer.DetectorSpec;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;
import kpnative.network.SpecMapper;
import org.jspecify.annotations.Nullable;

/** Pictures with what a detector finds on them: drawn into a folder, and listed as JSON. */
public final class PredictedPictures {
  private final Path folder;
  private final Optional<Path> json;

  private PredictedPictures(Path folder, Optional<Path> json) {
    this.folder = folder;
    this.json = json;
  }

  /**
   * What was found on one picture.
   *
   * @param file the picture
   * @param overlay the drawn copy
   * @param size of the picture, upright, pixels
   * @param keypoints in the picture's pixels
   */
  public record Found(Path file, Path overlay, Size size, Keypoints keypoints) {}

  /** Hears of each picture in turn. */
  public interface Listener {
    /** A picture is done. */
    void found(Found found);

    /** A picture, or a folder of them, could not be read; its path is in the message. */
    void failed(IOException problem);
  }

  /**
   * {@return the place to write to}
   *
   * @param folder made if it is not there
   * @param json the list's file, replaced at the end; empty for none
   * @throws IOException if a folder cannot be made
   */
  public static PredictedPictures into(Path folder, Optional<Path> json) throws IOException {
    make(folder);
    if (json.isPresent()) {
      Path parent = json.get().toAbsolutePath().getParent();
      if (parent == null || Files.isDirectory(json.get())) {
        throw new IOException(json.get() + ": a folder, where a file was to be written");
      }
      make(parent);
    }
    return new PredictedPictures(folder, json);
  }

  /**
   * Detects on every picture and writes what was found.
   *
   * @param detector borrowed
   * @param named pictures, and folders, which are searched downwards
   * @param face the rectangle around the face's keypoints, in every picture's pixels; empty: the
   *     face fills the picture
   * @return what was found, in the order of {@code named}
   * @throws IOException if something cannot be written; what cannot be read, {@code listener} hears
   */
  public List<Found> write(
      KeypointDetector detector, List<Path> named, Optional<Box> face, Listener listener)
      throws IOException {
    DetectorSpec spec = detector.spec();
    FaceOverlay overlay = FaceOverlay.of(spec.keypointSchema(), spec.indices());
    List<Found> all = new ArrayList<>();
    for (Path file : files(named, listener)) {
      Drawn drawn;
      try {
        drawn = draw(detector, overlay, file, face);
      } catch (IOException e) {
        listener.failed(e);
        continue;
      }
      Path png = free(file);
      PngFile.write(drawn.picture, png);
      Found found = new Found(file, png, drawn.size, drawn.keypoints);
      all.add(found);
      listener.found(found);
    }
    if (json.isPresent()) {
      String text = toJson(spec, all, face);
      AtomicFile.write(json.get(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
    return all;
  }

  private record Drawn(Size size, Keypoints keypoints, BufferedImage picture) {}

  private static Drawn draw(
      KeypointDetector detector, FaceOverlay overlay, Path file, Optional<Box> face)
      throws IOException {
    Channels channels = detector.spec().input().channels();
    try (Image image = ImageReader.read(file, channels)) {
      Size size = image.size();
      if (face.isPresent() && !meets(face.get(), size)) {
        throw new IOException(
            file
                + ": the face's box lies outside the picture of "
                + size.width()
                + " x "
                + size.height()
                + " pixels");
      }
      Keypoints found =
          face.isPresent() ? detector.detect(image, face.get()) : detector.detect(image);
      BufferedImage photograph =
          channels == Channels.COLOR ? image.toBufferedImage() : inColor(file);
      return new Drawn(size, found, overlay.draw(photograph, null, found));
    }
  }

  private static BufferedImage inColor(Path file) throws IOException {
    try (Image image = ImageReader.read(file, Channels.COLOR)) {
      return image.toBufferedImage();
    }
  }

  private static boolean meets(Box face, Size size) {
    Box all = Box.ofPicture(size);
    return face.left() < all.right()
        && face.right() > all.left()
        && face.top() < all.bottom()
        && face.bottom() > all.top();
  }

  /**
   * All are found before the first is drawn: what is drawn into a searched folder is not among
   * them.
   */
  private List<Path> files(List<Path> named, Listener listener) {
    List<Path> files = new ArrayList<>();
    Path ours = folder.toAbsolutePath().normalize();
    for (Path each : named) {
      try {
        for (Path file : PictureFile.under(each)) {
          boolean drawnEarlier =
              Files.isDirectory(each)
                  && !each.toAbsolutePath().normalize().startsWith(ours)
                  && file.toAbsolutePath().normalize().startsWith(ours);
          if (!drawnEarlier) {
            files.add(file);
          }
        }
      } catch (IOException e) {
        listener.failed(e);
      }
    }
    return files;
  }

  /**
   * The picture's name with {@code .png}; where that is taken, also by an earlier run, a number.
   */
  private Path free(Path picture) {
    String name = String.valueOf(picture.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot <= 0 ? name : name.substring(0, dot);
    Path png = folder.resolve(stem + ".png");
    for (int n = 2; Files.exists(png); n++) {
      png = folder.resolve(stem + "-" + n + ".png");
    }
    return png;
  }

  private static String toJson(DetectorSpec spec, List<Found> all, Optional<Box> face)
      throws JsonProcessingException {
    List<String> objects = new ArrayList<>();
    for (Found found : all) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("file", found.file.toString());
      object.put("overlay", found.overlay.toString());
      object.put("width", found.size.width());
      object.put("height", found.size.height());
      object.put("box", face.map(PredictedPictures::xywh).orElse(null));
      object.put("schema", spec.schema());
      object.put("indices", spec.keypoints());
      List<List<Double>> points = new ArrayList<>();
      for (int k = 0; k < found.keypoints.count(); k++) {
        points.add(List.of(thousandths(found.keypoints.x(k)), thousandths(found.keypoints.y(k))));
      }
      object.put("keypoints", points);
      objects.add(SpecMapper.json().writeValueAsString(object));
    }
    return objects.stream().collect(Collectors.joining(",\n ", "[", "]\n"));
  }

  /** The reverse of {@link Box#ofPixels}. */
  private static List<Double> xywh(Box b) {
    return List.of(
        thousandths(b.left() + 0.5),
        thousandths(b.top() + 0.5),
        thousandths(b.width()),
        thousandths(b.height()));
  }

  private static double thousandths(double pixels) {
    return Math.round(pixels * 1000) / 1000.0;
  }

  private static void make(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(folder + ": a file, where a folder was to be made", e);
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new IOException(folder + ": cannot make this folder (" + reason + ")", e);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(folder + ": this folder cannot be written to");
    }
  }
}
