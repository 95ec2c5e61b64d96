package kpnative.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The layers of a network with their costs, as the {@code summary} command prints them.
 *
 * @param input shape of the network's input, without the batch
 * @param rows one per node, in the graph's order
 */
public record LayerTable(Shape input, List<Row> rows) {
  private static final List<String> HEADINGS =
      List.of("layer", "kind", "output", "parameters", "multiply-adds");

  /**
   * One node.
   *
   * @param name the node's name
   * @param kind the layer and its settings, for example {@code conv 3x3 pad 1}
   * @param output shape of the output, without the batch
   * @param parameters number of trained parameters
   * @param multiplyAdds multiply-adds of convolutions and fully connected layers for one image; the
   *     FLOP count is twice that
   */
  public record Row(String name, String kind, Shape output, long parameters, long multiplyAdds) {}

  /** Copies the rows. */
  public LayerTable {
    rows = List.copyOf(rows);
  }

  /** {@return the layer table of a network} */
  public static LayerTable of(NetworkGraph graph) {
    List<Row> rows = new ArrayList<>();
    for (NetworkGraph.Node node : graph.nodes()) {
      Shape in = graph.shape(node.inputs().get(0));
      Shape out = graph.shape(node.name());
      long parameters =
          new LayerTensors()
              .read(node.layer(), in).stream()
                  .filter(TensorSlot::isParameter)
                  .mapToLong(TensorSlot::elements)
                  .sum();
      String kind = new LayerLabel().read(node.layer(), in);
      long work = new LayerWork().read(node.layer(), new LayerWork.Shapes(in, out));
      rows.add(new Row(node.name(), kind, out, parameters, work));
    }
    return new LayerTable(graph.input(), rows);
  }

  /** {@return the number of trained parameters in all layers} */
  public long parameters() {
    return rows.stream().mapToLong(Row::parameters).sum();
  }

  /** {@return the multiply-adds of all layers for one image} */
  public long multiplyAdds() {
    return rows.stream().mapToLong(Row::multiplyAdds).reduce(0, Math::addExact);
  }

  /**
   * {@return the table as text with aligned columns: a heading, the input, one line per layer and
   * the total, each line ending in a line feed}
   */
  public String toText() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEADINGS);
    lines.add(List.of(NetworkGraph.INPUT, "", input.toString(), "", ""));
    for (Row r : rows) {
      lines.add(
          List.of(
              r.name(),
              r.kind(),
              r.output().toString(),
              count(r.parameters()),
              count(r.multiplyAdds())));
    }
    lines.add(List.of("total", "", "", grouped(parameters()), grouped(multiplyAdds())));
    int[] widths = new int[HEADINGS.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (i == 1 || i == lines.size() - 1) {
        text.append(rule(widths));
      }
      text.append(aligned(lines.get(i), widths));
    }
    return text.toString();
  }

  private static String aligned(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String pad = " ".repeat(widths[i] - cells.get(i).length());
      boolean isNumber = i >= 3;
      line.append(i == 0 ? "" : "  ");
      line.append(isNumber ? pad + cells.get(i) : cells.get(i) + pad);
    }
    return line.toString().stripTrailing() + "\n";
  }

  private static String rule(int[] widths) {
    int total = 2 * (widths.length - 1);
    for (int w : widths) {
      total += w;
    }
    return "-".repeat(total) + "\n";
  }

  private static String count(long n) {
    return n == 0 ? "-" : grouped(n);
  }

  private static String grouped(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
