package kpnative.natives;

import java.util.Map;

/** What other processes with a oneDNN of their own must be told of this machine. */
public final class MachineLimits {
  private MachineLimits() {}

  /** {@return environment variables, which may be none; {@link VectorLimit} says why} */
  public static Map<String, String> environment() {
    return VectorLimit.environment();
  }
}
