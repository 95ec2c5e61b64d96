package kpnative.soak;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import kpnative.draw.PngFile;

/**
 * Draws what {@link Recorder} wrote, a column a run, and prints the first and last values as a
 * table. {@code SoakPicture CSV WORK CSV WORK FOLDER}: a table, what it counts, another, the folder
 * of {@code soak-light.png} and {@code soak-dark.png}.
 */
public final class SoakPicture {
  private static final int WIDTH = 1640;
  private static final int PANEL = 210;
  private static final int MARGIN = 30;
  private static final int LABELS = 250; // to the right of a panel's curves
  private static final double MIB = 1 << 20;
  private static final int BIN = 30; // lines, 5 minutes: throughput is a mean over so many
  private static final int MINUTE = 60;
  private static final int WARM = 30; // lines: what is lazily made is made

  private final Color ink;
  private final Color faint;
  private final Color ground;

  private SoakPicture(Color ink, Color faint, Color ground) {
    this.ink = ink;
    this.faint = faint;
    this.ground = ground;
  }

  /** A run: what it is, what it counts, and its lines, as {@link Recorder#HEADER} names them. */
  private record Soak(String title, String work, List<double[]> lines) {
    double last(int column) {
      return lines.get(lines.size() - 1)[column];
    }
  }

  private enum Kind {
    MEMORY,
    COUNTS,
    WORK
  }

  private record Curve(String label, Color color, ToDoubleFunction<double[]> value) {}

  /** Draws. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    List<Soak> soaks =
        List.of(read("Training", args[0], args[1]), read("Detection", args[2], args[3]));
    Path folder = Path.of(args[4]);
    Color grey = new Color(0x8C, 0x95, 0x9F);
    new SoakPicture(new Color(0x1F, 0x23, 0x28), grey, Color.WHITE)
        .write(soaks, folder.resolve("soak-light.png"));
    new SoakPicture(new Color(0xE6, 0xED, 0xF3), grey, new Color(0x0D, 0x11, 0x17))
        .write(soaks, folder.resolve("soak-dark.png"));
    System.out.println(
        "| | minutes | resident MiB | native MiB | native objects | heap MiB | files | threads |"
            + " work |\n"
            + "|---|---|---|---|---|---|---|---|---|");
    for (Soak soak : soaks) {
      for (int i : new int[] {Math.min(WARM, soak.lines.size() - 1), soak.lines.size() - 1}) {
        double[] v = soak.lines.get(i);
        System.out.printf(
            Locale.ROOT,
            "| %s | %.0f | %.0f | %.2f | %.0f | %.1f | %.0f | %.0f | %.0f %s |%n",
            soak.title,
            v[0] / MINUTE,
            v[1] / MIB,
            v[2] / MIB,
            v[3],
            v[4] / MIB,
            v[5],
            v[6],
            v[7],
            soak.work);
      }
    }
  }

  private static Soak read(String title, String csv, String work) throws IOException {
    List<double[]> lines = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(csv))) {
      if (!line.equals(Recorder.HEADER)) {
        lines.add(Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray());
      }
    }
    if (lines.size() < 2) {
      throw new IOException(csv + ": needs at least two lines, has " + lines.size());
    }
    return new Soak(title, work, lines);
  }

  private void write(List<Soak> soaks, Path file) throws IOException {
    int height = 3 * PANEL + 110;
    BufferedImage picture = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(ground);
    g.fillRect(0, 0, WIDTH, height);
    int width = WIDTH / 2 - 2 * MARGIN;
    for (int s = 0; s < 2; s++) {
      int left = MARGIN + s * (WIDTH / 2);
      Soak soak = soaks.get(s);
      text(g, ink, Font.BOLD, 26, soak.title, left, 46);
      for (Kind kind : Kind.values()) {
        panel(g, soak, kind, left, 70 + kind.ordinal() * PANEL, width);
      }
      String minutes = String.format(Locale.ROOT, "%.0f min", soak.last(0) / MINUTE);
      text(g, faint, Font.PLAIN, 16, "0", left, height - 18);
      text(g, faint, Font.PLAIN, 16, minutes, left + width - LABELS - 50, height - 18);
    }
    g.dispose();
    PngFile.write(picture, file);
  }

  private void panel(Graphics2D g, Soak soak, Kind kind, int left, int top, int width) {
    Color first = new Color(0xE8, 0xA3, 0x17);
    Color second = new Color(0x2F, 0x81, 0xF7);
    Color third = new Color(0x3F, 0xB9, 0x50);
    List<Curve> curves =
        switch (kind) {
          case MEMORY ->
              List.of(
                  new Curve("resident, MiB", first, v -> v[1] / MIB),
                  new Curve("Java heap, MiB", second, v -> v[4] / MIB),
                  new Curve("native, MiB", third, v -> v[2] / MIB));
          case COUNTS ->
              List.of(
                  new Curve("native objects / 100", first, v -> v[3] / 100),
                  new Curve("threads", second, v -> v[6]),
                  new Curve("open files", third, v -> v[5]));
          case WORK -> List.of(new Curve(soak.work + " per CPU s", first, v -> v[9]));
        };
    List<double[]> lines = kind == Kind.WORK ? rates(soak.lines) : soak.lines;
    double most =
        1.1
            * curves.stream()
                .flatMapToDouble(c -> lines.stream().mapToDouble(c.value))
                .max()
                .orElse(1);
    int right = left + width - LABELS;
    int bottom = top + PANEL - 40;
    g.setStroke(new BasicStroke(1));
    g.setColor(faint);
    g.draw(new Line2D.Double(left, bottom, right, bottom));
    double end = soak.last(0);
    double previous = Double.NEGATIVE_INFINITY;
    List<Curve> upwards = new ArrayList<>(curves);
    double[] finals =
        curves.stream()
            .mapToDouble(c -> c.value.applyAsDouble(lines.get(lines.size() - 1)))
            .toArray();
    upwards.sort((a, b) -> Double.compare(finals[curves.indexOf(a)], finals[curves.indexOf(b)]));
    for (Curve curve : upwards) {
      Path2D path = new Path2D.Double();
      for (int i = 0; i < lines.size(); i++) {
        double x = left + (right - left) * lines.get(i)[0] / end;
        double y = bottom - (bottom - top) * curve.value.applyAsDouble(lines.get(i)) / most;
        if (i == 0) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
      }
      g.setColor(curve.color);
      g.setStroke(new BasicStroke(2.5f));
      g.draw(path);
      double value = finals[curves.indexOf(curve)];
      double at = bottom - (bottom - top) * value / most;
      double baseline =
          Math.min(at + 6, previous == Double.NEGATIVE_INFINITY ? at + 6 : previous - 22);
      previous = baseline;
      String number = String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
      text(g, ink, Font.PLAIN, 18, curve.label + "  " + number, right + 12, (int) baseline);
    }
  }

  /** {@return lines with the work a CPU second over the lines before as column 9} */
  private static List<double[]> rates(List<double[]> lines) {
    List<double[]> rates = new ArrayList<>();
    int bin = Math.max(1, Math.min(BIN, lines.size() / 4));
    for (int i = bin; i < lines.size(); i++) {
      double[] from = lines.get(i - bin);
      double[] to = lines.get(i);
      double rate = (to[7] - from[7]) / (to[8] - from[8]);
      rates.add(DoubleStream.concat(Arrays.stream(to), DoubleStream.of(rate)).toArray());
    }
    return rates;
  }

  private static void text(
      Graphics2D g, Color color, int style, int size, String text, int x, int baseline) {
    g.setFont(new Font(Font.SANS_SERIF, style, size));
    g.setColor(color);
    g.drawString(text, x, baseline);
  }
}
