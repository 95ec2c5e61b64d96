package kpnative.docs;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
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
import kpnative.draw.PngFile;

/**
 * Draws the errors of few labels, with their spread over the draws, from the table that {@code
 * benchmarks/few-labels.sh} writes.
 */
public final class FewLabelsPicture {
  private static final int WIDTH = 1640;
  private static final int HEIGHT = 560;
  private static final int MARGIN = 30;
  private static final int AXIS = 90;
  private static final int TOP = 130;
  private static final int BOTTOM = 80;
  private static final double MOST = 0.08; // errors above are drawn at the edge
  private static final Color OURS = new Color(0xE8, 0xA3, 0x17);

  private final Color ink;
  private final Color faint;
  private final Color ground;

  private FewLabelsPicture(Color ink, Color faint, Color ground) {
    this.ink = ink;
    this.faint = faint;
    this.ground = ground;
  }

  /**
   * Writes {@code few-labels-light.png} and {@code few-labels-dark.png}.
   *
   * @param args {@code benchmarks/few-labels.csv}; the folder
   */
  public static void main(String[] args) throws IOException {
    Map<String, Map<Integer, DoubleSummaryStatistics>> lines = lines(Path.of(args[0]));
    Path folder = Path.of(args[1]);
    Color grey = new Color(0x8C, 0x95, 0x9F);
    new FewLabelsPicture(new Color(0x1F, 0x23, 0x28), grey, Color.WHITE)
        .write(lines, folder.resolve("few-labels-light.png"));
    new FewLabelsPicture(new Color(0xE6, 0xED, 0xF3), grey, new Color(0x0D, 0x11, 0x17))
        .write(lines, folder.resolve("few-labels-dark.png"));
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

  private void write(Map<String, Map<Integer, DoubleSummaryStatistics>> lines, Path file)
      throws IOException {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(ground);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    String title = "Error on new people, % of the distance of the outer eye corners";
    text(g, ink, Font.BOLD, 26, title, MARGIN, 46);
    int width = WIDTH / 2 - MARGIN;
    panel(g, "58 points", lines, "imm58", MARGIN, width);
    panel(g, "73 points", lines, "imm73", WIDTH / 2, width);
    g.dispose();
    PngFile.write(picture, file);
  }

  private void panel(
      Graphics2D g,
      String title,
      Map<String, Map<Integer, DoubleSummaryStatistics>> lines,
      String set,
      int left,
      int width) {
    text(g, ink, Font.BOLD, 22, title, left, 96);
    int right = left + width - MARGIN;
    for (int percent = 0; percent <= 8; percent += 2) {
      double y = y(percent / 100.0);
      g.setColor(faint);
      g.setStroke(new BasicStroke(percent == 0 ? 2 : 0.6F));
      g.draw(new Line2D.Double(left + AXIS - 30, y, right, y));
      text(g, ink, Font.PLAIN, 20, percent + " %", left, (int) y + 7);
    }
    for (int labels : List.of(10, 20, 50, 100, 192)) {
      if (labels <= 100 || set.equals("imm58")) {
        String said = String.valueOf(labels);
        int x = (int) x(labels, left, right) - 6 * said.length();
        text(g, ink, Font.PLAIN, 20, said, x, HEIGHT - BOTTOM + 32);
      }
    }
    text(g, ink, Font.PLAIN, 20, "labelled photographs", right - 210, HEIGHT - 16);
    line(g, lines.getOrDefault(set + " scratch", Map.of()), faint, "from scratch", left, right);
    line(g, lines.getOrDefault(set + " free", Map.of()), OURS, "from builtin:free", left, right);
  }

  private void line(
      Graphics2D g,
      Map<Integer, DoubleSummaryStatistics> errors,
      Color color,
      String name,
      int left,
      int right) {
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
      text(
          g,
          ink,
          Font.PLAIN,
          20,
          said,
          (int) first[0] + 14,
          (int) first[1] + (color.equals(OURS) ? 40 : -22));
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

  private static void text(
      Graphics2D g, Color color, int style, int size, String text, int x, int baseline) {
    g.setFont(new Font(Font.SANS_SERIF, style, size));
    g.setColor(color);
    g.drawString(text, x, baseline);
  }
}
