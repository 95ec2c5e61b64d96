package kpnative.cli;

/** The exit codes that more than one command gives; 0 is success. */
final class ExitCode {
  /** A run that failed. */
  static final int FAILED = 1;

  /** A command that was given wrong. */
  static final int USAGE = 2;

  private ExitCode() {}
}
