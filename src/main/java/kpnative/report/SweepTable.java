package kpnative.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kpnative.files.FileNames;
import kpnative.network.LayerTable;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.sweep.Sweep;
import kpnative.sweep.SweepFolder;
import kpnative.sweep.SweepState;
import kpnative.sweep.SweepValues;
import kpnative.text.CsvCell;
import kpnative.text.PlainText;
import kpnative.train.MetricsTable;
import kpnative.train.Run;

/**
 * The runs of a sweep side by side: their differing settings, losses, errors and cost, and
 * reference values from other sources if the sweep has them.
 *
 * <p>Losses and NME are those of the validation faces unless named otherwise; {@code final} is the
 * last epoch's value, {@code best} the smallest. Parameters are counted for the recipe's own
 * schema.
 *
 * @param title the sweep's name and description, one line
 * @param columns the columns' names
 * @param rows one row per run, in order, with one cell per column; a cell is empty if the run has
 *     no such value yet
 */
public record SweepTable(String title, List<String> columns, List<List<String>> rows) {
  private static final String REASON = "reason";

  /** Copies the lists. */
  public SweepTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /**
   * {@return the table of the sweep's current state} Of a run whose files cannot be read, it says
   * why.
   *
   * @param states of its runs, in order
   */
  public static SweepTable of(SweepFolder folder, List<SweepState> states) {
    Sweep sweep = folder.sweep();
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 0; i < sweep.runs().size(); i++) {
      rows.add(row(folder, i, states.get(i)));
    }
    List<String> columns = new ArrayList<>(rows.get(0).keySet());
    String title = sweep.name() + (sweep.description().isEmpty() ? "" : ": " + sweep.description());
    return new SweepTable(
        title, columns, rows.stream().map(row -> List.copyOf(row.values())).toList());
  }

  /** A copy with the reason of a row that has none yet. */
  SweepTable withReason(int row, String reason) {
    List<List<String>> all = new ArrayList<>(rows);
    List<String> cells = new ArrayList<>(rows.get(row));
    int last = columns.indexOf(REASON);
    if (cells.get(last).isEmpty()) {
      cells.set(last, reason);
    }
    all.set(row, cells);
    return new SweepTable(title, columns, all);
  }

  private static Map<String, String> row(SweepFolder folder, int index, SweepState state) {
    Sweep sweep = folder.sweep();
    String label = sweep.runs().get(index).label();
    Recipe recipe = null;
    MetricsTable metrics = null;
    String reason = state.reason();
    try {
      recipe = Recipes.load(FileNames.text(folder.recipe(index)), List.of());
      Path file = new Run(folder.run(index)).metrics();
      // Until the first epoch has finished, the file holds only its header.
      metrics = MetricsTable.isBegun(file) ? MetricsTable.read(file) : null;
    } catch (IOException | IllegalArgumentException e) {
      reason = reason.isEmpty() ? ReportedRun.line(e) : reason;
    }
    Map<String, String> row = new LinkedHashMap<>();
    row.put("run", label);
    for (String key : sweep.axes().keySet()) {
      row.put(key, recipe == null ? "" : SweepValues.of(recipe, key));
    }
    row.put("status", state.kind().word());
    double[] epochs = metrics == null ? new double[0] : metrics.column("epoch");
    row.put("epochs", Integer.toString(epochs.length));
    for (String name : List.of("train_loss", "validation_loss", "nme")) {
      double[] values = metrics == null ? new double[0] : metrics.column(name);
      row.put(name + "_final", values.length == 0 ? "" : number(values[values.length - 1]));
      row.put(name + "_best", smallest(values));
    }
    double[] mean = metrics == null ? new double[0] : metrics.column("mean_shape_nme");
    row.put("mean_shape_nme", mean.length == 0 ? "" : number(mean[0]));
    row.put("parameters", recipe == null ? "" : parameters(recipe));
    double[] seconds = metrics == null ? new double[0] : metrics.column("seconds");
    row.put("seconds", seconds.length == 0 ? "" : number(Arrays.stream(seconds).sum()));
    String whose = sweep.reference().title();
    sweep
        .reference()
        .columns()
        .forEach(
            (name, cells) ->
                row.put(
                    (whose.isEmpty() ? "" : whose + ": ") + name, cells.getOrDefault(label, "")));
    row.put(REASON, reason);
    return row;
  }

  private static String parameters(Recipe recipe) {
    return Long.toString(LayerTable.of(recipe.graph(recipe.ownSchema())).parameters());
  }

  private static String smallest(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).min().stream()
        .mapToObj(SweepTable::number)
        .collect(Collectors.joining());
  }

  private static String number(double value) {
    return Double.isFinite(value) ? PageNumber.of(value) : "";
  }

  /** {@return the table as text in aligned columns; columns without a value are left out} */
  public String toText() {
    SweepTable t = filled();
    List<List<String>> lines = new ArrayList<>();
    lines.add(t.columns);
    lines.addAll(t.rows);
    StringBuilder text = new StringBuilder();
    for (List<String> cells : lines) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < cells.size(); c++) {
        int column = c;
        int width = lines.stream().mapToInt(l -> l.get(column).length()).max().orElse(0);
        String pad = " ".repeat(width - cells.get(c).length());
        line.append(c == 0 ? cells.get(c) + pad : "  " + pad + cells.get(c));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** {@return the table as CSV with a header and all columns} */
  public String toCsv() {
    StringBuilder text = new StringBuilder();
    text.append(line(columns));
    rows.forEach(row -> text.append(line(row)));
    return text.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream().map(CsvCell::text).collect(Collectors.joining(",")) + "\n";
  }

  /** {@return the table as Markdown, with its title; columns without a value are left out} */
  public String toMarkdown() {
    SweepTable t = filled();
    StringBuilder text = new StringBuilder("# " + title + "\n\n");
    text.append(row(t.columns));
    text.append(row(t.columns.stream().map(c -> c.equals("run") ? "---" : "---:").toList()));
    t.rows.forEach(r -> text.append(row(r.stream().map(c -> c.replace("|", "\\|")).toList())));
    return text.toString();
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** A copy for display, without empty columns. */
  private SweepTable filled() {
    List<Integer> kept = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      int column = c;
      if (rows.stream().anyMatch(r -> !r.get(column).isEmpty())) {
        kept.add(c);
      }
    }
    return new SweepTable(
        title,
        kept.stream().map(columns::get).toList(),
        rows.stream().map(r -> kept.stream().map(r::get).map(PlainText::line).toList()).toList());
  }
}
