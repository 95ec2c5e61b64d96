package kpnative.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.PictureCache;
import kpnative.data.Split;
import kpnative.data.UnreadablePictures;
import kpnative.eval.FaceEvaluation;
import kpnative.infer.DetectorSpec;
import kpnative.infer.KeypointDetector;
import kpnative.natives.Device;
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
    try (KeypointDetector detector = KeypointDetector.load(weights, device);
        PictureCache none = new PictureCache(detector.spec().input().channels(), 0)) {
      Recipe recipe = recipe(weights);
      List<AnnotatedFace> faces =
          faces(recipe, weights, detector.spec(), data, exclude, part, notes);
      UnreadablePictures unreadable = Training.unreadable(recipe, notes);
      return FaceEvaluation.of(
          detector.spec(), detector.network().predict(faces, none, BATCH, 1, unreadable));
    }
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
    return faces(recipe(weights), weights, spec, data, exclude, part, notes);
  }

  private static List<AnnotatedFace> faces(
      Recipe recipe,
      Path weights,
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

  private static Recipe recipe(Path weights) throws IOException {
    String yaml = SafetensorsFile.readMetadata(weights).get(DetectorSpec.RECIPE_KEY);
    if (yaml == null) {
      throw new IOException(weights + ": no '" + DetectorSpec.RECIPE_KEY + "' in its metadata");
    }
    return Recipe.parse(yaml, weights.toString());
  }
}
