package kpnative.predict;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.draw.FaceOverlay;
import kpnative.draw.PngFile;
import kpnative.files.AtomicFile;
import kpnative.files.FileTree;
import kpnative.files.OutputFiles;
import kpnative.find.FaceKeypoints;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.image.PictureFiles;
import kpnative.infer.DetectorSpec;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;

/** Detects faces in pictures, draws them into a folder and lists them as JSON and CSV. */
public final class PredictedPictures {
  private final Path folder;
  private final Lists lists;
  private final OutputFiles files;

  private PredictedPictures(Path folder, Lists lists, OutputFiles files) {
    this.folder = folder;
    this.lists = lists;
    this.files = files;
  }

  /**
   * The files that list all pictures, replaced at the end.
   *
   * @param json receives one object per picture; empty for no JSON
   * @param csv receives one line per keypoint; empty for no CSV
   */
  public record Lists(Optional<Path> json, Optional<Path> csv) {}

  /**
   * {@return a writer into {@code folder}}
   *
   * @param folder created if it does not exist
   * @param files takes the lists, and chooses the overlays' names
   * @throws IOException if a list exists and must not be replaced, or a folder cannot be created
   */
  public static PredictedPictures into(Path folder, Lists lists, OutputFiles files)
      throws IOException {
    make(folder);
    for (Optional<Path> list : List.of(lists.json(), lists.csv())) {
      if (list.isPresent()) {
        Path parent = list.get().toAbsolutePath().getParent();
        if (parent == null || Files.isDirectory(list.get())) {
          throw new IOException(list.get() + ": a folder, where a file was to be written");
        }
        files.named(list.get());
        make(parent);
      }
    }
    return new PredictedPictures(folder, lists, files);
  }

  /** Called for each picture in turn. */
  public interface Listener {
    /** Receives the faces of a picture after it is drawn. */
    void found(PictureFaces found);

    /** Receives the reason why a picture or a folder cannot be read; the message names its path. */
    void failed(IOException problem);
  }

  /** Detects the faces of one picture. */
  @FunctionalInterface
  private interface Faces {
    /**
     * {@return the faces}
     *
     * @param photo borrowed
     * @throws IOException if the photo cannot be read; the message names its path
     */
    List<Face> in(DecodedPhoto photo) throws IOException;
  }

  /**
   * Detects all faces of every picture and writes them.
   *
   * @param faces borrowed
   * @param named pictures, and folders, which are searched recursively
   * @return the faces of each picture, in the order of {@code named}
   * @throws IOException if a file cannot be written; pictures that cannot be read go to {@code
   *     listener}
   */
  public List<PictureFaces> write(FaceKeypoints faces, List<Path> named, Listener listener)
      throws IOException {
    return write(faces.spec(), faces::find, true, named, listener);
  }

  /**
   * Detects the face in the same box of every picture and writes it.
   *
   * @param detector borrowed
   * @param face the box around the face's keypoints, in the pixels of every picture
   * @param named pictures, and folders, which are searched recursively
   * @return the faces of each picture, in the order of {@code named}
   * @throws IOException if a file cannot be written; pictures that cannot be read go to {@code
   *     listener}
   */
  public List<PictureFaces> write(
      KeypointDetector detector, Box face, List<Path> named, Listener listener) throws IOException {
    Channels channels = detector.spec().input().channels();
    return write(
        detector.spec(),
        photo -> {
          Image input = photo.in(channels);
          if (!intersects(face, input.size())) {
            throw new IOException(
                String.format(
                    Locale.ROOT,
                    "%s: the face's box lies outside the picture of %d x %d pixels",
                    photo.name(),
                    input.size().width(),
                    input.size().height()));
          }
          return List.of(detector.detect(input, face));
        },
        true,
        named,
        listener);
  }

  /**
   * Detects the face that fills every picture and writes it.
   *
   * @param detector borrowed
   * @param named pictures, and folders, which are searched recursively
   * @return the faces of each picture, in the order of {@code named}
   * @throws IOException if a file cannot be written; pictures that cannot be read go to {@code
   *     listener}
   */
  public List<PictureFaces> writeCrops(
      KeypointDetector detector, List<Path> named, Listener listener) throws IOException {
    Channels channels = detector.spec().input().channels();
    return write(
        detector.spec(),
        photo -> List.of(detector.detectCrop(photo.in(channels))),
        false,
        named,
        listener);
  }

  private List<PictureFaces> write(
      DetectorSpec spec, Faces faces, boolean boxed, List<Path> named, Listener listener)
      throws IOException {
    FaceOverlay overlay = FaceOverlay.of(spec.keypointSchema(), spec.indices());
    List<PictureFaces> all = new ArrayList<>();
    for (Path file : files(named, listener)) {
      Drawn drawn;
      try {
        drawn = draw(overlay, file, faces);
      } catch (IOException e) {
        listener.failed(e);
        continue;
      }
      Optional<Path> png = drawn.picture.map(picture -> overlay(file));
      if (png.isPresent()) {
        PngFile.write(drawn.picture.get(), png.get());
      }
      PictureFaces found = new PictureFaces(file, png, drawn.size, drawn.faces, boxed);
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

  private static Drawn draw(FaceOverlay overlay, Path file, Faces faces) throws IOException {
    try (DecodedPhoto photo = Photo.of(file).decode()) {
      List<Face> found = faces.in(photo);
      Image color = photo.in(Channels.COLOR);
      if (found.isEmpty()) {
        return new Drawn(color.size(), found, Optional.empty());
      }
      List<Keypoints> points = found.stream().map(Face::keypoints).toList();
      List<Box> boxes =
          found.stream()
              .filter(face -> !Double.isNaN(face.score())) // a box from the user is not drawn
              .map(Face::box)
              .toList();
      BufferedImage drawn = overlay.drawFaces(color.toBufferedImage(), points, boxes);
      return new Drawn(color.size(), found, Optional.of(drawn));
    }
  }

  private static boolean intersects(Box face, Size size) {
    Box all = Box.ofPicture(size);
    return face.left() < all.right()
        && face.right() > all.left()
        && face.top() < all.bottom()
        && face.bottom() > all.top();
  }

  /**
   * {@return all pictures to read} They are listed before the first one is drawn, so that overlays
   * in a searched folder are not read.
   */
  private List<Path> files(List<Path> named, Listener listener) {
    List<Path> files = new ArrayList<>();
    Path ours = folder.toAbsolutePath().normalize();
    for (Path each : named) {
      try {
        for (Path file : PictureFiles.under(each)) {
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

  private Path overlay(Path picture) {
    return folder.resolve(files.chosen(folder, FileTree.stemOf(picture), ".png") + ".png");
  }

  /**
   * Makes a folder with those above it.
   *
   * @throws IOException if it cannot be made or written to; the message names it
   */
  public static void make(Path folder) throws IOException {
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
