package kpnative.infer;

import java.util.Optional;

/** Which kp-native this is. */
public final class Version {
  private Version() {}

  /** {@return the version in the jar's manifest; {@code development} where there is no jar} */
  public static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
