package kpnative.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import kpnative.keypoints.KeypointSchema;

/**
 * Prints as Markdown how exact and how fast peers were, from their answers to {@link PeerJobs}.
 * {@code benchmarks/peers.sh} calls it.
 *
 * <p>Arguments: the folder of {@link PeerFaces}, then the peers' names. A peer whose answers are
 * incomplete is a line; so is one of which the script wrote {@code failed.txt}.
 */
public final class PeerTable {
  private static final double FAILED = 0.08; // FR@8

  private final List<PeerFace> others;
  private final List<PeerFace> test;
  private final List<PeerFace> found;
  private final List<PeerFace> faces;

  private PeerTable(List<PeerFace> faces) {
    this.faces = faces;
    others = PeerJobs.others(faces);
    test = faces.stream().filter(PeerFace::test).toList();
    found = test.stream().filter(face -> face.found().isPresent()).toList();
  }

  /** Prints. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    PeerTable table = new PeerTable(PeerFace.read(folder));
    List<String> exact = new ArrayList<>();
    List<String> costs = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (String peer : Arrays.asList(args).subList(1, args.length)) {
      Path own = folder.resolve(peer);
      if (Files.exists(own.resolve("failed.txt"))) {
        exact.add(row(peer, Files.readString(own.resolve("failed.txt")).strip()));
        continue;
      }
      String[] about = Files.readString(own.resolve("about.txt")).strip().split("\t", -1);
      table.add(own, about, exact, costs, notes);
    }
    System.out.printf(
        Locale.ROOT,
        "%d faces, %d in boxes of the built-in finder; conventions learned on %d others.%n%n",
        table.test.size(),
        table.found.size(),
        table.others.size());
    print(
        "| peer | NME as it is | FR@8 | NME, offsets off | its median | FR@8 | without the jaw,"
            + " offsets off | finder's boxes, offsets off | FR@8 |",
        exact);
    print("| peer | ms a face | model, MB | terms |", costs);
    notes.forEach(System.out::println);
  }

  private void add(
      Path own, String[] about, List<String> exact, List<String> costs, List<String> notes)
      throws IOException {
    PeerAnswers answers =
        PeerAnswers.read(own.resolve("faces.answers"), others.size() + test.size() + found.size());
    PeerAnswers learned = answers.part(0, others.size());
    PeerAnswers inPoints = answers.part(others.size(), others.size() + test.size());
    PeerAnswers inFound = answers.part(others.size() + test.size(), answers.points().size());
    Convention convention =
        Convention.of(others.stream().map(PeerFace::truth).toList(), learned.points());
    double[] plain = nmes(convention, test, inPoints, false);
    double[] corrected = nmes(convention, test, inPoints, true);
    double[] boxes = nmes(convention, found, inFound, true);
    double inner = 0;
    for (int i = 0; i < test.size(); i++) {
      inner += convention.nmeInner(test.get(i).truth(), inPoints.points().get(i)) / test.size();
    }
    exact.add(
        row(
            about[0],
            percent(mean(plain)),
            percent(failed(plain)),
            percent(mean(corrected)),
            percent(median(corrected)),
            percent(failed(corrected)),
            percent(inner),
            percent(mean(boxes)),
            percent(failed(boxes))));
    costs.add(row(about[0], time(own), size(about[1]), about[2]));
    Optional<Placing> placing =
        own.getFileName().toString().startsWith("own-")
            ? Optional.empty()
            : PeerJobs.best(own, faces);
    placing.ifPresent(
        p ->
            notes.add(
                "Box of "
                    + about[0]
                    + ": "
                    + p
                    + (p.isAtTheEdge() ? " (at the edge of what was tried)" : "")
                    + "."));
    if (learned.points().get(0).length != 2 * KeypointSchema.IBUG68.count()) {
      notes.add(
          "Points of "
              + about[0]
              + " in 300-W's order: "
              + Arrays.stream(convention.places())
                  .mapToObj(String::valueOf)
                  .collect(Collectors.joining(" "))
              + ".");
    }
  }

  private static double[] nmes(
      Convention convention, List<PeerFace> faces, PeerAnswers answers, boolean corrected) {
    double[] nmes = new double[faces.size()];
    for (int i = 0; i < nmes.length; i++) {
      nmes[i] = convention.nme(faces.get(i).truth(), answers.points().get(i), corrected);
    }
    return nmes;
  }

  private String time(Path own) throws IOException {
    if (!Files.exists(own.resolve("time.answers"))) {
      return "not taken";
    }
    int count = PeerJobs.REPEATS * test.size();
    PeerAnswers answers = PeerAnswers.read(own.resolve("time.answers"), count);
    double[] last =
        answers.part(count - test.size(), count).millis().stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    return String.format(Locale.ROOT, "%.2f", median(last));
  }

  private static String size(String bytes) {
    return String.format(Locale.ROOT, "%.1f", Long.parseLong(bytes) / 1e6);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static double failed(double[] values) {
    return Arrays.stream(values).filter(v -> v > FAILED).count() / (double) values.length;
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f", 100 * fraction);
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static void print(String head, List<String> rows) {
    System.out.println(head);
    System.out.println("|" + "---|".repeat((int) head.chars().filter(c -> c == '|').count() - 1));
    rows.forEach(System.out::println);
    System.out.println();
  }
}
