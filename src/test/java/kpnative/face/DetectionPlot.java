package kpnative.face;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kpnative.draw.PngFile;

/**
 * Draws precision over recall of several finders, a panel for each table that {@link
 * FinderMeasurement} wrote.
 */
final class DetectionPlot {
  private static final int SIDE = 420;
  private static final int LEFT = 76;
  private static final int GAP = 64;
  private static final int TOP = 60;
  private static final int BOTTOM = 70;
  private static final double LEAST = 0.5; // of both axes: what lies below helps nobody
  private static final Map<String, Color> COLORS =
      Map.of(
          "own", new Color(0xC4, 0x4E, 0x00),
          "yunet", new Color(0x0B, 0x62, 0xA4),
          "cascades", new Color(0x5C, 0x7D, 0x3B));
  private static final Map<String, String> NAMES =
      Map.of("own", "built-in", "yunet", "YuNet", "cascades", "cascades");

  /** A place on a curve. */
  private record At(double recall, double precision) {}

  private final Graphics2D g;

  private DetectionPlot(Graphics2D g) {
    this.g = g;
  }

  /**
   * Writes a PNG.
   *
   * @param args the file; then for each panel a title and a {@code curve.csv}
   */
  public static void main(String[] args) throws IOException {
    int panels = args.length / 2;
    int width = LEFT + panels * SIDE + (panels - 1) * GAP + 24;
    int height = TOP + SIDE + BOTTOM;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    DetectionPlot plot = new DetectionPlot(g);
    for (int i = 0; i < panels; i++) {
      plot.panel(args[1 + 2 * i], read(Path.of(args[2 + 2 * i])), LEFT + i * (SIDE + GAP));
    }
    g.dispose();
    PngFile.write(picture, Path.of(args[0]));
  }

  private static Map<String, List<At>> read(Path table) throws IOException {
    Map<String, List<At>> curves = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(table);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      curves
          .computeIfAbsent(cells[0], name -> new ArrayList<>())
          .add(new At(Double.parseDouble(cells[2]), Double.parseDouble(cells[3])));
    }
    return curves;
  }

  private void panel(String title, Map<String, List<At>> curves, int left) {
    text(title, left, TOP - 22, Font.BOLD, 19, Color.BLACK);
    for (int i = 0; i <= 5; i++) {
      double share = LEAST + (1 - LEAST) * i / 5;
      g.setColor(new Color(0xDD, 0xDD, 0xDD));
      g.setStroke(new BasicStroke(1));
      g.drawLine(left + x(share), TOP, left + x(share), TOP + SIDE);
      g.drawLine(left, y(share), left + SIDE, y(share));
      String number = String.format(Locale.ROOT, "%.1f", share);
      text(number, left + x(share) - 12, TOP + SIDE + 24, Font.PLAIN, 16, Color.DARK_GRAY);
      text(number, left - 34, y(share) + 6, Font.PLAIN, 16, Color.DARK_GRAY);
    }
    text("recall", left + SIDE / 2 - 22, TOP + SIDE + 50, Font.PLAIN, 17, Color.DARK_GRAY);
    text("precision", left - 34, TOP - 4, Font.PLAIN, 15, Color.DARK_GRAY);
    int row = 0;
    for (Map.Entry<String, List<At>> each : curves.entrySet()) {
      Color color = COLORS.getOrDefault(each.getKey(), Color.BLACK);
      g.setColor(color);
      g.setStroke(new BasicStroke(2.5f));
      g.setClip(left - 2, TOP - 2, SIDE + 4, SIDE + 4);
      g.draw(line(each.getValue(), left));
      g.setClip(null);
      String name = NAMES.getOrDefault(each.getKey(), each.getKey());
      text(name, left + 14, TOP + SIDE - 16 - 24 * row++, Font.BOLD, 17, color);
    }
  }

  private static Path2D line(List<At> places, int left) {
    Path2D line = new Path2D.Double();
    double before = LEAST;
    for (At at : places) {
      double x = left + x(at.recall);
      if (line.getCurrentPoint() == null) {
        line.moveTo(left + x(before), y(at.precision));
      }
      line.lineTo(x, y(at.precision));
    }
    return line;
  }

  private static int x(double recall) {
    return (int) Math.round((recall - LEAST) / (1 - LEAST) * SIDE);
  }

  private static int y(double precision) {
    return TOP + SIDE - (int) Math.round((precision - LEAST) / (1 - LEAST) * SIDE);
  }

  private void text(String text, int x, int baseline, int style, int size, Color color) {
    g.setFont(new Font(Font.SANS_SERIF, style, size));
    g.setColor(color);
    g.drawString(text, x, baseline);
  }
}
