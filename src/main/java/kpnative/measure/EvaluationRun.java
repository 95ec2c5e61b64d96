package kpnative.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.Split;
import kpnative.data.UnreadablePictures;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.Prediction;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.DetectorSpec;
import kpnative.infer.KeypointDetector;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.weights.SafetensorsFile;

/** Weights measured on annotated faces, divided as their own training divided them. */
public final class EvaluationRun {
  private EvaluationRun() {}

  /** Which faces of the data. */
  public enum Part {
    /** Every face. */
    ALL,
    /** Those that the recipe's split learns from. */
    TRAIN,
    /** Those that it validates on. */
    VALIDATION
  }

  /**
   * {@return the evaluation of the weights in a file}
   *
   * @param weights a safetensors file that a training wrote
   * @param data specifications as {@code --data} takes them; empty for the recipe's synthetic faces
   * @param exclude a list of photographs to leave out
   * @param options how the detector computes
   * @param notes hears of what was skipped, a line each
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if the data have another count of keypoints
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
    return of(file, data, exclude, part, new BoxChoice.Own(), options, notes).evaluation();
  }

  /**
   * {@return the evaluation of a detector in boxes of a choice}
   *
   * @param file that a training wrote
   * @param data specifications as {@code --data} takes them; empty for the recipe's synthetic faces
   * @param exclude a list of photographs to leave out
   * @param boxes in which the faces are shown
   * @param options how the detector computes
   * @param notes hears of what was skipped, a line each
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if the data have another count of keypoints, or the detector
   *     sees whole pictures and not its own boxes are chosen
   */
  public static MeasuredDetector of(
      DetectorFile file,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      BoxChoice boxes,
      DetectorOptions options,
      Consumer<String> notes)
      throws IOException {
    Recipe recipe = recipe(file.metadata(), file.name());
    List<AnnotatedFace> faces = faces(recipe, file.name(), file.spec(), data, exclude, part, notes);
    List<List<AnnotatedFace>> draws = boxes.draws(faces, file.spec().box());
    DetectorFile shown = boxes instanceof BoxChoice.Own ? file : file.inStatedBoxes();
    Found found = find(shown, recipe, draws, options, notes);
    FaceEvaluation evaluation = FaceEvaluation.of(shown.spec(), found.predictions);
    return new MeasuredDetector(
        shown.spec(),
        boxes,
        evaluation,
        byDraw(evaluation, found.counts),
        faces.size() - draws.get(0).size(),
        file.confidence()
            .flatMap(
                c ->
                    PointConfidences.of(shown.spec(), evaluation, found.deviations)
                        .map(points -> points.reliability(c))));
  }

  /** {@return the points of faces with their standard deviations, to fit a confidence to} */
  static Optional<PointConfidences> confidences(
      DetectorFile file,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      DetectorOptions options,
      Consumer<String> notes)
      throws IOException {
    if (!file.spec().hasDeviations()) {
      return Optional.empty();
    }
    Recipe recipe = recipe(file.metadata(), file.name());
    List<AnnotatedFace> faces = faces(recipe, file.name(), file.spec(), data, exclude, part, notes);
    Found found = find(file, recipe, List.of(faces), options, notes);
    FaceEvaluation evaluation = FaceEvaluation.of(file.spec(), found.predictions);
    return PointConfidences.of(file.spec(), evaluation, found.deviations);
  }

  /** What a detector found, draw after draw, and how many faces each had. */
  private record Found(
      List<Prediction> predictions, List<Integer> counts, List<float[]> deviations) {}

  private static Found find(
      DetectorFile file,
      Recipe recipe,
      List<List<AnnotatedFace>> draws,
      DetectorOptions options,
      Consumer<String> notes)
      throws IOException {
    UnreadablePictures unreadable = recipe.data().unreadable(notes);
    Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (KeypointDetector detector = KeypointDetector.of(file, options)) {
      for (List<AnnotatedFace> faces : draws) {
        DetectedFaces some = DetectedFaces.of(detector, faces, unreadable);
        found.predictions.addAll(some.predictions());
        found.deviations.addAll(some.deviations());
        found.counts.add(some.predictions().size());
      }
    }
    return found;
  }

  private static List<Double> byDraw(FaceEvaluation evaluation, List<Integer> counts) {
    List<Double> means = new ArrayList<>();
    int from = 0;
    for (int n : counts) {
      List<Double> faces = evaluation.detector().perFace().subList(from, from + n);
      means.add(faces.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
      from += n;
    }
    return means;
  }

  /**
   * {@return the faces that weights are measured on, in the order of the data}
   *
   * @param weights a safetensors file that a training wrote
   * @param spec that in it
   * @param data specifications as {@code --data} takes them; empty for the recipe's synthetic faces
   * @param exclude a list of photographs to leave out
   * @param notes hears of what was skipped, a line each
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if the data have another count of keypoints
   */
  public static List<AnnotatedFace> faces(
      Path weights,
      DetectorSpec spec,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      Consumer<String> notes)
      throws IOException {
    Recipe recipe = recipe(SafetensorsFile.readMetadata(weights), weights.toString());
    return faces(recipe, weights.toString(), spec, data, exclude, part, notes);
  }

  private static List<AnnotatedFace> faces(
      Recipe recipe,
      String weights,
      DetectorSpec spec,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      Consumer<String> notes)
      throws IOException {
    if (data.isEmpty()) {
      notes.accept("no data is named: measured on " + recipe.data().synthetic() + " painted faces");
    }
    Dataset all = recipe.read(data, exclude, notes);
    if (all.schema().count() != spec.schemaCount()) {
      throw new IllegalArgumentException(
          weights
              + " was trained on "
              + spec.schema()
              + " ("
              + spec.schemaCount()
              + " keypoints), and the data are "
              + all.schema()
              + " ("
              + all.schema().count()
              + ")");
    }
    if (part == Part.ALL) {
      return all.faces();
    }
    Split split = recipe.data().split().apply(all, recipe.train().seed());
    return part == Part.TRAIN ? split.train().faces() : split.validation().faces();
  }

  private static Recipe recipe(Map<String, String> metadata, String name) throws IOException {
    String yaml = metadata.get(DetectorSpec.RECIPE_KEY);
    if (yaml == null) {
      throw new IOException(name + ": no '" + DetectorSpec.RECIPE_KEY + "' in its metadata");
    }
    return Recipes.parse(yaml, name);
  }
}
