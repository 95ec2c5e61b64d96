package kpnative.infer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import kpnative.weights.WeightFile;

/**
 * A trained 68-point detector that comes with kp-native. Immutable and thread-safe.
 *
 * <p>A jar holds up to two, each with a {@link ModelCard} that states its terms: {@link #research},
 * trained on photographs licensed for research only, and {@link #free}, trained on rendered 3D
 * faces only. {@link #ofJar} is the one that is used where nobody chose; which one that is, is a
 * line of {@code ModelChoice}.
 *
 * <p>The system property {@value #PROPERTY} overrides the choice: {@code research} or {@code free};
 * {@code none}, which disables both, also for those who name one; or the path of a weight file to
 * use instead (a file of one of these names is {@code ./free}).
 */
public sealed interface BuiltInModel permits JarModel, ModelFile, NoModel {
  /** The system property that chooses the model, or {@code none}. */
  String PROPERTY = "kpnative.model";

  /** The property's value that disables the models in the jar. */
  String NONE = "none";

  /**
   * What stands for {@link #ofJar} where the path of a weight file is expected; with a colon and a
   * name behind it, for that model.
   */
  String PREFIX = "builtin";

  /** {@return the names of all models, whether this jar holds them or not} */
  static List<String> names() {
    return ModelChoice.NAMES;
  }

  /** {@return the model that is used where none is named; maybe one that is not present} */
  static BuiltInModel ofJar() {
    return ModelChoice.ofJar().chosen();
  }

  /** {@return the model for research only} */
  static BuiltInModel research() {
    return named(ModelChoice.RESEARCH);
  }

  /** {@return the model without such terms} */
  static BuiltInModel free() {
    return named(ModelChoice.FREE);
  }

  /**
   * {@return the model of this name; maybe one that is not present}
   *
   * @throws IllegalArgumentException if no model has it
   */
  static BuiltInModel named(String name) {
    return ModelChoice.ofJar().named(name);
  }

  /**
   * {@return the model that a text means where the path of a weight file is expected: {@code
   * builtin} or {@code builtin:NAME}; empty if it is a path}
   *
   * @throws IllegalArgumentException if no model has the name
   */
  static Optional<BuiltInModel> of(String weights) {
    return ModelChoice.ofJar().of(weights);
  }

  /** {@return whether {@link #read} has a model to read; a file is not opened} */
  boolean isPresent();

  /** {@return what messages call the model: {@code builtin:NAME}, or its file's path} */
  String name();

  /**
   * {@return the detector}
   *
   * @throws IOException if there is no model, with what to pass instead in the message, or it
   *     cannot be read
   */
  default DetectorFile read() throws IOException {
    return DetectorFile.of(stored(), name());
  }

  /**
   * {@return tensors and metadata as they are stored}
   *
   * @throws IOException as {@link #read}
   */
  WeightFile stored() throws IOException;

  /**
   * {@return the model's card: training data and their terms, measured errors, limits}
   *
   * @throws IOException if there is none: the jar lacks the model, or the property replaces it
   */
  ModelCard card() throws IOException;

  /**
   * {@return the short notice to be printed once wherever the model is used}
   *
   * @throws IOException if the card cannot be read
   */
  List<String> notice() throws IOException;
}
