package kpnative.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.NameList;
import kpnative.data.PictureFile;
import kpnative.data.UnreadablePictures;
import kpnative.face.FaceCandidate;
import kpnative.face.FaceFinder;
import kpnative.face.FaceFinders;
import kpnative.files.FileNames;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.PictureFiles;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.recipe.Recipe;
import kpnative.text.Counted;

/**
 * The faces of pictures of which nobody says anything: in the boxes that a face finder gives them,
 * as in use; of a recipe that sees whole pictures, one face a picture. All their points are absent.
 */
final class UnlabelledFaces {
  private UnlabelledFaces() {}

  /**
   * {@return the faces of a run's pictures without points, in the order of the files' names; none
   * if it has no such pictures}
   *
   * @param schema of the points that are absent
   * @param unreadable the policy for pictures that cannot be read
   * @param notes receives a line on how many faces were found
   * @throws IOException if a path does not exist or holds no picture, if a picture cannot be read
   *     and is not to be left out, or if no face is found
   */
  static List<AnnotatedFace> read(
      Recipe recipe,
      KeypointSchema schema,
      RunSettings settings,
      UnreadablePictures unreadable,
      Consumer<String> notes)
      throws IOException {
    if (settings.unlabelled().isEmpty()) {
      return List.of();
    }
    if (recipe.train().teacher().from().isEmpty()) {
      throw new IllegalArgumentException(
          "pictures without points teach only by the answers of a teacher: give --teacher, too");
    }
    List<Path> files = new ArrayList<>();
    for (String path : settings.unlabelled()) {
      files.addAll(PictureFiles.in(FileNames.path(path)).pictures());
    }
    Optional<NameList> excluded = Optional.empty();
    if (settings.excludeList().isPresent()) {
      excluded = Optional.of(NameList.read(settings.excludeList().get()));
    }
    List<AnnotatedFace> faces = new ArrayList<>();
    boolean whole = recipe.box().from() == BoxRule.From.PICTURE;
    try (FaceFinder finder = FaceFinders.builtIn().make()) {
      for (Path file : files) {
        AnnotatedFace face = face(file, schema);
        if (excluded.isPresent() && excluded.get().holds(face)) {
          continue;
        }
        if (whole) {
          faces.add(face);
        } else {
          boxes(face, finder, unreadable).forEach(box -> faces.add(face.withBox(box)));
        }
      }
    }
    if (faces.isEmpty()) {
      throw new IOException(
          "no face is found in " + Counted.of(files.size(), "picture") + " without points");
    }
    notes.accept(
        String.format(
            Locale.ROOT,
            "%s without points in %s, from teachers alone",
            Counted.of(faces.size(), "face"),
            Counted.of(files.size(), "picture")));
    return faces;
  }

  private static AnnotatedFace face(Path file, KeypointSchema schema) {
    double[] absent = new double[2 * schema.count()];
    Arrays.fill(absent, Double.NaN);
    String name = FileNames.text(file);
    return new AnnotatedFace(
        new PictureFile(file),
        name,
        Optional.empty(),
        Keypoints.partial(absent),
        Optional.empty(),
        name);
  }

  private static List<Box> boxes(
      AnnotatedFace face, FaceFinder finder, UnreadablePictures unreadable) throws IOException {
    try (Image picture = face.picture().read(Channels.COLOR)) {
      return finder.find(picture).stream().map(FaceCandidate::box).toList();
    } catch (Throwable e) {
      unreadable.leaveOut(face.picture(), e);
      return List.of();
    }
  }
}
