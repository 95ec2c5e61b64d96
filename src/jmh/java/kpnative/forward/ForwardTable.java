package kpnative.forward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Prints as Markdown what {@link PeerForward} measured: {@code FOLDER}.
 *
 * <p>A time is the median over the rounds of the forks' medians. A ratio is the median of the
 * rounds' ratios, with the lowest and the highest.
 */
public final class ForwardTable {
  /** The file in the folder: recipe, batch, threads, peer, round, milliseconds. */
  static final String FILE = "forward.csv";

  /** What was measured: a line of the table. */
  private record Work(String recipe, String batch, String threads) {}

  private ForwardTable() {}

  /** Prints. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    Map<Work, Map<String, Map<Integer, Double>>> all = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of(args[0], FILE))) {
      String[] words = line.split(",", -1);
      all.computeIfAbsent(new Work(words[0], words[1], words[2]), w -> new LinkedHashMap<>())
          .computeIfAbsent(words[3], p -> new TreeMap<>())
          .put(Integer.valueOf(words[4]), Double.valueOf(words[5])); // a later run goes before
    }
    Set<String> measured = new LinkedHashSet<>();
    all.values().forEach(peers -> measured.addAll(peers.keySet()));
    List<String> peers =
        Arrays.stream(Peer.values()).map(Peer::label).filter(measured::contains).toList();
    List<String> ours = Arrays.stream(Peer.values()).filter(Peer::isOurs).map(Peer::label).toList();
    String base = ours.stream().filter(peers::contains).reduce((a, b) -> b).orElse(peers.get(0));
    List<String> others = peers.stream().filter(p -> !p.equals(base)).toList();

    System.out.printf(
        Locale.ROOT,
        "| network | faces | threads | %s | %s | rounds |%n",
        peers.stream().map(p -> p + ", ms").collect(Collectors.joining(" | ")),
        others.stream().map(p -> base + " / " + p).collect(Collectors.joining(" | ")));
    System.out.println("|" + "---|".repeat(4 + peers.size() + others.size()));
    all.forEach(
        (work, times) -> {
          List<String> cells = new ArrayList<>();
          cells.add("`" + work.recipe() + "`");
          cells.add(work.batch());
          cells.add(work.threads());
          for (String peer : peers) {
            cells.add(time(times.getOrDefault(peer, Map.of())));
          }
          for (String other : others) {
            cells.add(
                ratio(times.getOrDefault(base, Map.of()), times.getOrDefault(other, Map.of())));
          }
          cells.add(
              String.valueOf(times.values().stream().mapToInt(Map::size).max().orElseThrow()));
          System.out.println("| " + String.join(" | ", cells) + " |");
        });
  }

  private static String time(Map<Integer, Double> byRound) {
    return byRound.isEmpty() ? "not run" : number(median(List.copyOf(byRound.values())));
  }

  private static String ratio(Map<Integer, Double> ours, Map<Integer, Double> theirs) {
    List<Double> ratios =
        ours.keySet().stream()
            .filter(theirs::containsKey)
            .map(round -> ours.get(round) / theirs.get(round))
            .sorted()
            .toList();
    return ratios.isEmpty()
        ? "not run"
        : String.format(
            Locale.ROOT,
            "%.2f (%.2f to %.2f)",
            median(ratios),
            ratios.get(0),
            ratios.get(ratios.size() - 1));
  }

  /** {@return three digits, as far as the time needs them} */
  private static String number(double ms) {
    int digits = ms >= 100 ? 0 : ms >= 10 ? 1 : ms >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + digits + "f", ms);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }
}
