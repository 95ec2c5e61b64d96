package kpnative.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.Split;
import kpnative.data.UnreadablePictures;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.Prediction;
import kpnative.face.FaceFinders;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.DetectorSpec;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.SchemaDifference;
import kpnative.recipe.DataSettings;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;

/** Evaluates weights on annotated faces, with the split of their training. */
public final class EvaluationRun {
  private EvaluationRun() {}

  /** A part of the data. */
  public enum Part {
    /** Every face. */
    ALL,
    /** The training faces of the recipe's split. */
    TRAIN,
    /** The validation faces of the recipe's split. */
    VALIDATION
  }

  /**
   * {@return the evaluation of the weights in a file}
   *
   * @param weights a safetensors file written by training
   * @param data data sets in the syntax of {@code --data}; empty for the recipe's synthetic faces
   * @param exclude a file that lists photographs to leave out
   * @param options how the detector computes
   * @param notes receives one line per skipped item
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if the data have another schema
   */
  public static FaceEvaluation of(
      Path weights,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      DetectorOptions options,
      Consumer<String> notes)
      throws IOException {
    DetectorFile file = DetectorFile.read(weights);
    return of(
            file,
            data,
            exclude,
            part,
            new BoxChoice.Own(),
            options,
            notes,
            UnreadablePictures.leftOut(notes))
        .evaluation();
  }

  /**
   * {@return the evaluation of a detector in the chosen boxes, with nothing laid over the faces}
   */
  public static MeasuredDetector of(
      DetectorFile file,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      BoxChoice boxes,
      DetectorOptions options,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    Occluders none = Occluders.NONE;
    return of(file, data, exclude, part, none, boxes, options, notes, unreadable);
  }

  /**
   * {@return the evaluation of a detector in the chosen boxes}
   *
   * @param file a detector written by training
   * @param data data sets in the syntax of {@code --data}; empty for the recipe's synthetic faces
   * @param exclude a file that lists photographs to leave out
   * @param occluders what is laid over the faces; then points of which the annotation does not say
   *     whether they are hidden count as visible where nothing lies
   * @param boxes the face boxes
   * @param options how the detector computes
   * @param notes receives one line per skipped item
   * @param unreadable how to treat faces that cannot be read
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if the data have another schema, or other boxes are chosen
   *     than {@link BoxChoice.Own} and the detector sees whole pictures
   */
  public static MeasuredDetector of(
      DetectorFile file,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      Occluders occluders,
      BoxChoice boxes,
      DetectorOptions options,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    List<AnnotatedFace> faces = occluders.on(faces(file, data, exclude, part, notes, unreadable));
    List<List<AnnotatedFace>> draws = boxes.draws(faces, file.spec().box());
    DetectorFile shown = boxes instanceof BoxChoice.Own ? file : file.inStatedBoxes();
    Found found = find(shown, draws, options, unreadable);
    FaceEvaluation evaluation = FaceEvaluation.of(shown.spec(), found.predictions);
    return new MeasuredDetector(
        shown.spec(),
        boxes,
        evaluation,
        byDraw(evaluation, found.counts),
        faces.size() - draws.get(0).size(),
        unreadable.count(),
        file.confidence()
            .flatMap(
                c ->
                    PointConfidences.of(shown.spec(), evaluation, found.deviations)
                        .map(points -> points.reliability(c))),
        PointVisibilities.of(
                shown.spec(),
                evaluation.predictions(),
                found.visibility,
                occluders != Occluders.NONE)
            .quality(file.visibility()));
  }

  /**
   * {@return the keypoints' standard deviations and errors, to fit a calibration to; empty if there
   * are none}
   */
  static Optional<PointConfidences> confidences(
      DetectorFile file,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      DetectorOptions options,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    if (!file.spec().hasDeviations()) {
      return Optional.empty();
    }
    List<AnnotatedFace> faces = faces(file, data, exclude, part, notes, unreadable);
    Found found = find(file, List.of(faces), options, unreadable);
    FaceEvaluation evaluation = FaceEvaluation.of(file.spec(), found.predictions);
    return PointConfidences.of(file.spec(), evaluation, found.deviations);
  }

  /** The predictions of all draws in turn, and the number of faces in each draw. */
  private record Found(
      List<Prediction> predictions,
      List<Integer> counts,
      List<float[]> deviations,
      List<float[]> visibility) {}

  private static Found find(
      DetectorFile file,
      List<List<AnnotatedFace>> draws,
      DetectorOptions options,
      UnreadablePictures unreadable)
      throws IOException {
    Found found =
        new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (KeypointDetector detector = KeypointDetector.of(file, options)) {
      for (List<AnnotatedFace> faces : draws) {
        DetectedFaces some = DetectedFaces.of(detector, faces, unreadable);
        found.predictions.addAll(some.predictions());
        found.deviations.addAll(some.deviations());
        found.visibility.addAll(some.visibility());
        found.counts.add(some.predictions().size());
      }
    }
    if (found.predictions.isEmpty()) {
      throw new IOException("none of the " + draws.get(0).size() + " faces can be read");
    }
    return found;
  }

  private static List<Double> byDraw(FaceEvaluation evaluation, List<Integer> counts) {
    List<Double> means = new ArrayList<>();
    int from = 0;
    for (int n : counts) {
      List<Double> faces = evaluation.detector().perFace().subList(from, from + n);
      means.add(
          faces.stream()
              .mapToDouble(Double::doubleValue)
              .filter(error -> !Double.isNaN(error))
              .average()
              .orElse(Double.NaN));
      from += n;
    }
    return means;
  }

  /**
   * {@return the faces that the weights are evaluated on, in the order of the data}
   *
   * @param file a detector written by training
   * @param data data sets in the syntax of {@code --data}; empty for the recipe's synthetic faces
   * @param exclude a file that lists photographs to leave out
   * @param notes receives one line per skipped item
   * @param unreadable what faces at fault do, see {@link Recipe#read(List, Optional, Consumer,
   *     UnreadablePictures)}
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if the data have another schema
   */
  public static List<AnnotatedFace> faces(
      DetectorFile file,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    Recipe recipe = recipe(file.metadata(), file.name());
    return faces(recipe, file.name(), file.spec(), data, exclude, part, notes, unreadable);
  }

  private static List<AnnotatedFace> faces(
      Recipe recipe,
      String weights,
      DetectorSpec spec,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    if (data.isEmpty()) {
      notes.accept("no data is named: measured on " + recipe.data().synthetic() + " painted faces");
    }
    Dataset all =
        recipe.read(
            data, exclude, recipe.readOptions(notes).withSchema(spec.keypointSchema()), unreadable);
    if (!all.schema().equals(spec.keypointSchema())) {
      throw new IllegalArgumentException(
          weights + " was trained on " + otherSchema(spec.keypointSchema(), all.schema()));
    }
    if (recipe.data().boxes() == DataSettings.Boxes.FOUND) {
      all =
          new Dataset(
              all.schema(), FoundBoxes.of(all.faces(), FaceFinders.builtIn(), unreadable, notes));
    }
    if (part == Part.ALL) {
      return all.faces();
    }
    Split split = recipe.data().split().apply(all, recipe.train().seed());
    return part == Part.TRAIN ? split.train().faces() : split.validation().faces();
  }

  /** {@return what tells two schemas apart, and what makes the data's the trained one} */
  private static String otherSchema(KeypointSchema trained, KeypointSchema data) {
    return String.format(
        Locale.ROOT,
        "%s (%d keypoints), and the data are %s (%d)%s: %s--map-to makes them the same",
        trained,
        trained.count(),
        data,
        data.count(),
        SchemaDifference.of(trained, data).map(d -> ", where " + d).orElse(""),
        trained.count() == data.count() && SchemaDifference.of(trained, data).isEmpty()
            ? "--schema says that they are the same points in this order, or "
            : "");
  }

  private static Recipe recipe(Map<String, String> metadata, String name) throws IOException {
    String yaml = metadata.get(DetectorSpec.RECIPE_KEY);
    if (yaml == null) {
      throw new IOException(name + ": no '" + DetectorSpec.RECIPE_KEY + "' in its metadata");
    }
    return Recipes.parse(yaml, name);
  }
}
