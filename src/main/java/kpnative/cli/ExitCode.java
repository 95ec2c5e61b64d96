package kpnative.cli;

/** Exit codes shared by the commands; 0 is success. */
final class ExitCode {
  /** The command failed. */
  static final int FAILED = 1;

  /** The command line, a recipe or a value is invalid. */
  static final int USAGE = 2;

  private ExitCode() {}
}
