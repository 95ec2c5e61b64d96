package kpnative.face;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kpnative.data.AnnotatedFace;
import kpnative.data.read.DatasetReader;
import kpnative.eval.DetectionCurve;
import kpnative.finder.FinderFile;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.image.PictureFiles;
import kpnative.keypoints.Keypoints;
import kpnative.natives.NativeThreads;

/**
 * Measures face finders side by side: {@code benchmarks/finder.sh} has the command.
 *
 * <p>Arguments: {@code --finder own=FILE | yunet=FILE | cascades}, several; {@code --annotated
 * DATA}, several, whose faces must be found; {@code --agreed FOLDER}, several, where those must be
 * found that YuNet finds; {@code --faceless FOLDER or LIST}, several, without faces; {@code --turn
 * DEGREES} and {@code --size PIXELS}, by which annotated photographs are turned, and shrunk until
 * their largest face has this size; {@code --overlap 0.5}; {@code --out FOLDER}, for {@code
 * curve.csv} and {@code curve.svg}.
 */
final class FinderMeasurement {
  private static final double SURE = 0.7; // a face that YuNet is as sure of must be found
  private static final double LEAST = 0.05; // the lowest threshold of our own curve

  private final Map<String, List<String>> arguments = new TreeMap<>();
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  /** A picture and what must, and what may, be found in it. */
  private record Case(Supply picture, List<Box> faces, List<Box> may) {}

  private interface Supply {
    Image read() throws IOException;
  }

  /** One finder's numbers. */
  private static final class Numbers {
    final DetectionCurve curve;
    final List<Double> millis = new ArrayList<>();
    final List<Double> shifts = new ArrayList<>();
    final List<Double> scales = new ArrayList<>();

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
    double overlap = Double.parseDouble(one("--overlap").orElse("0.5"));
    List<Case> cases = new ArrayList<>();
    Optional<FaceFinder> judge = judge();
    for (String data : all("--annotated")) {
      cases.addAll(annotated(data, judge));
    }
    for (String folder : all("--agreed")) {
      cases.addAll(agreed(folder, judge.orElseThrow()));
    }
    for (String list : all("--faceless")) {
      for (Path file : pictures(list)) {
        cases.add(new Case(() -> ImageReader.read(file, Channels.COLOR), List.of(), List.of()));
      }
    }
    judge.ifPresent(FaceFinder::close);
    Map<String, Numbers> table = new LinkedHashMap<>();
    for (String name : all("--finder")) {
      Numbers numbers = new Numbers(overlap);
      try (FaceFinder finder = finder(name)) {
        for (Case each : cases) {
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

  private void measure(FaceFinder finder, Case each, Numbers numbers) throws IOException {
    try (Image picture = each.picture.read()) {
      long start = System.nanoTime();
      List<FaceCandidate> found = finder.find(picture);
      numbers.millis.add((System.nanoTime() - start) / 1e6);
      numbers.curve.add(
          found.stream().map(f -> new DetectionCurve.Scored(f.box(), f.score())).toList(),
          each.faces,
          each.may);
      for (Box face : each.faces) {
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
            + " AP %.4f, middle off by %.3f face sizes, size %+.1f %% +- %.1f %%, %.1f ms median%n",
        name,
        pictures,
        n.curve.faces(),
        at.recall() * n.curve.faces(),
        at.recall(),
        at.wrong() * pictures,
        100 * at.wrong(),
        n.curve.averagePrecision(),
        n.shifts.stream().mapToDouble(s -> s).average().orElse(Double.NaN),
        100 * (Math.exp(bias) - 1),
        100 * scatter,
        median(n.millis));
  }

  private void write(Path folder, Map<String, Numbers> table) throws IOException {
    Files.createDirectories(folder);
    StringBuilder csv = new StringBuilder("finder,score,recall,precision,wrong_per_picture\n");
    Map<String, List<DetectionCurve.Point>> lines = new LinkedHashMap<>();
    table.forEach(
        (name, numbers) -> {
          String kind = name.split("=")[0];
          lines.put(kind, numbers.curve.points());
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
    Files.writeString(folder.resolve("curve.svg"), DetectionPlot.svg(lines));
  }

  private List<Case> annotated(String data, Optional<FaceFinder> judge) throws IOException {
    Map<String, List<AnnotatedFace>> byPicture = new LinkedHashMap<>();
    for (AnnotatedFace face : DatasetReader.read(List.of(data), Optional.empty()).faces()) {
      byPicture.computeIfAbsent(face.picture().name(), name -> new ArrayList<>()).add(face);
    }
    List<Case> cases = new ArrayList<>();
    for (List<AnnotatedFace> faces : byPicture.values()) {
      Warp warp;
      Size size;
      try (Image whole = faces.get(0).picture().read(Channels.COLOR)) {
        size = whole.size();
        warp = warp(size, faces);
      }
      List<Box> boxes = new ArrayList<>();
      for (AnnotatedFace face : faces) {
        Keypoints points = face.keypoints().map(warp);
        boxes.add(points.extent());
      }
      Size shown = warped(size, warp);
      Supply picture =
          () -> {
            try (Image whole = faces.get(0).picture().read(Channels.COLOR)) {
              return warp.equals(Warp.IDENTITY)
                  ? whole.copy()
                  : WarpedPicture.of(whole, warp, shown);
            }
          };
      List<Box> may = new ArrayList<>();
      if (judge.isPresent()) {
        try (Image image = picture.read()) {
          judge.get().find(image).forEach(f -> may.add(f.box()));
        }
      }
      cases.add(new Case(picture, boxes, may));
    }
    return cases;
  }

  /** {@return what shrinks and turns a photograph as the arguments say, all of it in view} */
  private Warp warp(Size size, List<AnnotatedFace> faces) {
    double degrees = Double.parseDouble(one("--turn").orElse("0"));
    double wanted = Double.parseDouble(one("--size").orElse("0"));
    if (degrees == 0 && wanted == 0) {
      return Warp.IDENTITY;
    }
    double largest =
        faces.stream()
            .map(f -> f.keypoints().extent())
            .mapToDouble(b -> Math.sqrt(b.width() * b.height()))
            .max()
            .orElseThrow();
    double scale = wanted == 0 ? 1 : Math.min(1, wanted / largest);
    Warp turned =
        Warp.rotation(Math.toRadians(degrees), new Point(0, 0))
            .then(Warp.scaling(scale, scale, new Point(0, 0)));
    Box box = extent(size, turned);
    return turned.then(Warp.translation(-0.5 - box.left(), -0.5 - box.top()));
  }

  private static Size warped(Size size, Warp warp) {
    Box box = extent(size, warp);
    return new Size((int) Math.ceil(box.width()), (int) Math.ceil(box.height()));
  }

  private static Box extent(Size size, Warp warp) {
    double right = size.width() - 0.5;
    double bottom = size.height() - 0.5;
    return Keypoints.of(-0.5, -0.5, right, -0.5, -0.5, bottom, right, bottom).map(warp).extent();
  }

  private List<Case> agreed(String folder, FaceFinder judge) throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Path file : pictures(folder)) {
      List<Box> must = new ArrayList<>();
      List<Box> may = new ArrayList<>();
      try (Image image = ImageReader.read(file, Channels.COLOR)) {
        for (FaceCandidate face : judge.find(image)) {
          (face.score() >= SURE ? must : may).add(face.box());
        }
      }
      cases.add(new Case(() -> ImageReader.read(file, Channels.COLOR), must, may));
    }
    return cases;
  }

  private static List<Path> pictures(String list) throws IOException {
    Path path = Path.of(list);
    return Files.isDirectory(path)
        ? PictureFiles.under(path)
        : Files.readAllLines(path).stream().map(Path::of).toList();
  }

  /** {@return YuNet, if it is among the finders} */
  private Optional<FaceFinder> judge() throws IOException {
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

  private Optional<String> one(String key) {
    return all(key).stream().findFirst();
  }
}
