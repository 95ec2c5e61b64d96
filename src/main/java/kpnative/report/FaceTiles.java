package kpnative.report;

import java.io.IOException;
import java.util.List;
import kpnative.draw.FaceOverlay;
import kpnative.draw.FaceTile;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.Prediction;
import kpnative.infer.DetectorSpec;

/** A run's best and worst faces, cropped as for the network, with truth and prediction. */
final class FaceTiles {
  private static final int EACH = 4; // best faces, and worst
  private static final int SIDE = 360; // of a tile, in pixels

  private FaceTiles() {}

  /** Writes the legend of the tiles' marks and captions. */
  static void legend(Html html) {
    html.open("ul", "class", "legend");
    html.open("li").element("span", "", "class", "truth").text("truth").close();
    html.open("li").element("span", "", "class", "predicted").text("prediction").close();
    html.element("li", "below: NME (mean shape\u2019s)");
    html.closeLine();
  }

  /** Writes the run's best and worst faces, or why they cannot be shown. */
  static void write(Html html, ReportedRun run) {
    if (run.evaluation().isEmpty() || run.spec().isEmpty()) {
      html.missing("No faces: " + run.problem() + ".");
      return;
    }
    FaceEvaluation e = run.evaluation().get();
    List<Integer> order = e.detector().bestFirst();
    int n = order.size();
    int best = Math.min(EACH, (n + 1) / 2);
    int worst = Math.min(EACH, n - best);
    row(html, run, "Smallest errors", order.subList(0, best));
    if (worst > 0) {
      row(html, run, "Largest errors", order.subList(n - worst, n));
    }
  }

  private static void row(Html html, ReportedRun run, String title, List<Integer> faces) {
    html.element("p", title, "class", "row");
    html.open("div", "class", "tiles faces");
    FaceEvaluation e = run.evaluation().orElseThrow();
    DetectorSpec spec = run.spec().orElseThrow();
    FaceOverlay overlay = FaceOverlay.of(spec.keypointSchema(), spec.indices());
    for (int i : faces) {
      Prediction p = e.predictions().get(i);
      String name = ReportedRun.fileName(p.name());
      String error = PageNumber.percent(e.detector().perFace().get(i));
      String mean = PageNumber.percent(e.meanShape().perFace().get(i));
      html.open("figure", "title", name + ": NME " + error + ", mean shape " + mean);
      try {
        FaceTile tile =
            FaceTile.seenByNetwork(PagePicture.photograph(p.face()), p, spec.indices(), name);
        html.empty(
            "img",
            "src",
            PagePicture.face(tile, overlay, SIDE),
            "alt",
            "Face in "
                + name
                + " with truth and prediction of "
                + run.label()
                + ". "
                + title
                + ": NME "
                + error
                + ", mean shape "
                + mean);
      } catch (IOException | ArithmeticException problem) {
        html.missing("The picture cannot be shown: " + ReportedRun.line(problem));
      }
      html.open("figcaption").element("b", error).text(" (" + mean + ")");
      html.fileName(name).close().closeLine();
    }
    html.closeLine();
  }
}
