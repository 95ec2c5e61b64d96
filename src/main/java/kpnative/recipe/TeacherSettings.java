package kpnative.recipe;

import java.util.List;
import kpnative.checks.Require;

/**
 * The networks whose answers are learned beside the labels.
 *
 * @param from their weight files, or {@code builtin:NAME}; empty for none
 * @param weight of the answers' loss, 0 to 1; that of the labels has the rest
 * @param limit how far an answer may lie from the mean of all, 0 to 1, as a fraction of the input's
 *     sides; else the point is not learned from them
 */
public record TeacherSettings(List<String> from, double weight, double limit) {
  private static final int MOST = 16;

  /** Without teachers; the value of files that were written before there were any, as JSON. */
  static final String NONE = "{\"from\": [], \"weight\": 0.5, \"limit\": 0.04}";

  /** Copies the list. Rejects numbers out of range. */
  public TeacherSettings {
    from = List.copyOf(from);
    Require.range("train.teacher.weight", weight, 0, 1);
    Require.range("train.teacher.limit", limit, 0, 1);
    Require.range("the number of train.teacher.from", from.size(), 0, MOST);
  }

  /** {@return these settings with absolute paths, and the built-in models named} */
  TeacherSettings absolute() {
    return new TeacherSettings(from.stream().map(NamedWeights::absolute).toList(), weight, limit);
  }
}
