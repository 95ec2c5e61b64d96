package kpnative.face;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kpnative.eval.DetectionCurve;
import kpnative.finder.FinderFile;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.image.Image;
import kpnative.natives.NativeThreads;

/**
 * Measures face finders side by side: {@code benchmarks/finder.sh} has the command.
 *
 * <p>Arguments: {@code --finder own=FILE | yunet=FILE | cascades}, several; {@code --annotated
 * DATA}, several, whose faces must be found; {@code --agreed FOLDER}, several, where those must be
 * found that YuNet finds, which is among the finders or {@code --judge FILE}; {@code --faceless
 * FOLDER or LIST}, several, without faces; {@code --turn DEGREES} and {@code --size PIXELS}, by
 * which annotated photographs are turned, and shrunk until their largest face has this size; {@code
 * --scenes HEAD:N}, rendered scenes that no training sees; {@code --turned HEAD:N} with {@code
 * --yaw DEGREES}, rendered faces, one a picture; {@code --overlap 0.5}; {@code --out FOLDER}, for
 * {@code curve.csv}, which {@link DetectionPlot} draws, and {@code faces.tsv}, all faces that must
 * be found, with the score of what was found there.
 */
final class FinderMeasurement {
  private static final double LEAST = 0.05; // the lowest threshold of our own curve

  private final Map<String, List<String>> arguments = new TreeMap<>();
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  /** A face and the score with which it was found; NaN if it was not. */
  private record Found(String picture, Box face, double score) {}

  /** One finder's numbers. */
  private static final class Numbers {
    final DetectionCurve curve;
    final List<Double> millis = new ArrayList<>();
    final List<Double> shifts = new ArrayList<>();
    final List<Double> scales = new ArrayList<>();
    final List<Found> found = new ArrayList<>();

    Numbers(double overlap) {
      curve = new DetectionCurve(overlap);
    }
  }

  public static void main(String[] args) throws IOException {
    FinderMeasurement measurement = new FinderMeasurement();
    for (int i = 0; i + 1 < args.length; i += 2) {
      measurement.arguments.computeIfAbsent(args[i], key -> new ArrayList<>()).add(args[i + 1]);
    }
    measurement.run();
  }

  private void run() throws IOException {
    NativeThreads.set(1);
    double overlap = number("--overlap", 0.5);
    List<FinderCase> cases = new ArrayList<>();
    Optional<FaceFinder> judge = judge();
    FinderCases make = new FinderCases(judge);
    for (String data : all("--annotated")) {
      cases.addAll(make.annotated(data, number("--turn", 0), number("--size", 0)));
    }
    for (String list : all("--agreed")) {
      cases.addAll(make.agreed(list));
    }
    for (String list : all("--faceless")) {
      cases.addAll(make.faceless(list));
    }
    for (String spec : all("--scenes")) {
      cases.addAll(make.scenes(spec));
    }
    for (String spec : all("--turned")) {
      cases.addAll(make.turned(spec, number("--yaw", 0)));
    }
    judge.ifPresent(FaceFinder::close);
    Map<String, Numbers> table = new LinkedHashMap<>();
    for (String name : all("--finder")) {
      Numbers numbers = new Numbers(overlap);
      try (FaceFinder finder = finder(name)) {
        for (FinderCase each : cases) {
          measure(finder, each, numbers);
        }
      }
      table.put(name, numbers);
      print(name, numbers, cases.size());
    }
    if (one("--out").isPresent()) {
      write(Path.of(one("--out").get()), table);
    }
  }

  private void measure(FaceFinder finder, FinderCase each, Numbers numbers) throws IOException {
    try (Image picture = each.picture().read()) {
      long start = System.nanoTime();
      List<FaceCandidate> found = finder.find(picture);
      numbers.millis.add((System.nanoTime() - start) / 1e6);
      numbers.curve.add(
          found.stream().map(f -> new DetectionCurve.Scored(f.box(), f.score())).toList(),
          each.faces(),
          each.may());
      for (Box face : each.faces()) {
        double score =
            found.stream()
                .filter(f -> f.box().overlap(face) >= number("--overlap", 0.5))
                .mapToDouble(FaceCandidate::score)
                .max()
                .orElse(Double.NaN);
        numbers.found.add(new Found(each.name(), face, score));
        found.stream()
            .filter(f -> f.box().overlap(face) >= 0.3)
            .findFirst()
            .ifPresent(
                f -> {
                  double size = Math.sqrt(face.width() * face.height());
                  Point a = face.center();
                  numbers.shifts.add(a.distanceTo(f.box().center()) / size);
                  numbers.scales.add(
                      Math.log(Math.sqrt(f.box().width() * f.box().height()) / size));
                });
      }
    }
  }

  private void print(String name, Numbers n, int pictures) {
    DetectionCurve.Point at = n.curve.at(threshold(name));
    double bias = n.scales.stream().mapToDouble(s -> s).average().orElse(Double.NaN);
    double scatter =
        Math.sqrt(n.scales.stream().mapToDouble(s -> (s - bias) * (s - bias)).average().orElse(0));
    out.printf(
        Locale.ROOT,
        "%-40s pictures %d, faces %d: found %.0f (recall %.4f), wrong %.0f (%.2f per 100 pictures),"
            + " AP %.4f, best F1 from score %.2f, middle off by %.3f face sizes,"
            + " size %+.1f %% +- %.1f %%, %.1f ms median%n",
        name,
        pictures,
        n.curve.faces(),
        at.recall() * n.curve.faces(),
        at.recall(),
        at.wrong() * pictures,
        100 * at.wrong(),
        n.curve.averagePrecision(),
        best(n.curve),
        n.shifts.stream().mapToDouble(s -> s).average().orElse(Double.NaN),
        100 * (Math.exp(bias) - 1),
        100 * scatter,
        median(n.millis));
  }

  /** {@return the threshold with the highest harmonic mean of recall and precision} */
  private static double best(DetectionCurve curve) {
    return curve.points().stream()
        .max(
            Comparator.comparingDouble(
                p -> 2 * p.recall() * p.precision() / Math.max(1e-9, p.recall() + p.precision())))
        .map(DetectionCurve.Point::score)
        .orElse(Double.NaN);
  }

  private void write(Path folder, Map<String, Numbers> table) throws IOException {
    Files.createDirectories(folder);
    StringBuilder csv = new StringBuilder("finder,score,recall,precision,wrong_per_picture\n");
    table.forEach(
        (name, numbers) -> {
          String kind = name.split("=")[0];
          for (DetectionCurve.Point p : numbers.curve.points()) {
            csv.append(
                String.format(
                    Locale.ROOT,
                    "%s,%.6g,%.5f,%.5f,%.5f\n",
                    kind,
                    p.score(),
                    p.recall(),
                    p.precision(),
                    p.wrong()));
          }
        });
    Files.writeString(folder.resolve("curve.csv"), csv);
    StringBuilder faces = new StringBuilder("finder\tpicture\tleft\ttop\tright\tbottom\tscore\n");
    table.forEach(
        (name, numbers) -> {
          for (Found f : numbers.found) {
            Box b = f.face();
            faces.append(
                String.format(
                    Locale.ROOT,
                    "%s\t%s\t%.1f\t%.1f\t%.1f\t%.1f\t%.4f%n",
                    name.split("=")[0],
                    f.picture(),
                    b.left(),
                    b.top(),
                    b.right(),
                    b.bottom(),
                    f.score()));
          }
        });
    Files.writeString(folder.resolve("faces.tsv"), faces);
  }

  /** {@return YuNet, if it is named as judge or among the finders} */
  private Optional<FaceFinder> judge() throws IOException {
    if (one("--judge").isPresent()) {
      return Optional.of(YuNet.load(Path.of(one("--judge").get())));
    }
    for (String name : all("--finder")) {
      if (name.startsWith("yunet=")) {
        return Optional.of(YuNet.load(Path.of(name.substring(6))));
      }
    }
    return Optional.empty();
  }

  private static FaceFinder finder(String name) throws IOException {
    if (name.equals("cascades")) {
      return new CascadeFinder();
    }
    Path file = Path.of(name.substring(name.indexOf('=') + 1));
    return name.startsWith("yunet=")
        ? YuNet.load(file, YuNet.LONGER_SIDE, LEAST)
        : new NetworkFinder(FinderFile.read(file), LEAST);
  }

  private static double threshold(String name) {
    if (name.equals("cascades")) {
      return Double.NEGATIVE_INFINITY;
    }
    if (name.startsWith("yunet=")) {
      return YuNet.LEAST_SCORE;
    }
    try {
      return FinderFile.read(Path.of(name.substring(name.indexOf('=') + 1))).spec().leastScore();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  private List<String> all(String key) {
    return arguments.getOrDefault(key, List.of());
  }

  private double number(String key, double otherwise) {
    return one(key).map(Double::parseDouble).orElse(otherwise);
  }

  private Optional<String> one(String key) {
    return all(key).stream().findFirst();
  }
}
