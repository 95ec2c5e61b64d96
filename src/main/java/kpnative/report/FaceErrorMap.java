package kpnative.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import kpnative.draw.FaceOverlay;
import kpnative.geometry.Box;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.Keypoints;

/** An SVG drawing of the mean shape, with keypoints coloured by their error. */
final class FaceErrorMap {
  private static final double SIDE = 360; // of the drawing, in SVG units
  private static final double MARGIN = 34;
  private static final double BAR = 34; // height of the scale below

  private static final int STEPS = 10; // of the colour scale, the classes e0 to e9 of report.css
  private static final int NAMED = 3; // worst keypoints, whose numbers are written beside them

  private final DetectorSpec spec;
  private final Map<Integer, Double> errors;
  private final double most;
  private final Keypoints shape; // in the frame of the drawing
  private final double height;

  /**
   * Lays out the drawing of one run.
   *
   * @param errors by schema index, as fractions
   * @param most the error of the last colour, a fraction
   * @param aspect aspect ratio, width / height, of the faces' boxes; the mean shape is in fractions
   *     of the box
   */
  FaceErrorMap(DetectorSpec spec, Map<Integer, Double> errors, double most, double aspect) {
    this.spec = spec;
    this.errors = Map.copyOf(errors);
    this.most = most;
    double[] xy = spec.meanShape().stream().mapToDouble(Double::doubleValue).toArray();
    for (int i = 0; i < xy.length; i += 2) {
      xy[i] *= aspect;
    }
    Box extent = Keypoints.of(xy).extent();
    double room = SIDE - 2 * MARGIN;
    double scale = room / Math.max(1e-9, Math.max(extent.width(), extent.height()));
    double left = (SIDE - extent.width() * scale) / 2;
    for (int i = 0; i < xy.length; i += 2) {
      xy[i] = left + (xy[i] - extent.left()) * scale;
      xy[i + 1] = MARGIN + (xy[i + 1] - extent.top()) * scale;
    }
    shape = Keypoints.of(xy);
    height = 2 * MARGIN + extent.height() * scale;
  }

  /** Writes the figure. */
  void write(Html html, String label) {
    html.open("figure", "class", "facemap").element("figcaption", label);
    html.open(
        "svg",
        "viewBox",
        String.format(Locale.ROOT, "0 0 %s %s", number(SIDE), number(height + BAR)),
        "role",
        "img",
        "aria-label",
        "Mean face with keypoints coloured by their error, of " + label + ": " + worst());
    for (int[] line : FaceOverlay.of(spec.keypointSchema()).lines()) {
      html.open(
              "path",
              "class",
              "outline",
              "d",
              String.format(
                  Locale.ROOT,
                  "M%s %sL%s %s",
                  number(shape.x(line[0])),
                  number(shape.y(line[0])),
                  number(shape.x(line[1])),
                  number(shape.y(line[1]))))
          .close();
    }
    worstFirst().stream().sorted().forEach(k -> point(html, k));
    names(html);
    scale(html);
    html.close().closeLine();
  }

  private void point(Html html, int k) {
    double error = errors.getOrDefault(k, Double.NaN);
    double share = Math.max(0, Math.min(1, error / most));
    html.open(
        "circle",
        "class",
        "point " + step(share),
        "cx",
        number(shape.x(k)),
        "cy",
        number(shape.y(k)),
        "r",
        errors.size() == 1 ? "8" : number(3.5 + 3.5 * share));
    String groups =
        spec.keypointSchema().groups().entrySet().stream()
            .filter(g -> g.getValue().contains(k))
            .map(g -> g.getKey().replace('_', ' '))
            .collect(Collectors.joining(", "));
    html.element(
        "title",
        String.format(
            Locale.ROOT,
            "%d%s: %s",
            k,
            groups.isEmpty() ? "" : " (" + groups + ")",
            PageNumber.percent(error)));
    html.close();
  }

  /** Writes the numbers of the worst keypoints on the side that points away from the centre. */
  private void names(Html html) {
    if (errors.size() <= NAMED) {
      return;
    }
    for (int k : worstFirst().subList(0, NAMED)) {
      boolean left = shape.x(k) < SIDE / 2;
      html.element(
          "text",
          Integer.toString(k),
          "class",
          "worst",
          "x",
          number(shape.x(k) + (left ? -10 : 10)),
          "y",
          number(shape.y(k) + 4),
          "text-anchor",
          left ? "end" : "start");
    }
  }

  private void scale(Html html) {
    double width = (SIDE - 2 * MARGIN) / STEPS;
    for (int i = 0; i < STEPS; i++) {
      html.open(
              "rect",
              "class",
              "e" + i,
              "x",
              number(MARGIN + i * width),
              "y",
              number(height),
              "width",
              number(width + 0.5),
              "height",
              "9")
          .close();
    }
    String y = number(height + 24);
    html.element("text", "0 %", "x", number(MARGIN), "y", y);
    html.element(
        "text", PageNumber.percent(most), "x", number(SIDE - MARGIN), "y", y, "text-anchor", "end");
  }

  private List<Integer> worstFirst() {
    return errors.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private String worst() {
    return "largest at "
        + worstFirst().stream()
            .limit(NAMED)
            .map(k -> "keypoint " + k + ", " + PageNumber.percent(errors.getOrDefault(k, 0.0)))
            .collect(Collectors.joining("; "));
  }

  private static String step(double share) {
    return "e" + Math.min(STEPS - 1, (int) (share * STEPS));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
