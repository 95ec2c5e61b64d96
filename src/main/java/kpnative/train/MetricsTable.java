package kpnative.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.files.FileNames;
import kpnative.files.InputFile;

/** The numbers of a run's {@code metrics.csv} by column, one row per epoch. Immutable. */
public final class MetricsTable {
  private static final int MOST_BYTES = 64 << 20; // a line is about 100 bytes

  private final Map<String, double[]> columns;

  private MetricsTable(Map<String, double[]> columns) {
    this.columns = columns;
  }

  /**
   * {@return the table in {@code csv}}
   *
   * @throws IOException with path and line, if there is no column {@code epoch}, no row of numbers,
   *     or a row that does not fit the header
   */
  public static MetricsTable read(Path csv) throws IOException {
    return read(csv, "epoch");
  }

  /** {@return whether the file exists and has a line besides its header} */
  public static boolean isBegun(Path csv) throws IOException {
    return Files.exists(csv) && InputFile.lines(csv, "metrics", MOST_BYTES).size() > 1;
  }

  /**
   * {@return another table of numbers}
   *
   * @param key a column that the table must have
   * @throws IOException as {@link #read(Path)}
   */
  public static MetricsTable read(Path csv, String key) throws IOException {
    List<String> lines = InputFile.lines(csv, "metrics", MOST_BYTES);
    String[] names = lines.isEmpty() ? new String[0] : lines.get(0).strip().split(",", -1);
    if (!List.of(names).contains(key)) {
      throw new IOException(
          FileNames.text(csv) + ", line 1: expected a header with the column " + key);
    }
    List<double[]> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        rows.add(row(lines.get(i), names.length, csv, i + 1));
      }
    }
    if (rows.isEmpty()) {
      throw new IOException(
          FileNames.text(csv) + ", line 2: expected at least one " + key + ", got none");
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int c = 0; c < names.length; c++) {
      int column = c;
      columns.put(names[c].strip(), rows.stream().mapToDouble(r -> r[column]).toArray());
    }
    return new MetricsTable(columns);
  }

  /** {@return the names of the columns, in the file's order} */
  public List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /** {@return the number of rows} */
  public int rows() {
    return columns.values().iterator().next().length;
  }

  /**
   * {@return the column's value in each row; NaN where it is empty or the table has no such column}
   */
  public double[] column(String name) {
    double[] found = columns.get(name);
    if (found != null) {
      return found.clone();
    }
    double[] none = new double[rows()];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  private static double[] row(String line, int count, Path csv, int number) throws IOException {
    String[] cells = line.split(",", -1);
    if (cells.length != count) {
      throw new IOException(
          FileNames.text(csv)
              + ", line "
              + number
              + ": expected "
              + count
              + " columns, got "
              + cells.length);
    }
    double[] row = new double[count];
    for (int i = 0; i < count; i++) {
      row[i] = number(cells[i].strip(), csv, number);
    }
    return row;
  }

  private static double number(String cell, Path csv, int line) throws IOException {
    if (cell.isEmpty()) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new IOException(
          FileNames.text(csv) + ", line " + line + ": expected a number, got " + cell, e);
    }
  }
}
