package kpnative.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import kpnative.data.AnnotatedFace;
import kpnative.draw.FaceOverlay;
import kpnative.draw.FaceTile;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.Prediction;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.infer.DetectorSpec;

/** The faces with the smallest and the largest errors, cropped as for the networks. */
final class FacesSection implements PageSection {
  private static final int EACH = 4; // best faces, and worst
  private static final int SIDE = 360; // of a tile, in pixels

  @Override
  public String id() {
    return "faces";
  }

  @Override
  public String title() {
    return "Best and worst predictions";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    html.open("ul", "class", "legend");
    html.open("li").element("span", "", "class", "truth").text("ring: ground truth").close();
    html.open("li").element("span", "", "class", "predicted").text("dot: prediction").close();
    html.closeLine();
    for (ReportedRun run : runs) {
      html.element("h3", run.label());
      if (run.evaluation().isEmpty() || run.spec().isEmpty()) {
        html.missing("Not shown: " + run.problem() + ".");
        continue;
      }
      write(html, run.label(), run.evaluation().get(), run.spec().get());
    }
  }

  private static void write(Html html, String label, FaceEvaluation e, DetectorSpec spec) {
    List<Integer> order = e.detector().bestFirst();
    int best = Math.min(EACH, (order.size() + 1) / 2);
    int worst = Math.min(EACH, order.size() - best);
    FaceOverlay overlay = FaceOverlay.of(spec.keypointSchema(), spec.indices());
    html.element("p", "Smallest errors");
    tiles(html, label, "small", order.subList(0, best), e, spec, overlay);
    html.element("p", "Largest errors");
    tiles(
        html, label, "large", order.subList(order.size() - worst, order.size()), e, spec, overlay);
  }

  private static void tiles(
      Html html,
      String label,
      String kind,
      List<Integer> faces,
      FaceEvaluation e,
      DetectorSpec spec,
      FaceOverlay overlay) {
    html.open("div", "class", "tiles faces");
    for (int i : faces) {
      Prediction p = e.predictions().get(i);
      String name = ReportedRun.fileName(p.name());
      String error = PageNumber.percent(e.detector().perFace().get(i));
      html.open("figure");
      try {
        FaceTile tile =
            FaceTile.seenByNetwork(
                photograph(e.predictions().get(i).face()), p, spec.indices(), name);
        html.empty(
            "img",
            "src",
            PagePicture.face(tile, overlay, SIDE),
            "loading",
            "lazy",
            "alt",
            String.format(
                Locale.ROOT,
                "Face in %s with ground truth and predictions of %s: %s error, NME %s",
                name,
                label,
                kind,
                error));
      } catch (IOException | ArithmeticException problem) {
        html.missing("The picture cannot be shown: " + ReportedRun.line(problem));
      }
      html.element(
          "figcaption",
          error
              + ", mean shape "
              + PageNumber.percent(e.meanShape().perFace().get(i))
              + ". "
              + name);
      html.closeLine();
    }
    html.closeLine();
  }

  /** {@return the whole photograph of a face, in colours} */
  static BufferedImage photograph(AnnotatedFace face) throws IOException {
    try (Image image = face.picture().read(Channels.COLOR)) {
      return image.toBufferedImage();
    }
  }
}
