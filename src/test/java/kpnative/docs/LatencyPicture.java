package kpnative.docs;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kpnative.draw.PngFile;

/**
 * Draws the latency of one face's forward pass beside the peers', from the table that was measured.
 */
public final class LatencyPicture {
  private static final List<String> ENGINES = List.of("kp-native", "ONNX Runtime", "DJL");
  private static final List<Integer> COLUMNS = List.of(4, 5, 6); // of the table, from 1
  private static final int WIDTH = 1640;
  private static final int HEIGHT = 330;
  private static final int MARGIN = 30;
  private static final int LABELS = 172;

  private final Color ink;
  private final Color faint;
  private final Color ground;

  private LatencyPicture(Color ink, Color faint, Color ground) {
    this.ink = ink;
    this.faint = faint;
    this.ground = ground;
  }

  /**
   * Writes {@code latency-light.png} and {@code latency-dark.png}.
   *
   * @param args {@code benchmarks/latency.md}; the folder
   */
  public static void main(String[] args) throws IOException {
    List<Row> rows = rows(Path.of(args[0]));
    Path folder = Path.of(args[1]);
    Color grey = new Color(0x8C, 0x95, 0x9F);
    new LatencyPicture(new Color(0x1F, 0x23, 0x28), grey, Color.WHITE)
        .write(rows, folder.resolve("latency-light.png"));
    new LatencyPicture(new Color(0xE6, 0xED, 0xF3), grey, new Color(0x0D, 0x11, 0x17))
        .write(rows, folder.resolve("latency-dark.png"));
  }

  /** A line of the table: milliseconds of each engine. */
  record Row(String network, List<Double> milliseconds) {}

  /**
   * {@return the lines of one face in the table that has a column of ONNX Runtime's and of DJL's}
   */
  static List<Row> rows(Path table) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(table)) {
      String[] cells = line.split("\\s*\\|\\s*");
      if (cells.length >= 7 && cells[1].startsWith("`") && cells[2].equals("1")) {
        rows.add(
            new Row(
                cells[1].replace("`", ""),
                COLUMNS.stream().map(c -> Double.parseDouble(cells[c])).toList()));
      }
    }
    if (rows.isEmpty()) {
      throw new IOException(table + ": no line of a network with 1 face");
    }
    return rows;
  }

  private void write(List<Row> rows, Path file) throws IOException {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(ground);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    text(g, ink, Font.BOLD, 26, "Milliseconds per face: the network alone, one thread", MARGIN, 46);
    int panel = (WIDTH - 2 * MARGIN) / rows.size();
    for (int i = 0; i < rows.size(); i++) {
      panel(g, rows.get(i), MARGIN + i * panel, panel - MARGIN);
    }
    g.dispose();
    PngFile.write(picture, file);
  }

  private void panel(Graphics2D g, Row row, int left, int width) {
    text(g, ink, Font.BOLD, 22, row.network(), left, 104);
    double longest = row.milliseconds().stream().max(Double::compare).orElseThrow();
    int room = width - LABELS - 80;
    for (int i = 0; i < ENGINES.size(); i++) {
      double ms = row.milliseconds().get(i);
      int y = 128 + i * 62;
      text(
          g,
          i == 0 ? ink : faint,
          i == 0 ? Font.BOLD : Font.PLAIN,
          20,
          ENGINES.get(i),
          left,
          y + 29);
      double bar = Math.max(4, room * ms / longest);
      g.setColor(i == 0 ? new Color(0xE8, 0xA3, 0x17) : faint);
      g.setStroke(new BasicStroke(1));
      g.fill(new RoundRectangle2D.Double(left + LABELS, y, bar, 44, 8, 8));
      String number =
          ms < 1
              ? String.format(Locale.ROOT, "%.3f", ms)
              : ms < 10
                  ? String.format(Locale.ROOT, "%.2f", ms)
                  : String.format(Locale.ROOT, "%.1f", ms);
      text(g, ink, Font.PLAIN, 20, number, left + LABELS + (int) bar + 10, y + 29);
    }
  }

  private static void text(
      Graphics2D g, Color color, int style, int size, String text, int x, int baseline) {
    g.setFont(new Font(Font.SANS_SERIF, style, size));
    g.setColor(color);
    g.drawString(text, x, baseline);
  }
}
