package kpnative.checks;

import java.util.Objects;

/**
 * A library that kp-native's pom declares as an optional dependency: an application that needs it
 * adds it to its own dependencies. Thread-safe.
 *
 * @param coordinates its group and artifact, {@code group:artifact}
 * @param witness the binary name of one of its classes, which shows whether the library is present
 * @param purpose what needs it: the plural subject of the error message
 */
public record OptionalArtifact(String coordinates, String witness, String purpose) {
  /** The LibTorch bindings; they also need the native libraries of the platform. */
  public static final OptionalArtifact LIBTORCH =
      new OptionalArtifact(
          "org.bytedeco:pytorch",
          "org.bytedeco.pytorch.global.torch",
          "training, GPUs and models whose maps the compiled network does not read");

  /** FFmpeg, which opens and makes films; it also needs the native libraries of the platform. */
  public static final OptionalArtifact FFMPEG =
      new OptionalArtifact("org.bytedeco:ffmpeg", "org.bytedeco.ffmpeg.global.avutil", "films");

  /** Reads and writes recipes and the settings of runs. */
  public static final OptionalArtifact YAML =
      new OptionalArtifact(
          "com.fasterxml.jackson.dataformat:jackson-dataformat-yaml",
          "com.fasterxml.jackson.dataformat.yaml.YAMLMapper",
          "recipes and the settings of runs");

  /**
   * {@return whether its classes can be loaded} Loads the witness class without initialising it.
   */
  public boolean isPresent() {
    try {
      Class.forName(witness, false, loader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Checks that the library is present; call this before the first use of its classes.
   *
   * @throws IllegalStateException if it is absent; the one-line message names the artifact and what
   *     needs it
   */
  public void require() {
    if (!isPresent()) {
      throw new IllegalStateException(
          purpose
              + " need "
              + coordinates
              + ", which is not on the class path or module path; it is an optional dependency of"
              + " kp-native: add it to the application's dependencies");
    }
  }

  private static ClassLoader loader() {
    return Objects.requireNonNull(OptionalArtifact.class.getClassLoader());
  }
}
