package kpnative.cli;

import kpnative.files.OutputFiles;
import picocli.CommandLine.Option;

/** Whether a command replaces files. Every command that writes files has it. */
final class ForceOption {
  @Option(
      names = "--force",
      description =
          "Replaces output files that exist. Without it a file that you name must not exist yet,"
              + " and a name that the command chooses gets a number if it is taken.")
  boolean force;

  /** {@return what the command writes, before its work} */
  OutputFiles files() {
    return new OutputFiles(force);
  }
}
