package kpnative.checks;

import java.util.Objects;

/**
 * A library that kp-native's pom names as an optional dependency: not every application needs it,
 * and one that does adds it to its own. Thread-safe.
 *
 * @param coordinates its group and artifact, {@code group:artifact}
 * @param witness the name of one of its classes
 * @param purpose what needs it, as the subject of a sentence in the plural
 */
public record OptionalArtifact(String coordinates, String witness, String purpose) {
  /** LibTorch's bindings. The natives of the platform belong to them. */
  public static final OptionalArtifact LIBTORCH =
      new OptionalArtifact(
          "org.bytedeco:pytorch",
          "org.bytedeco.pytorch.global.torch",
          "training, GPUs and models whose maps the compiled network does not read");

  /** What recipes and the settings of runs are read and written with. */
  public static final OptionalArtifact YAML =
      new OptionalArtifact(
          "com.fasterxml.jackson.dataformat:jackson-dataformat-yaml",
          "com.fasterxml.jackson.dataformat.yaml.YAMLMapper",
          "recipes and the settings of runs");

  /** What {@code curves.png} is drawn with. */
  public static final OptionalArtifact CHARTS =
      new OptionalArtifact("org.knowm.xchart:xchart", "org.knowm.xchart.XYChart", "curves of runs");

  /** {@return whether its classes can be loaded} Loads one, and initialises none. */
  public boolean isPresent() {
    try {
      Class.forName(witness, false, loader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Checks that it is there, before the first use of its classes.
   *
   * @throws IllegalStateException if not: one line that names the artifact and what needs it
   */
  public void require() {
    if (!isPresent()) {
      throw new IllegalStateException(
          purpose
              + " need "
              + coordinates
              + ", which is neither on the class path nor among the modules: an optional dependency"
              + " of kp-native, to be added to the application's own");
    }
  }

  private static ClassLoader loader() {
    return Objects.requireNonNull(OptionalArtifact.class.getClassLoader());
  }
}
