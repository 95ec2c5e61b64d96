package kpnative.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import kpnative.eval.Evaluation;
import kpnative.eval.Measures;

/**
 * One of the figures that say how good a model is, beside the mean shape's.
 *
 * @param name its usual name
 * @param meaning a few words
 * @param share whether it is a fraction, shown in percent
 * @param rising whether more is better
 * @param own the model's; NaN if unknown
 * @param mean the mean shape's; NaN if unknown
 */
record KeyFigure(
    String name, String meaning, boolean share, boolean rising, double own, double mean) {
  private static final double TAIL = 0.9;

  /**
   * {@return the figures of a run: three if its weights were measured, otherwise the lowest NME of
   * its epochs; empty if no epoch has finished}
   */
  static List<KeyFigure> of(ReportedRun run) {
    List<KeyFigure> figures = new ArrayList<>();
    if (run.evaluation().isEmpty()) {
      if (Double.isFinite(run.error())) {
        String best = "least of the epochs, on the validation faces";
        figures.add(new KeyFigure("NME", best, true, false, run.error(), run.meanShapeError()));
      }
      return figures;
    }
    Evaluation own = run.evaluation().get().detector();
    Evaluation mean = run.evaluation().get().meanShape();
    Measures m = own.measures();
    Measures p = mean.measures();
    String by = "mean error, divided by " + divisor(own.normaliser());
    figures.add(new KeyFigure("NME", by, true, false, own.meanError(), mean.meanError()));
    if (m.fr08().isPresent()) {
      figures.add(
          new KeyFigure(
              "FR@8",
              "faces with an error above 8 %",
              true,
              false,
              value(m.fr08()),
              value(p.fr08())));
      figures.add(
          new KeyFigure(
              "AUC@8",
              "area under the error curve to 8 %",
              false,
              true,
              value(m.auc08()),
              value(p.auc08())));
    } else {
      figures.add(
          new KeyFigure(
              "Worst tenth",
              "NME that 90 % of the faces do not exceed",
              true,
              false,
              tail(own),
              tail(mean)));
      figures.add(
          new KeyFigure(
              "MAE",
              "mean |dx|, |dy| in the photograph's pixels",
              false,
              false,
              m.contestMaePx(),
              p.contestMaePx()));
    }
    return figures;
  }

  /** {@return the model's value as text} */
  String ownText() {
    return text(own);
  }

  /** {@return the mean shape's value as text} */
  String meanText() {
    return text(mean);
  }

  /** {@return whether the model is better than the mean shape} */
  boolean better() {
    return rising ? own > mean : own < mean;
  }

  private String text(double value) {
    return share ? PageNumber.percent(value) : PageNumber.of(value);
  }

  private static double value(OptionalDouble measure) {
    return measure.orElse(Double.NaN);
  }

  private static double tail(Evaluation evaluation) {
    List<Double> sorted = evaluation.measured().stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(TAIL * sorted.size()) - 1));
  }

  private static String divisor(String normaliser) {
    return switch (normaliser) {
      case "inter-ocular" -> "the outer eye corners' distance";
      case "box" -> "the root of the box's area";
      default -> "the root of the crop's area";
    };
  }
}
