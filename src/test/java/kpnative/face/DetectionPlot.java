package kpnative.face;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import kpnative.eval.DetectionCurve;

/** Draws precision over recall of several finders as SVG. */
final class DetectionPlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 420;
  private static final int LEFT = 60;
  private static final int BOTTOM = 50;
  private static final int TOP = 20;
  private static final int RIGHT = 20;
  private static final List<String> COLORS = List.of("#0b62a4", "#d1495b", "#6a994e", "#8d6a9f");

  private DetectionPlot() {}

  static String svg(Map<String, List<DetectionCurve.Point>> lines) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"13\">\n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
            WIDTH, HEIGHT));
    for (int i = 0; i <= 10; i++) {
      double share = i / 10.0;
      svg.append(line(share, 0, share, 1));
      svg.append(line(0, share, 1, share));
      if (i % 2 == 0) {
        svg.append(label(x(share), HEIGHT - BOTTOM + 18.0, "middle", share));
        svg.append(label(LEFT - 8.0, y(share) + 4, "end", share));
      }
    }
    svg.append(
        text(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">recall</text>\n"
                + "<text transform=\"translate(16,%d) rotate(-90)\""
                + " text-anchor=\"middle\">precision</text>\n",
            WIDTH / 2, HEIGHT - 10, HEIGHT / 2));
    int n = 0;
    for (Map.Entry<String, List<DetectionCurve.Point>> each : lines.entrySet()) {
      String color = COLORS.get(n % COLORS.size());
      StringBuilder points = new StringBuilder();
      each.getValue()
          .forEach(p -> points.append(text("%.1f,%.1f ", x(p.recall()), y(p.precision()))));
      svg.append(
          text(
              """
              <polyline fill="none" stroke="%s" stroke-width="2" points="%s"/>
              <text x="%d" y="%d" fill="%s">%s</text>
              """,
              color,
              points.toString().strip(),
              LEFT + 12,
              HEIGHT - BOTTOM - 12 - 18 * n,
              color,
              each.getKey()));
      n++;
    }
    return svg.append("</svg>\n").toString();
  }

  private static double x(double recall) {
    return LEFT + recall * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double precision) {
    return HEIGHT - BOTTOM - precision * (HEIGHT - BOTTOM - TOP);
  }

  private static String line(double fromX, double fromY, double toX, double toY) {
    return text(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>\n",
        x(fromX), y(fromY), x(toX), y(toY));
  }

  private static String label(double x, double y, String anchor, double value) {
    return text(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%.1f</text>\n", x, y, anchor, value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
