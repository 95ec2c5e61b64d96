package kpnative;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints medians as Markdown, in milliseconds: {@code FILE}, a line a run: which kind, then names
 * and microseconds in turn, as {@code benchmarks/start.sh} collects from {@link StartMarks}.
 */
public final class StartTable {
  private StartTable() {}

  /** Prints. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    Map<String, Map<String, List<Double>>> all = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      String[] words = line.split(" ", -1);
      Map<String, List<Double>> kind = all.computeIfAbsent(words[0], k -> new LinkedHashMap<>());
      for (int i = 1; i + 1 < words.length; i += 2) {
        kind.computeIfAbsent(words[i], m -> new ArrayList<>())
            .add(Double.parseDouble(words[i + 1]) / 1000);
      }
    }
    List<String> marks = List.copyOf(all.values().iterator().next().keySet());
    System.out.println(
        "| ms | " + String.join(" | ", marks) + " | runs |\n|" + "---|".repeat(marks.size() + 2));
    all.forEach(
        (name, times) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d |%n",
                name,
                marks.stream()
                    .map(m -> String.format(Locale.ROOT, "%.0f", median(times.get(m))))
                    .collect(Collectors.joining(" | ")),
                times.get(marks.get(0)).size()));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }
}
