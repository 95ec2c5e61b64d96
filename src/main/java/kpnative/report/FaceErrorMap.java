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
  private static final double MARGIN = 22;
  private static final double BAR = 34; // height of the scale below

  /** From small to large. Lightness falls as well, so that the map can be read without colour. */
  private static final int[] RAMP = {0xFDE725, 0x9FD938, 0x35B779, 0x26828E, 0x3E4A89, 0x440154};

  private final DetectorSpec spec;
  private final Map<Integer, Double> errors;
  private final double most;
  private final Keypoints shape; // in the frame of the drawing
  private final double height;

  /**
   * Lays out the drawing of one run.
   *
   * @param errors by schema index, as fractions
   * @param most the error of the darkest colour, a fraction
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
    errors.keySet().stream().sorted().forEach(k -> point(html, k));
    scale(html);
    html.close().closeLine();
  }

  private void point(Html html, int k) {
    double error = errors.getOrDefault(k, Double.NaN);
    html.open(
        "circle",
        "class",
        "point",
        "cx",
        number(shape.x(k)),
        "cy",
        number(shape.y(k)),
        "r",
        errors.size() == 1 ? "8" : "5",
        "fill",
        color(error / most));
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

  private void scale(Html html) {
    int steps = 24;
    double width = (SIDE - 2 * MARGIN) / steps;
    for (int i = 0; i < steps; i++) {
      html.open(
              "rect",
              "x",
              number(MARGIN + i * width),
              "y",
              number(height),
              "width",
              number(width + 0.5),
              "height",
              "9",
              "fill",
              color((i + 0.5) / steps))
          .close();
    }
    String y = number(height + 24);
    html.element("text", "0 %", "x", number(MARGIN), "y", y);
    html.element(
        "text", PageNumber.percent(most), "x", number(SIDE - MARGIN), "y", y, "text-anchor", "end");
  }

  private String worst() {
    List<Map.Entry<Integer, Double>> sorted =
        errors.entrySet().stream()
            .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
            .limit(3)
            .toList();
    return "largest at "
        + sorted.stream()
            .map(e -> "keypoint " + e.getKey() + ", " + PageNumber.percent(e.getValue()))
            .collect(Collectors.joining("; "));
  }

  private static String color(double share) {
    double at = Math.max(0, Math.min(1, share)) * (RAMP.length - 1);
    int i = Math.min(RAMP.length - 2, (int) at);
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = RAMP[i] >> shift & 0xFF;
      int to = RAMP[i + 1] >> shift & 0xFF;
      rgb |= (int) Math.round(from + (to - from) * (at - i)) << shift;
    }
    return String.format(Locale.ROOT, "#%06x", rgb);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
