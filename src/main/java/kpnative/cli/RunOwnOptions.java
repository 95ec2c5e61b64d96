package kpnative.cli;

import java.util.List;
import picocli.CommandLine.ParseResult;

/** Options that a resumed run has of its own, so that they would be read and not heeded. */
final class RunOwnOptions {
  private RunOwnOptions() {}

  /**
   * Refuses options beside {@code --resume}.
   *
   * @param fixed names of the options that a run keeps
   * @throws IllegalArgumentException if one of them was given
   */
  static void refuse(ParseResult parsed, List<String> fixed) {
    List<String> given = fixed.stream().filter(parsed::hasMatchedOption).toList();
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          "--resume uses the run's own settings: leave out " + String.join(", ", given));
    }
  }
}
