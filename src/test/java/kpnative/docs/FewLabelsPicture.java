package kpnative.docs;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws the errors of few labels, with their spread over the draws, from the table that {@code
 * benchmarks/few-labels.sh} writes.
 */
public final class FewLabelsPicture {
  private static final int HEIGHT = 560;
  private static final int AXIS = 90;
  private static final int TOP = 130;
  private static final int BOTTOM = 80;
  private static final double MOST = 0.08; // errors above are drawn at the edge

  private final ThemedPicture picture;
  private final Graphics2D g;

  private FewLabelsPicture(ThemedPicture picture) {
    this.picture = picture;
    this.g = picture.graphics();
  }

  /**
   * Writes {@code few-labels-light.png} and {@code few-labels-dark.png}.
   *
   * @param args {@code benchmarks/few-labels.csv}; the folder
   */
  public static void main(String[] args) throws IOException {
    Map<String, Map<Integer, DoubleSummaryStatistics>> lines = lines(Path.of(args[0]));
    Path folder = Path.of(args[1]);
    ThemedPicture.write(
        folder, "few-labels", HEIGHT, picture -> new FewLabelsPicture(picture).draw(lines));
  }

  /** {@return by set and start, as {@code imm58 free}: the errors by the number of labels} */
  static Map<String, Map<Integer, DoubleSummaryStatistics>> lines(Path table) throws IOException {
    Map<String, Map<Integer, DoubleSummaryStatistics>> lines = new LinkedHashMap<>();
    List<String> rows = Files.readAllLines(table);
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      int all = cells[0].equals("imm58") ? 192 : 100;
      int labels = cells[1].equals("all") ? all : Integer.parseInt(cells[1]);
      lines
          .computeIfAbsent(cells[0] + " " + cells[2], k -> new TreeMap<>())
          .computeIfAbsent(labels, k -> new DoubleSummaryStatistics())
          .accept(Double.parseDouble(cells[5]));
    }
    return lines;
  }

  private void draw(Map<String, Map<Integer, DoubleSummaryStatistics>> lines) {
    picture.title("Error on new people, % of the distance of the outer eye corners");
    int width = ThemedPicture.WIDTH / 2 - ThemedPicture.MARGIN;
    panel("58 points", lines, "imm58", ThemedPicture.MARGIN, width);
    panel("73 points", lines, "imm73", ThemedPicture.WIDTH / 2, width);
  }

  private void panel(
      String title,
      Map<String, Map<Integer, DoubleSummaryStatistics>> lines,
      String set,
      int left,
      int width) {
    picture.text(picture.ink(), Font.BOLD, 22, title, left, 96);
    int right = left + width - ThemedPicture.MARGIN;
    for (int percent = 0; percent <= 8; percent += 2) {
      double y = y(percent / 100.0);
      g.setColor(ThemedPicture.FAINT);
      g.setStroke(new BasicStroke(percent == 0 ? 2 : 0.6F));
      g.draw(new Line2D.Double(left + AXIS - 30, y, right, y));
      picture.text(picture.ink(), Font.PLAIN, 20, percent + " %", left, (int) y + 7);
    }
    for (int labels : List.of(10, 20, 50, 100, 192)) {
      if (labels <= 100 || set.equals("imm58")) {
        String said = String.valueOf(labels);
        int x = (int) x(labels, left, right) - 6 * said.length();
        picture.text(picture.ink(), Font.PLAIN, 20, said, x, HEIGHT - BOTTOM + 32);
      }
    }
    picture.text(picture.ink(), Font.PLAIN, 20, "labelled photographs", right - 210, HEIGHT - 16);
    line(
        lines.getOrDefault(set + " scratch", Map.of()),
        ThemedPicture.FAINT,
        "from scratch",
        left,
        right);
    line(
        lines.getOrDefault(set + " free", Map.of()),
        ThemedPicture.OURS,
        "from builtin:free",
        left,
        right);
  }

  private void line(
      Map<Integer, DoubleSummaryStatistics> errors, Color color, String name, int left, int right) {
    List<double[]> points = new ArrayList<>();
    errors.forEach(
        (labels, of) -> {
          double x = x(labels, left, right);
          points.add(new double[] {x, y(of.getAverage())});
          g.setColor(color);
          g.setStroke(new BasicStroke(2));
          g.draw(new Line2D.Double(x, y(of.getMin()), x, y(of.getMax())));
        });
    g.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int i = 0; i < points.size(); i++) {
      double[] p = points.get(i);
      g.fill(new Ellipse2D.Double(p[0] - 7, p[1] - 7, 14, 14));
      if (i > 0) {
        g.draw(new Line2D.Double(points.get(i - 1)[0], points.get(i - 1)[1], p[0], p[1]));
      }
    }
    if (!points.isEmpty()) {
      double[] first = points.get(0);
      double mean = errors.values().iterator().next().getAverage();
      String said = String.format(Locale.ROOT, "%s, %.1f %%", name, 100 * mean);
      picture.text(
          picture.ink(),
          Font.PLAIN,
          20,
          said,
          (int) first[0] + 14,
          (int) first[1] + (color.equals(ThemedPicture.OURS) ? 40 : -22));
    }
  }

  private static double x(int labels, int left, int right) {
    double share = Math.log(labels / 10.0) / Math.log(19.2);
    return left + AXIS + share * (right - 30 - left - AXIS);
  }

  private static double y(double error) {
    int base = HEIGHT - BOTTOM;
    return base - Math.min(error, MOST) / MOST * (base - TOP);
  }
}
