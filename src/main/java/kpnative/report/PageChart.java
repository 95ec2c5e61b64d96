package kpnative.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The data of a plot, as JSON for the plotting library in the page, and as a table for readers who
 * cannot see the plot.
 */
final class PageChart {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_ROWS = 200; // of the table below the plot

  private final String title;
  private final String x;
  private final String y;
  private final ObjectNode json = NODES.objectNode();
  private final ArrayNode series;
  private final List<String> names = new ArrayList<>();
  private final List<double[][]> lines = new ArrayList<>();
  private List<String> categories = List.of();

  private PageChart(String type, String title, String x, String y) {
    this.title = title;
    this.x = x;
    this.y = y;
    json.put("type", type).put("x", x).put("y", y);
    series = json.putArray("series");
  }

  /** {@return a line plot over a numeric axis} */
  static PageChart lines(String title, String x, String y) {
    return new PageChart("line", title, x, y);
  }

  /** {@return a bar plot with one group of bars per category} */
  static PageChart bars(String title, String y, List<String> categories) {
    return new PageChart("bar", title, "", y).over(categories);
  }

  /** {@return a plot of horizontal stacked bars, one per category} */
  static PageChart parts(String title, String y, List<String> categories) {
    return new PageChart("parts", title, "", y).over(categories);
  }

  /**
   * Lets the reader switch the y axis between linear and logarithmic; {@code first} is the initial
   * state.
   */
  PageChart logarithmic(boolean first) {
    json.put("log", first);
    return this;
  }

  /**
   * Limits the x axis to {@code most}: only the initial view of lines, but the whole axis of
   * stacked bars.
   */
  PageChart upTo(double most) {
    json.put("xMax", most);
    return this;
  }

  /** Makes it a small plot of the first screen: no buttons, and no table of its own. */
  PageChart glance() {
    json.put("glance", true);
    return this;
  }

  /**
   * Adds a line; values that are not finite leave a gap.
   *
   * @param run the run's number, which selects the colour; negative for a line of no run
   * @param dashed whether it is dashed
   * @param stepped whether it is a step function, as the share of faces is
   */
  PageChart line(String name, int run, boolean dashed, boolean stepped, double[] xs, double[] ys) {
    ObjectNode one = begin(name, run).put("dashed", dashed).put("stepped", stepped);
    ArrayNode points = one.putArray("points");
    for (int i = 0; i < xs.length; i++) {
      ArrayNode point = points.addArray().add(rounded(xs[i]));
      if (Double.isFinite(ys[i])) {
        point.add(rounded(ys[i]));
      } else {
        point.addNull();
      }
    }
    lines.add(new double[][] {xs.clone(), ys.clone()});
    return this;
  }

  /** Adds a bar for each category; values that are not finite have no bar. */
  PageChart bar(String name, int run, double[] heights) {
    ArrayNode points = begin(name, run).putArray("points");
    double[] xs = new double[heights.length];
    for (int i = 0; i < heights.length; i++) {
      xs[i] = i;
      if (Double.isFinite(heights[i])) {
        points.add(rounded(heights[i]));
      } else {
        points.addNull();
      }
    }
    lines.add(new double[][] {xs, heights.clone()});
    return this;
  }

  /** {@return whether there is nothing to plot} */
  boolean isEmpty() {
    return lines.stream().noneMatch(l -> Arrays.stream(l[1]).anyMatch(Double::isFinite));
  }

  /** Writes the figure, its description and its numbers as a table. */
  void write(Html html) {
    if (isEmpty()) {
      html.missing(title + ": not recorded.");
      return;
    }
    boolean glance = json.has("glance");
    html.open("figure", "class", glance ? "plot glance" : "plot");
    html.element("figcaption", title);
    html.element(
        "div",
        "",
        "class",
        glance ? "chart small" : "chart",
        "data-chart",
        json.toString(),
        "role",
        "img",
        "aria-label",
        title + ": " + description());
    if (!glance) {
      html.details("Numbers of this plot").table(title + ", in numbers", header(), rows()).close();
    }
    html.closeLine();
  }

  private String shown(double value) {
    return y.endsWith("(%)") ? PageNumber.percent(value / 100) : PageNumber.of(value);
  }

  private PageChart over(List<String> named) {
    categories = List.copyOf(named);
    ArrayNode array = json.putArray("categories");
    categories.forEach(array::add);
    return this;
  }

  private ObjectNode begin(String name, int run) {
    names.add(name);
    return series.addObject().put("name", name).put("run", run);
  }

  private String description() {
    List<String> summaries = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      double[] ys = Arrays.stream(lines.get(i)[1]).filter(Double::isFinite).toArray();
      if (ys.length > 0) {
        double least = Arrays.stream(ys).min().orElseThrow();
        double most = Arrays.stream(ys).max().orElseThrow();
        summaries.add(
            names.get(i)
                + " from "
                + shown(ys[0])
                + " to "
                + shown(ys[ys.length - 1])
                + (ys.length > 2 ? " (least " + shown(least) + ", most " + shown(most) + ")" : ""));
      }
    }
    return y + (x.isEmpty() ? "" : " over " + x) + ". " + String.join("; ", summaries) + ".";
  }

  private List<String> header() {
    List<String> header = new ArrayList<>();
    header.add(categories.isEmpty() ? x : "of");
    header.addAll(names);
    return header;
  }

  private List<List<String>> rows() {
    TreeMap<Double, String[]> byX = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      double[][] line = lines.get(i);
      for (int p = 0; p < line[0].length; p++) {
        String[] cells = byX.computeIfAbsent(line[0][p], k -> new String[names.size()]);
        cells[i] = shown(line[1][p]);
      }
    }
    int step = (byX.size() + MOST_ROWS - 1) / MOST_ROWS;
    List<List<String>> rows = new ArrayList<>();
    int n = 0;
    for (var e : byX.entrySet()) {
      n++;
      if (step > 1 && (n - 1) % step != 0 && n != byX.size()) {
        continue;
      }
      List<String> row = new ArrayList<>();
      double at = e.getKey();
      row.add(
          !categories.isEmpty()
              ? categories.get((int) at)
              : at == Math.rint(at) ? Long.toString((long) at) : PageNumber.of(at));
      for (String cell : e.getValue()) {
        row.add(cell == null ? "" : cell);
      }
      rows.add(row);
    }
    return rows;
  }

  /** Rounds to six significant digits, more than a plot shows, to keep the page small. */
  private static double rounded(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return 0;
    }
    return new BigDecimal(value).round(new MathContext(6)).doubleValue();
  }
}
