package kpnative.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import kpnative.plan.Precision;

/** Chooses among the rows of one model. */
final class SpeedChoice {
  /** Less is not worth another setting, and about what rounds differ by. */
  private static final double FASTER = 0.95;

  /**
   * Of the box around the points. Errors e that move by d in any direction grow by d^2 / 4e^2 on
   * average: with 3.3 % of the distance of the eyes' corners, about 2 % of the box, by half a
   * percent.
   */
  private static final double MOST_SHIFT = 0.0025;

  private SpeedChoice() {}

  /**
   * {@return what to choose, in one line}
   *
   * @param rows at least one; simpler settings first
   */
  static String of(String model, List<SpeedRow> rows) {
    List<SpeedRow> near = rows.stream().filter(row -> row.shift() <= MOST_SHIFT).toList();
    if (near.isEmpty()) {
      return String.format(
          Locale.ROOT,
          "%s: nothing to choose: the points move by more than %.2f %%",
          model,
          100 * MOST_SHIFT);
    }
    SpeedRow soonest = best(near, (a, b) -> b.millis() < FASTER * a.millis() ? b : a);
    SpeedRow most = best(near, (a, b) -> FASTER * b.perSecond() > a.perSecond() ? b : a);
    boolean bytes = soonest.precision() == Precision.INT8 || most.precision() == Precision.INT8;
    return String.format(
        Locale.ROOT,
        "%s: for the shortest wait %s on %s, %.2f ms; for the most faces %s on %s, %.0f a"
            + " second%s%s",
        model,
        soonest.precision().label(),
        threads(soonest),
        soonest.millis(),
        most.precision().label(),
        threads(most),
        most.perSecond(),
        bytes ? "; what int8 costs on your faces, quantize measures" : "",
        left(rows, soonest));
  }

  private static SpeedRow best(List<SpeedRow> rows, BinaryOperator<SpeedRow> better) {
    return rows.stream().reduce(better).orElseThrow();
  }

  /** {@return a faster precision that was passed over, for the reader to measure} */
  private static String left(List<SpeedRow> rows, SpeedRow chosen) {
    return rows.stream()
        .filter(row -> row.shift() > MOST_SHIFT && row.millis() < FASTER * chosen.millis())
        .reduce((a, b) -> b.millis() < a.millis() ? b : a)
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "; %s takes %.2f ms, but moves the points by %.2f %%: quantize measures whether"
                        + " that matters",
                    row.precision().label(),
                    row.millis(),
                    100 * row.shift()))
        .orElse("");
  }

  private static String threads(SpeedRow row) {
    return row.threads() == 1 ? "1 thread" : row.threads() + " threads";
  }
}
