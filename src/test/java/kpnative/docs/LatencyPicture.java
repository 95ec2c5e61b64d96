package kpnative.docs;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws the latency of one face's forward pass beside the peers', from the table that was measured.
 */
public final class LatencyPicture {
  private static final List<String> ENGINES = List.of("kp-native", "ONNX Runtime", "DJL");
  private static final List<Integer> COLUMNS = List.of(4, 5, 6); // of the table, from 1
  private static final int HEIGHT = 330;
  private static final int LABELS = 172;

  private final ThemedPicture picture;
  private final Graphics2D g;

  private LatencyPicture(ThemedPicture picture) {
    this.picture = picture;
    this.g = picture.graphics();
  }

  /**
   * Writes {@code latency-light.png} and {@code latency-dark.png}.
   *
   * @param args {@code benchmarks/latency.md}; the folder
   */
  public static void main(String[] args) throws IOException {
    List<Row> rows = rows(Path.of(args[0]));
    Path folder = Path.of(args[1]);
    ThemedPicture.write(
        folder, "latency", HEIGHT, picture -> new LatencyPicture(picture).draw(rows));
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

  private void draw(List<Row> rows) {
    picture.title("Milliseconds per face: the network alone, one thread");
    int panel = (ThemedPicture.WIDTH - 2 * ThemedPicture.MARGIN) / rows.size();
    for (int i = 0; i < rows.size(); i++) {
      panel(rows.get(i), ThemedPicture.MARGIN + i * panel, panel - ThemedPicture.MARGIN);
    }
  }

  private void panel(Row row, int left, int width) {
    picture.text(picture.ink(), Font.BOLD, 22, row.network(), left, 104);
    double longest = row.milliseconds().stream().max(Double::compare).orElseThrow();
    int room = width - LABELS - 80;
    for (int i = 0; i < ENGINES.size(); i++) {
      double ms = row.milliseconds().get(i);
      int y = 128 + i * 62;
      picture.text(
          i == 0 ? picture.ink() : ThemedPicture.FAINT,
          i == 0 ? Font.BOLD : Font.PLAIN,
          20,
          ENGINES.get(i),
          left,
          y + 29);
      double bar = Math.max(4, room * ms / longest);
      g.setColor(i == 0 ? ThemedPicture.OURS : ThemedPicture.FAINT);
      g.setStroke(new BasicStroke(1));
      g.fill(new RoundRectangle2D.Double(left + LABELS, y, bar, 44, 8, 8));
      String number =
          ms < 1
              ? String.format(Locale.ROOT, "%.3f", ms)
              : ms < 10
                  ? String.format(Locale.ROOT, "%.2f", ms)
                  : String.format(Locale.ROOT, "%.1f", ms);
      picture.text(picture.ink(), Font.PLAIN, 20, number, left + LABELS + (int) bar + 10, y + 29);
    }
  }
}
