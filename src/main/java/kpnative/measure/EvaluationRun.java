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
import kpnative.data.load.PictureCache;
import kpnative.eval.FaceEvaluation;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceNetwork;
import kpnative.infer.FacePrediction;
import kpnative.infer.MapSpreads;
import kpnative.natives.Device;
import kpnative.network.RawOutputs;
import kpnative.network.TorchModule;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.weights.SafetensorsFile;

/** Weights measured on annotated faces, divided as their own training divided them. */
public final class EvaluationRun {
  private static final int BATCH = 32;

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
   * @param notes hears of what was skipped, a line each
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if the data have another count of keypoints
   */
  public static FaceEvaluation of(
      Path weights,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      Device device,
      Consumer<String> notes)
      throws IOException {
    DetectorFile file = DetectorFile.read(weights);
    return of(file, data, exclude, part, new BoxChoice.Own(), device, notes).evaluation();
  }

  /**
   * {@return the evaluation of a detector in boxes of a choice}
   *
   * @param file that a training wrote
   * @param data specifications as {@code --data} takes them; empty for the recipe's synthetic faces
   * @param exclude a list of photographs to leave out
   * @param boxes in which the faces are shown
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
      Device device,
      Consumer<String> notes)
      throws IOException {
    Recipe recipe = recipe(file.metadata(), file.name());
    List<AnnotatedFace> faces = faces(recipe, file.name(), file.spec(), data, exclude, part, notes);
    List<List<AnnotatedFace>> draws = boxes.draws(faces, file.spec().box());
    DetectorFile shown = boxes instanceof BoxChoice.Own ? file : file.inStatedBoxes();
    Found found = find(shown, recipe, draws, device, notes);
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
                    PointConfidences.of(shown.spec(), evaluation, found.spreads)
                        .map(points -> points.reliability(c))));
  }

  /** {@return the points of faces with the spreads of their maps, to fit a confidence to} */
  static Optional<PointConfidences> confidences(
      DetectorFile file,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      Device device,
      Consumer<String> notes)
      throws IOException {
    if (!MapSpreads.areOf(file.spec().graph())) {
      return Optional.empty();
    }
    Recipe recipe = recipe(file.metadata(), file.name());
    List<AnnotatedFace> faces = faces(recipe, file.name(), file.spec(), data, exclude, part, notes);
    Found found = find(file, recipe, List.of(faces), device, notes);
    FaceEvaluation evaluation = FaceEvaluation.of(file.spec(), found.predictions);
    return PointConfidences.of(file.spec(), evaluation, found.spreads);
  }

  /** What a detector found, draw after draw, and how many faces each had. */
  private record Found(
      List<FacePrediction> predictions, List<Integer> counts, MapSpreads spreads) {}

  private static Found find(
      DetectorFile file,
      Recipe recipe,
      List<List<AnnotatedFace>> draws,
      Device device,
      Consumer<String> notes)
      throws IOException {
    UnreadablePictures unreadable = recipe.data().unreadable(notes);
    MapSpreads spreads = new MapSpreads();
    Optional<RawOutputs> listener =
        MapSpreads.areOf(file.spec().graph()) ? Optional.of(spreads.listener()) : Optional.empty();
    Found found = new Found(new ArrayList<>(), new ArrayList<>(), spreads);
    try (TorchModule module = file.module(device);
        PictureCache none = new PictureCache(file.spec().input().channels(), 0)) {
      FaceNetwork network = new FaceNetwork(file.spec(), module, device);
      for (List<AnnotatedFace> faces : draws) {
        List<FacePrediction> some = network.predict(faces, none, BATCH, 1, unreadable, listener);
        found.predictions.addAll(some);
        found.counts.add(some.size());
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
