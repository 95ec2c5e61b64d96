package kpnative.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import kpnative.find.FaceSearch;
import kpnative.track.SeenFace;

/** Pictures with what a detector finds on them: drawn into a folder, and listed as JSON and CSV. */
public final class PredictedPictures {
  private final Path folder;
  private final Lists lists;

  private PredictedPictures(Path folder, Lists lists) {
    this.folder = folder;
    this.lists = lists;
  }

  /**
   * The files that tell of all pictures together, replaced at the end.
   *
   * @param json one object a picture; empty for none
   * @param csv one line a keypoint; empty for none
   */
  public record Lists(Optional<Path> json, Optional<Path> csv) {}

  /**
   * {@return the place to write to}
   *
   * @param folder made if it is not there
   * @param json the list's file, replaced at the end; empty for none
   * @throws IOException if a folder cannot be made
   */
  public static PredictedPictures into(Path folder, Optional<Path> json) throws IOException {
    return into(folder, new Lists(json, Optional.empty()));
  }

  /**
   * {@return the place to write to}
   *
   * @param folder made if it is not there
   * @throws IOException if a folder cannot be made
   */
  public static PredictedPictures into(Path folder, Lists lists) throws IOException {
    make(folder);
    for (Optional<Path> list : List.of(lists.json(), lists.csv())) {
      if (list.isPresent()) {
        Path parent = list.get().toAbsolutePath().getParent();
        if (parent == null || Files.isDirectory(list.get())) {
          throw new IOException(list.get() + ": a folder, where a file was to be written");
        }
        make(parent);
      }
    }
    return new PredictedPictures(folder, lists);
  }

  /**
   * What was found on one picture.
   *
   * @param file the picture
   * @param overlay the drawn copy; empty where there is no face
   * @param size of the picture, upright, pixels
   * @param faces from left to right
   */
  public record Found(Path file, Optional<Path> overlay, Size size, List<Face> faces) {
    /** Copies the list. */
    public Found {
      faces = List.copyOf(faces);
    }
  }

  /**
   * One face of a picture, in its pixels.
   *
   * @param box that was looked at, around the keypoints; empty: the face fills the picture
   * @param score the finder's; empty where the box was given
   * @param disagreement how far the keypoints move when the detector looks from elsewhere, in parts
   *     of the face's size; empty where it looked once
   * @param found the keypoints, and how sure each is
   */
  public record Face(
      Optional<Box> box,
      Optional<Double> score,
      Optional<Double> disagreement,
      kpnative.infer.Face found) {
    /** {@return the keypoints} */
    public Keypoints keypoints() {
      return found.keypoints();
    }

    static Face of(SeenFace seen) {
      return new Face(
          Optional.of(seen.box()),
          Optional.of(seen.score()),
          Optional.of(seen.disagreement()),
          seen.found());
    }
  }

  /** Hears of each picture in turn. */
  public interface Listener {
    /** A picture is done. */
    void found(Found found);

    /** A picture, or a folder of them, could not be read; its path is in the message. */
    void failed(IOException problem);
  }

  /**
   * Detects one face in every picture and writes what was found.
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
    return write(
        detector,
        named,
        (file, color, input) -> {
          Size size = input.size();
          if (face.isPresent() && !meets(face.get(), size)) {
            throw new IOException(
                file
                    + ": the face's box lies outside the picture of "
                    + size.width()
                    + " x "
                    + size.height()
                    + " pixels");
          }
          kpnative.infer.Face points =
              face.isPresent() ? detector.detect(input, face.get()) : detector.detectCrop(input);
          return List.of(new Face(face, Optional.empty(), Optional.empty(), points));
        },
        listener);
  }

  /**
   * Detects all faces of every picture and writes what was found.
   *
   * @param detector borrowed
   * @param search for the faces, with that detector; borrowed
   * @param named pictures, and folders, which are searched downwards
   * @return what was found, in the order of {@code named}
   * @throws IOException if something cannot be written; what cannot be read, {@code listener} hears
   */
  public List<Found> write(
      KeypointDetector detector, FaceSearch search, List<Path> named, Listener listener)
      throws IOException {
    return write(
        detector,
        named,
        (file, color, input) -> search.faces(color, input).stream().map(Face::of).toList(),
        listener);
  }

  /** The faces of one picture, given twice: in color, and as the detector takes it. */
  private interface Faces {
    List<Face> in(Path file, Image color, Image input) throws IOException;
  }

  private List<Found> write(
      KeypointDetector detector, List<Path> named, Faces faces, Listener listener)
      throws IOException {
    DetectorSpec spec = detector.spec();
    FaceOverlay overlay = FaceOverlay.of(spec.keypointSchema(), spec.indices());
    List<Found> all = new ArrayList<>();
    for (Path file : files(named, listener)) {
      Drawn drawn;
      try {
        drawn = draw(spec, overlay, file, faces);
      } catch (IOException e) {
        listener.failed(e);
        continue;
      }
      Optional<Path> png = drawn.picture.map(picture -> free(file));
      if (png.isPresent()) {
        PngFile.write(drawn.picture.get(), png.get());
      }
      Found found = new Found(file, png, drawn.size, drawn.faces);
      all.add(found);
      listener.found(found);
    }
    if (lists.json().isPresent()) {
      write(lists.json().get(), FoundFaces.json(spec, all));
    }
    if (lists.csv().isPresent()) {
      write(lists.csv().get(), FoundFaces.csv(spec, all));
    }
    return all;
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private record Drawn(Size size, List<Face> faces, Optional<BufferedImage> picture) {}

  private static Drawn draw(DetectorSpec spec, FaceOverlay overlay, Path file, Faces faces)
      throws IOException {
    Channels channels = spec.input().channels();
    try (Image color = ImageReader.read(file, Channels.COLOR);
        Image input = ImageReader.read(file, channels)) {
      List<Face> found = faces.in(file, color, input);
      if (found.isEmpty()) {
        return new Drawn(input.size(), found, Optional.empty());
      }
      List<Keypoints> points = found.stream().map(Face::keypoints).toList();
      List<Box> boxes =
          found.stream()
              .filter(face -> face.score().isPresent()) // a box that was given shows nothing new
              .flatMap(face -> face.box().stream())
              .toList();
      BufferedImage drawn = overlay.drawFaces(color.toBufferedImage(), points, boxes);
      return new Drawn(input.size(), found, Optional.of(drawn));
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
