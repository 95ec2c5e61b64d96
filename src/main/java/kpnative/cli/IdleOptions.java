package kpnative.cli;

import java.util.List;
import picocli.CommandLine.ParseResult;

/**
 * Options that do nothing without others, or beside them. They are refused: a result without a word
 * would look as if they had been heeded.
 */
final class IdleOptions {
  /** Options and what is said if one of them was given in vain. */
  record Rule(List<String> options, String says) {}

  static final Rule CHIPS =
      new Rule(
          List.of("--chip-template", "--chip-size", "--chip-margin"),
          "is about the crops of --chips DIR, which is not there");
  static final Rule VIDEO =
      new Rule(List.of("--smooth", "--min-cutoff", "--beta", "--fps", "--audio"), "is for videos");
  static final Rule SMOOTH =
      new Rule(
          List.of("--min-cutoff", "--beta"), "is the filter's of --smooth, which is not there");
  static final Rule SEARCH =
      new Rule(
          List.of("--turned", "--faces-from", "--min-confidence"),
          "is about faces that are searched for, and none is");
  static final Rule DRAWING =
      new Rule(
          List.of("--radius", "--lines"),
          "is about what is drawn, and --hide leaves nothing to draw");

  private IdleOptions() {}

  /**
   * Refuses the options of a rule.
   *
   * @param heeded whether there is what they need
   * @throws IllegalArgumentException if it is not there, and one of them was given
   */
  static void refuse(ParseResult given, Rule rule, boolean heeded) {
    if (!heeded) {
      rule.options().stream()
          .filter(given::hasMatchedOption)
          .findFirst()
          .ifPresent(
              option -> {
                throw new IllegalArgumentException(option + " " + rule.says());
              });
    }
  }
}
