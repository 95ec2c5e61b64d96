package kpnative.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kpnative.checks.OptionalArtifact;
import kpnative.train.MetricsTable;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a run's losses and errors over its epochs. */
public final class Curves {
  /** The picture's width in pixels. */
  public static final int WIDTH = 1280;

  /** The picture's height in pixels. */
  public static final int HEIGHT = 480;

  private static final Color FIRST = new Color(0x1F, 0x4E, 0x9C);
  private static final Color SECOND = new Color(0xD5, 0x5E, 0x00);
  private static final Color PRIOR = new Color(0x66, 0x66, 0x66);

  /**
   * Okabe and Ito's palette, safe for colour-blind readers; the yellow is darkened for a white
   * background.
   */
  private static final Color[] OVERLAID = {
    new Color(0x00, 0x72, 0xB2),
    new Color(0xD5, 0x5E, 0x00),
    new Color(0x00, 0x9E, 0x73),
    new Color(0xCC, 0x79, 0xA7),
    new Color(0x56, 0xB4, 0xE9),
    new Color(0xE6, 0x9F, 0x00),
    new Color(0x00, 0x00, 0x00),
    new Color(0xB0, 0xA0, 0x10),
  };

  private static final int MOST_MARKERS = 40;
  private static final int MOST_LABELS = 16;

  private Curves() {}

  /**
   * Draws the losses (logarithmic) and, beside them, the NME in percent. The mean shape's NME is a
   * dashed line if there is a column {@code mean_shape_nme}.
   *
   * @param metricsCsv a header with at least {@code epoch}, then one line per epoch. The columns
   *     {@code train_loss}, {@code validation_loss}, {@code nme} and {@code mean_shape_nme} are
   *     drawn if they exist, others are ignored; empty cells and NaN are skipped
   * @param png see {@link PngFile#write}
   * @throws IOException with path and line, if the table is malformed or has no epoch; also if this
   *     machine cannot draw text, or if the picture cannot be written
   */
  public static void write(Path metricsCsv, Path png) throws IOException {
    MetricsTable table = MetricsTable.read(metricsCsv);
    Optional<String> problem = Lettering.problem();
    if (problem.isPresent()) {
      throw new IOException("cannot draw " + png + ": " + problem.get());
    }
    PngFile.write(draw(table), png);
  }

  /**
   * Draws the losses (logarithmic) and the NME of several runs in the same panels, one colour per
   * run: training loss dashed, validation loss and NME solid. The mean shape's NME is that of the
   * first run.
   *
   * @param runs by label, each a table as {@link #write} takes it; at least one
   * @throws IOException as {@link #write}
   */
  public static void compare(Map<String, Path> runs, Path png) throws IOException {
    Optional<String> problem = Lettering.problem();
    if (problem.isPresent()) {
      throw new IOException("cannot draw " + png + ": " + problem.get());
    }
    Map<String, MetricsTable> tables = new LinkedHashMap<>();
    for (Map.Entry<String, Path> run : runs.entrySet()) {
      tables.put(run.getKey(), MetricsTable.read(run.getValue()));
    }
    PngFile.write(draw(tables), png);
  }

  private static BufferedImage draw(Map<String, MetricsTable> tables) {
    OptionalArtifact.CHARTS.require();
    double[] epochs =
        tables.values().stream().flatMapToDouble(t -> Arrays.stream(t.column("epoch"))).toArray();
    XYChart losses = panel(epochs, "Loss (dashed: training)", "loss");
    losses.getStyler().setYAxisLogarithmic(true);
    XYChart errors = panel(epochs, "Error on the validation faces", "NME (%)");
    int i = 0;
    for (Map.Entry<String, MetricsTable> run : tables.entrySet()) {
      Color color = OVERLAID[i++ % OVERLAID.length];
      XYSeries training =
          add(losses, run.getValue(), "train_loss", run.getKey() + ", training", color, 1);
      if (training != null) {
        training.setMarker(SeriesMarkers.NONE).setShowInLegend(false);
        training.setLineStyle(dashed());
      }
      add(losses, run.getValue(), "validation_loss", run.getKey(), color, 1);
      add(errors, run.getValue(), "nme", run.getKey(), color, 100);
    }
    fitLog(losses);
    addMeanShape(errors, tables.values().iterator().next());
    return joined(losses, errors);
  }

  private static BufferedImage draw(MetricsTable table) {
    OptionalArtifact.CHARTS.require();
    double[] epochs = table.column("epoch");
    XYChart losses = panel(epochs, "Loss", "loss");
    losses.getStyler().setYAxisLogarithmic(true);
    add(losses, table, "train_loss", "training", FIRST, 1);
    add(losses, table, "validation_loss", "validation", SECOND, 1);
    fitLog(losses);

    XYChart errors = panel(epochs, "Error on the validation faces", "NME (%)");
    add(errors, table, "nme", "model", SECOND, 100);
    addMeanShape(errors, table);
    return joined(losses, errors);
  }

  private static void addMeanShape(XYChart errors, MetricsTable table) {
    XYSeries prior = add(errors, table, "mean_shape_nme", "mean shape", PRIOR, 100);
    if (prior != null) {
      prior.setMarker(SeriesMarkers.NONE);
      prior.setLineStyle(dashed());
    }
  }

  private static BasicStroke dashed() {
    return new BasicStroke(
        1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 5}, 0);
  }

  private static BufferedImage joined(XYChart losses, XYChart errors) {
    errors.getStyler().setYAxisMin(0.0).setYAxisMax(largest(errors) * 1.1);
    // XChart cannot paint a chart without series; the other chart then takes the whole width.
    return sideBySide(
        Stream.of(losses, errors).filter(chart -> !chart.getSeriesMap().isEmpty()).toList());
  }

  private static XYChart panel(double[] epochs, String title, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH / 2)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("epoch")
            .yAxisTitle(yTitle)
            .build();
    XYStyler s = chart.getStyler();
    s.setChartBackgroundColor(Color.WHITE);
    s.setPlotBorderVisible(false);
    s.setPlotGridLinesColor(new Color(0xE2, 0xE2, 0xE2));
    s.setPlotGridLinesStroke(new BasicStroke(1));
    s.setPlotMargin(0);
    s.setChartPadding(14);
    s.setChartTitleBoxVisible(false);
    s.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    s.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    s.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    s.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    s.setLegendPosition(Styler.LegendPosition.InsideNE);
    s.setLegendBorderColor(new Color(0xE2, 0xE2, 0xE2));
    s.setAntiAlias(true);
    s.setLocale(Locale.ROOT);
    s.setXAxisDecimalPattern("0");
    s.setXAxisTickMarkSpacingHint(60);
    s.setYAxisTickMarkSpacingHint(56);
    // Room on both sides, so that a run of one epoch also has an axis.
    double first = Arrays.stream(epochs).filter(Double::isFinite).min().orElse(0);
    double last = Arrays.stream(epochs).filter(Double::isFinite).max().orElse(1);
    s.setXAxisMin(first == last ? first - 1 : first);
    s.setXAxisMax(first == last ? last + 1 : last);
    return chart;
  }

  /**
   * Adds the drawable values of a column as one line, joined across gaps; null if there are none.
   */
  private static @Nullable XYSeries add(
      XYChart chart, MetricsTable table, String column, String name, Color color, double factor) {
    double[] epochs = table.column("epoch");
    double[] values = table.column(column);
    boolean log = chart.getStyler().isYAxisLogarithmic();
    int[] drawn =
        IntStream.range(0, values.length)
            .filter(i -> Double.isFinite(epochs[i]) && Double.isFinite(values[i]))
            .filter(i -> !log || values[i] > 0)
            .toArray();
    if (drawn.length == 0) {
      return null;
    }
    XYSeries series =
        chart.addSeries(
            name,
            roundTicks(IntStream.of(drawn).mapToDouble(i -> epochs[i]).toArray()),
            IntStream.of(drawn).mapToDouble(i -> values[i] * factor).toArray());
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setLineStyle(new BasicStroke(2));
    series.setMarker(drawn.length > MOST_MARKERS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    return series;
  }

  /**
   * XChart puts its ticks on equally spaced values, as many as fit. Moving the last value by a
   * quarter of a pixel makes it choose round numbers instead. If there are few epochs, each has a
   * label.
   */
  private static double[] roundTicks(double[] epochs) {
    int last = epochs.length - 1;
    if (last >= MOST_LABELS) {
      epochs[last] -= (epochs[last] - epochs[0]) * 5e-4;
    }
    return epochs;
  }

  /**
   * Ends the logarithmic axis near the smallest and the largest loss. XChart labels powers of ten
   * only, so if fewer than two lie in that range, the axis ends at the powers of ten around it.
   */
  private static void fitLog(XYChart chart) {
    double low = smallest(chart) / 1.3;
    double high = largest(chart) * 1.3;
    double below = Math.floor(Math.log10(low));
    double above = Math.ceil(Math.log10(high));
    boolean labelled = above - below >= 3;
    chart.getStyler().setYAxisMin(labelled ? low : Math.pow(10, below));
    chart.getStyler().setYAxisMax(labelled ? high : Math.pow(10, above));
  }

  private static double smallest(XYChart chart) {
    return values(chart).min().orElse(0.1);
  }

  private static double largest(XYChart chart) {
    return values(chart).max().orElse(1);
  }

  private static DoubleStream values(XYChart chart) {
    return chart.getSeriesMap().values().stream().flatMapToDouble(s -> Arrays.stream(s.getYData()));
  }

  private static BufferedImage sideBySide(List<XYChart> panels) {
    BufferedImage out = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    try {
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, WIDTH, HEIGHT);
      if (panels.isEmpty()) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
        Lettering.draw(g, "no finite loss or error yet", PRIOR, font, 40, HEIGHT / 2, WIDTH);
      }
      for (int i = 0; i < panels.size(); i++) {
        int width = WIDTH / panels.size();
        Graphics2D panel = (Graphics2D) g.create(i * width, 0, width, HEIGHT);
        panels.get(i).paint(panel, width, HEIGHT);
        panel.dispose();
      }
    } finally {
      g.dispose();
    }
    return out;
  }
}
