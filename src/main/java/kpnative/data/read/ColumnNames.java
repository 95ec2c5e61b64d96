package kpnative.data.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kpnative.data.AnnotationText;
import kpnative.keypoints.NaturalOrder;
import kpnative.text.CsvCell;

/**
 * Which columns of a table hold which point, told by its header.
 *
 * <p>Where each column's name is a point's with an {@code x} or {@code y} of its own ({@code x1},
 * {@code nose_y}, {@code part_10.x}), every point takes its x and y from the columns so named, in
 * whatever order they are. Points keep the order in which the columns first name them, except that
 * names which differ only in their number are ordered by it: software that sorts columns as text
 * puts {@code x10} before {@code x2}. Where every column ends in its axis, that one counts, so that
 * a point may be called {@code x}. Any other header says nothing, and columns are x and y in turn.
 */
final class ColumnNames {
  private static final Pattern AXIS =
      Pattern.compile("(?<![\\p{L}])([xX]|[yY])(?![\\p{L}])"); // a letter of its own

  private static final Pattern LAST_AXIS = Pattern.compile("(?<![\\p{L}])[xXyY]\\s*$");

  private ColumnNames() {}

  /** The columns of one point; -1 while unknown. */
  private static final class Columns {
    private int x = -1;
    private int y = -1;
  }

  /**
   * {@return the columns of x and y of each point in turn, indices in {@code header}}
   *
   * @param header the names of all columns; the first is the file's
   * @throws IllegalArgumentException if some name an axis and others do not, or not each point has
   *     both: read in turn, they would be points that nobody wrote
   */
  static int[] order(List<String> header) {
    List<String> all = header.subList(1, header.size());
    boolean atEnd = endInAxes(all);
    if (!names(all, atEnd, 'x') || !names(all, atEnd, 'y')) {
      return inTurn(header); // numbered columns, x1 to x6, say nothing of axes
    }
    Map<String, Columns> points = new LinkedHashMap<>();
    for (int i = 1; i < header.size(); i++) {
      String column = header.get(i);
      int axis = axis(column, atEnd);
      if (axis < 0) {
        throw new IllegalArgumentException(
            "expected columns for x and y of each point, got '"
                + AnnotationText.shown(column)
                + "' among them: leave such columns out");
      }
      boolean isX = is(column, axis, 'x');
      String name = without(column, axis);
      Columns of = points.computeIfAbsent(name, n -> new Columns());
      if ((isX ? of.x : of.y) >= 0 || (!atEnd && AXIS.matcher(name).find())) {
        return inTurn(header);
      }
      if (isX) {
        of.x = i;
      } else {
        of.y = i;
      }
    }
    for (Map.Entry<String, Columns> point : points.entrySet()) {
      if (point.getValue().x < 0 || point.getValue().y < 0) {
        throw new IllegalArgumentException(
            "expected columns for x and y of each point, got one of '"
                + AnnotationText.shown(point.getKey())
                + "' alone");
      }
    }
    List<String> ordered = ordered(new ArrayList<>(points.keySet()));
    int[] order = new int[2 * ordered.size()];
    for (int k = 0; k < ordered.size(); k++) {
      Columns of = points.getOrDefault(ordered.get(k), new Columns());
      order[2 * k] = of.x;
      order[2 * k + 1] = of.y;
    }
    return order;
  }

  /**
   * {@return the points' names in the order of {@link #order}: the columns' without the axis;
   * numbers where the header names no points}
   */
  static List<String> points(List<String> header, int[] order) {
    List<String> names = new ArrayList<>();
    boolean atEnd = endInAxes(header.subList(1, header.size()));
    for (int k = 0; k < order.length / 2; k++) {
      String column = header.get(order[2 * k]);
      String name = without(column, axis(column, atEnd));
      names.add(
          atEnd
              ? CsvCell.plain(name.replaceFirst("\\s*[_.:-]?\\s*$", "").stripLeading())
              : name.replaceAll("^[\\s_.:-]+|[\\s_.:-]+$", ""));
    }
    boolean said =
        names.stream().distinct().count() == names.size()
            && names.stream().noneMatch(n -> n.matches("\\d*"));
    return said ? names : IntStream.range(0, names.size()).mapToObj(String::valueOf).toList();
  }

  /** Whether each column ends in a letter x or y of its own. */
  private static boolean endInAxes(List<String> columns) {
    return columns.stream().allMatch(c -> LAST_AXIS.matcher(c).find());
  }

  /** {@return where a column's name has its axis; -1 if it has none} */
  private static int axis(String column, boolean atEnd) {
    Matcher axis = (atEnd ? LAST_AXIS : AXIS).matcher(column);
    return axis.find() ? axis.start() : -1;
  }

  private static boolean is(String column, int at, char axis) {
    return at >= 0 && Character.toLowerCase(column.charAt(at)) == axis;
  }

  private static String without(String column, int at) {
    return at < 0 ? column : column.substring(0, at) + column.substring(at + 1);
  }

  private static boolean names(List<String> columns, boolean atEnd, char axis) {
    return columns.stream().anyMatch(c -> is(c, axis(c, atEnd), axis));
  }

  /** {@return whether {@code order} is that of {@link #inTurn}} */
  static boolean isInTurn(int[] order) {
    for (int i = 0; i < order.length; i++) {
      if (order[i] != i + 1) {
        return false;
      }
    }
    return true;
  }

  /** {@return the columns after the first, as they are} */
  static int[] inTurn(List<String> row) {
    int[] order = new int[Math.max(0, row.size() - 1)];
    for (int i = 0; i < order.length; i++) {
      order[i] = i + 1;
    }
    return order;
  }

  /** Names that differ only in a number share out their places in the order of the numbers. */
  private static List<String> ordered(List<String> names) {
    Map<String, List<String>> alike = new HashMap<>();
    for (String name : names) {
      alike.computeIfAbsent(NaturalOrder.withoutNumbers(name), n -> new ArrayList<>()).add(name);
    }
    alike.values().forEach(group -> group.sort(NaturalOrder.NAMES));
    List<String> out = new ArrayList<>();
    for (String name : names) {
      List<String> group = alike.getOrDefault(NaturalOrder.withoutNumbers(name), List.of());
      out.add(group.remove(0));
    }
    return out;
  }
}
