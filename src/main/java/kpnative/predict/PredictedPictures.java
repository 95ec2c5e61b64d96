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
import java.util.stream.Stream;
import kpnative.checks.ItemFailure;
import kpnative.checks.Reason;
import kpnative.chip.ChipShape;
import kpnative.draw.FaceOverlay;
import kpnative.draw.PngFile;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.OutputFiles;
import kpnative.find.FaceKeypoints;
import kpnative.find.SearchedPhoto;
import kpnative.geometry.Box;
import kpnative.geometry.Camera;
import kpnative.geometry.Size;
import kpnative.hide.FaceHiding;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.image.FoundPictures;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.image.PictureFiles;
import kpnative.infer.DetectorSpec;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.Visibility;
import kpnative.pose.HeadPose;
import kpnative.text.Counted;

/** Detects faces in pictures, draws them into a folder and lists them as JSON and CSV. */
public final class PredictedPictures {
  private final Path folder;
  private final Lists lists;
  private final Drawing drawing;
  private final OutputFiles files;
  private final List<PictureOutput> others = new ArrayList<>();
  private Optional<FaceHiding> hiding = Optional.empty();
  private Optional<int[]> places = Optional.empty();

  private PredictedPictures(Path folder, Lists lists, Drawing drawing, OutputFiles files) {
    this.folder = folder;
    this.lists = lists;
    this.drawing = drawing;
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
   * @param drawing how the faces are drawn
   * @param files takes the lists, and chooses the overlays' names
   * @throws IOException if a list exists and must not be replaced, or a folder cannot be created
   */
  public static PredictedPictures into(Path folder, Lists lists, Drawing drawing, OutputFiles files)
      throws IOException {
    make(folder);
    for (Optional<Path> list : List.of(lists.json(), lists.csv())) {
      if (list.isPresent()) {
        Path parent = list.get().toAbsolutePath().getParent();
        if (parent == null || Files.isDirectory(list.get())) {
          throw new IOException(
              FileNames.text(list.get()) + ": a folder, where a file was to be written");
        }
        files.inNewFolder(list.get());
        make(parent);
      }
    }
    return new PredictedPictures(folder, lists, drawing, files);
  }

  /**
   * Also writes each face upright, as {@code NAME-face-0.png} and on.
   *
   * @param chips the folder, created if it does not exist
   * @throws IOException if it cannot be created
   */
  public PredictedPictures withChips(Path chips, ChipShape shape) throws IOException {
    make(chips);
    others.add(new ChipFiles(chips, shape, files));
    return this;
  }

  /**
   * Draws and lists only some of the keypoints. All of them are found, and chips and what is hidden
   * are of whole faces.
   *
   * @param chosen theirs among the detector's keypoints, from 0
   */
  public PredictedPictures withKeypoints(int... chosen) {
    places = Optional.of(chosen.clone());
    return this;
  }

  private Face shown(Face face) {
    return places.map(face::select).orElse(face);
  }

  /**
   * Writes every picture, also one without faces, with its faces hidden instead of drawn; also what
   * may be a face and was not sure enough.
   */
  public PredictedPictures withFacesHidden(FaceHiding how) {
    hiding = Optional.of(how);
    return this;
  }

  /** Called for each picture in turn. */
  public interface Listener {
    /**
     * Receives which picture is taken next.
     *
     * @param number from 1
     * @param all how many there are
     */
    default void takes(int number, int all) {}

    /** Receives the faces of a picture after it is drawn. */
    void found(PictureFaces found);

    /**
     * Receives what failed: a folder that cannot be listed, a picture that cannot be read, searched
     * or drawn, a list that cannot be written. The message names its path; all others are done.
     */
    void failed(ItemFailure problem);

    /** Receives what else is in a folder, by count and kind, before the first picture. */
    default void notTaken(Path folder, String others) {}
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
    SearchedPhoto in(DecodedPhoto photo) throws IOException;
  }

  /**
   * Detects all faces of every picture and writes them.
   *
   * @param faces borrowed
   * @param named pictures, and folders, which are searched recursively
   * @return the faces of each picture, in the order of {@code named}
   */
  public PredictedFaces write(FaceKeypoints faces, List<Path> named, Listener listener) {
    return write(faces.spec(), faces::search, true, named, listener);
  }

  /**
   * Detects the face in the same box of every picture and writes it.
   *
   * @param detector borrowed
   * @param face the box around the face's keypoints, in the pixels of every picture
   * @param named pictures, and folders, which are searched recursively
   * @return the faces of each picture, in the order of {@code named}
   */
  public PredictedFaces write(
      KeypointDetector detector, Box face, List<Path> named, Listener listener) {
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
          return new SearchedPhoto(List.of(detector.detect(input, face)), List.of());
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
   */
  public PredictedFaces writeCrops(KeypointDetector detector, List<Path> named, Listener listener) {
    Channels channels = detector.spec().input().channels();
    return write(
        detector.spec(),
        photo -> new SearchedPhoto(List.of(detector.detectCrop(photo.in(channels))), List.of()),
        false,
        named,
        listener);
  }

  private PredictedFaces write(
      DetectorSpec detector, Faces faces, boolean boxed, List<Path> named, Listener listener) {
    DetectorSpec spec = places.map(detector::select).orElse(detector);
    FaceOverlay overlay = drawing.overlay(spec);
    CropSheets sheets = new CropSheets(folder, files, overlay);
    List<Path> pictures = files(named, listener);
    List<PictureFaces> all = new ArrayList<>();
    int unread = 0;
    for (Path file : pictures) {
      listener.takes(all.size() + unread + 1, pictures.size());
      PictureFaces found;
      try (DecodedPhoto photo = Photo.of(file).decode()) {
        SearchedPhoto some = faces.in(photo);
        Size size = photo.in(Channels.COLOR).size();
        Optional<Path> png = drawn(overlay, sheets, file, photo, some, listener);
        List<Face> listed = some.faces().stream().map(this::shown).toList();
        found = new PictureFaces(file, png, size, listed, boxed, photo.camera());
        for (PictureOutput other : others) {
          attempt(file, listener, () -> other.write(file, photo, some));
        }
      } catch (Throwable e) {
        unread++;
        listener.failed(ItemFailure.of(FileNames.text(file), e));
        continue;
      }
      all.add(found);
      listener.found(found);
    }
    sheets.write(listener::failed);
    PredictedFaces result = new PredictedFaces(spec, all);
    lists.json().ifPresent(to -> attempt(to, listener, () -> write(to, result.toJson())));
    lists.csv().ifPresent(to -> attempt(to, listener, () -> write(to, result.toCsv())));
    return result;
  }

  /** Writes a file. */
  @FunctionalInterface
  private interface Output {
    void write() throws IOException;
  }

  private static void attempt(Path file, Listener listener, Output output) {
    try {
      output.write();
    } catch (Throwable e) {
      listener.failed(ItemFailure.of(FileNames.text(file), e));
    }
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * {@return the overlay; empty if there is no face, or it cannot be drawn, which the listener is
   * told} A picture may be too large to be drawn, and still its faces are listed.
   */
  private Optional<Path> drawn(
      FaceOverlay overlay,
      CropSheets sheets,
      Path file,
      DecodedPhoto photo,
      SearchedPhoto found,
      Listener listener) {
    List<Face> faces = found.faces();
    if (faces.isEmpty() && hiding.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path png = FileNames.in(folder, files.chosen(folder, FileTree.stemOf(file), ".png") + ".png");
      BufferedImage picture = photo.in(Channels.COLOR).toBufferedImage();
      if (hiding.isPresent()) {
        PngFile.write(hiding.get().hide(picture, faces, found.doubtful()), png);
        return Optional.of(png);
      }
      Stream<HeadPose> poses = poses(faces, photo.camera());
      PngFile.write(draw(overlay, picture, faces, poses), png);
      if (drawing.crops()) {
        List<Face> shown = faces.stream().map(this::shown).toList();
        attempt(file, listener, () -> sheets.add(file, picture, shown, listener::failed));
      }
      return Optional.of(png);
    } catch (Throwable e) {
      ItemFailure why = ItemFailure.of(FileNames.text(file), e);
      String count = Counted.of(faces.size(), "face");
      String reason = "found " + count + ", but cannot draw: " + Reason.of(why.thrown());
      listener.failed(ItemFailure.of(FileNames.text(file), new IOException(reason, why.thrown())));
      return Optional.empty();
    }
  }

  private static Stream<HeadPose> poses(List<Face> faces, Camera camera) {
    return faces.stream().flatMap(face -> face.pose(camera).stream());
  }

  private BufferedImage draw(
      FaceOverlay overlay, BufferedImage picture, List<Face> faces, Stream<HeadPose> poses) {
    List<Keypoints> points = faces.stream().map(this::shown).map(Face::keypoints).toList();
    List<Box> boxes =
        faces.stream()
            .filter(face -> !Double.isNaN(face.score())) // a box from the user is not drawn
            .map(Face::box)
            .toList();
    int factor = FaceOverlay.enlargement(picture, points);
    List<List<Visibility>> shown = faces.stream().map(face -> shown(face).shown()).toList();
    BufferedImage drawn = overlay.drawFaces(picture, factor, points, shown, boxes);
    drawing.finish(drawn, factor, poses);
    return drawn;
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
        FoundPictures found = PictureFiles.in(each);
        if (!found.others().isEmpty()) {
          listener.notTaken(each, found.others());
        }
        for (Path file : found.pictures()) {
          boolean drawnEarlier =
              Files.isDirectory(each)
                  && !each.toAbsolutePath().normalize().startsWith(ours)
                  && file.toAbsolutePath().normalize().startsWith(ours);
          if (!drawnEarlier) {
            files.add(file);
          }
        }
      } catch (Throwable e) {
        listener.failed(ItemFailure.of(FileNames.text(each), e));
      }
    }
    return files;
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
      throw new IOException(FileNames.text(folder) + ": a file, where a folder was to be made", e);
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new IOException(
          FileNames.text(folder) + ": cannot make this folder (" + reason + ")", e);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(FileNames.text(folder) + ": this folder cannot be written to");
    }
  }
}
