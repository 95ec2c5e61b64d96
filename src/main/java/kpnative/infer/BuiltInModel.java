package kpnative.infer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import kpnative.weights.WeightFile;
import kpnative.weights.WeightNotice;

/**
 * A trained 68-point detector that comes with kp-native. Immutable and thread-safe.
 *
 * <p>A jar holds up to three, each with a {@link ModelCard} that states its terms: {@link #free},
 * trained on rendered 3D faces only, and two trained on photographs licensed for research only,
 * {@link #research}, of the same network, and {@link #best}, which errs least and takes about eight
 * times as long. {@link #ofJar} is the one that is used where nobody chose; which one that is, is a
 * line of {@code ModelChoice}.
 *
 * <p>The system property {@value #PROPERTY} overrides the choice: a model's name; {@code none},
 * which disables all, also for those who name one; or the path of a weight file to use instead (a
 * file of one of these names is {@code ./free}).
 */
public final class BuiltInModel {
  /**
   * The key, in the metadata of weights and of exported files, of the notice that goes with what is
   * made of a built-in model.
   */
  public static final String NOTICE_KEY = WeightNotice.KEY;

  /** The system property that chooses the model, or {@code none}. */
  public static final String PROPERTY = "kpnative.model";

  /** The property's value that disables the models in the jar. */
  public static final String NONE = "none";

  /**
   * What stands for {@link #ofJar} where the path of a weight file is expected; with a colon and a
   * name behind it, for that model.
   */
  public static final String PREFIX = "builtin";

  private final ModelSource source;

  private BuiltInModel(ModelSource source) {
    this.source = source;
  }

  /** {@return the names of all models, whether this jar holds them or not} */
  public static List<String> names() {
    return JarModel.NAMES;
  }

  /** {@return the model that is used where none is named; maybe one that is not present} */
  public static BuiltInModel ofJar() {
    return new BuiltInModel(ModelChoice.ofJar().chosen());
  }

  /** {@return the fast model for research only} */
  public static BuiltInModel research() {
    return named(JarModel.RESEARCH);
  }

  /** {@return the most accurate model, for research only} */
  public static BuiltInModel best() {
    return named(JarModel.BEST);
  }

  /** {@return the model without such terms} */
  public static BuiltInModel free() {
    return named(JarModel.FREE);
  }

  /**
   * {@return the model of this name; maybe one that is not present}
   *
   * @throws IllegalArgumentException if no model has it
   */
  public static BuiltInModel named(String name) {
    return new BuiltInModel(ModelChoice.ofJar().named(name));
  }

  /**
   * {@return the model that a text means where the path of a weight file is expected: {@code
   * builtin} or {@code builtin:NAME}; empty if it is a path}
   *
   * @throws IllegalArgumentException if no model has the name
   */
  public static Optional<BuiltInModel> of(String weights) {
    return ModelChoice.ofJar().of(weights).map(BuiltInModel::new);
  }

  /** {@return whether {@link #read} has a model to read; a file is not opened} */
  public boolean isPresent() {
    return source.isPresent();
  }

  /** {@return what messages call the model: {@code builtin:NAME}, or its file's path} */
  public String name() {
    return source.name();
  }

  /**
   * {@return the detector}
   *
   * @throws IOException if there is no model, with what to pass instead in the message, or it
   *     cannot be read
   */
  public DetectorFile read() throws IOException {
    return DetectorFile.of(stored(), name());
  }

  /**
   * {@return tensors and metadata as they are stored}
   *
   * @throws IOException as {@link #read}
   */
  public WeightFile stored() throws IOException {
    return source.stored();
  }

  /**
   * {@return the model's card: training data and their terms, measured errors, limits}
   *
   * @throws IOException if there is none: the jar lacks the model, or the property replaces it
   */
  public ModelCard card() throws IOException {
    return source.card();
  }

  /**
   * {@return the short notice to be printed once wherever the model is used}
   *
   * @throws IOException if the card cannot be read
   */
  public List<String> notice() throws IOException {
    return source.notice();
  }
}
