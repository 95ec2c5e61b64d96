package kpnative.track;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kpnative.data.rendered.FilmedPeople;
import kpnative.data.rendered.HeadModelFile;
import kpnative.find.FaceKeypoints;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.keypoints.Keypoints;
import kpnative.natives.NativeThreads;

/**
 * How well are faces followed? {@code benchmarks/tracking.sh} has the command and the arguments:
 * the head's file, a folder for frames, and optionally annotated photographs and how many of them.
 *
 * <p>Prints, for each kind of film, how many faces that are seen were not found, how often somebody
 * got another number than before, how often a number went to somebody else, false faces, the NME
 * (outer eye corners) and what 95 % stay below, and milliseconds of processor time a frame without
 * decoding; then what the One-Euro filter does with several constants.
 */
final class TrackingMeasurement {
  private static final double SAME = 0.3; // overlap of a found face with the true one
  private static final double[] CUTOFFS = {0.5, 1, 1.5, 2};
  private static final double[] BETAS = {0, 1, 5, 10, 20, 40, 80, 160, 320};

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final Map<String, List<Run>> runs = new LinkedHashMap<>();

  /** A film, and the faces that were followed in its frames. */
  private record Run(FilmFrames film, List<List<TrackedFace>> tracked, double millis) {}

  public static void main(String[] args) throws IOException {
    new TrackingMeasurement().run(args);
  }

  private void run(String[] args) throws IOException {
    NativeThreads.set(1);
    Path folder = Path.of(args[1]);
    FilmedPeople people = new FilmedPeople(HeadModelFile.read(Path.of(args[0])));
    Map<String, List<FilmFrames>> films = new LinkedHashMap<>();
    for (TrackingFilms.Film film : TrackingFilms.all()) {
      String name = film.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      films
          .computeIfAbsent(name, key -> new ArrayList<>())
          .add(FilmFrames.rendered(people, film, folder.resolve(name + "-" + film.variant())));
    }
    if (args.length > 3) {
      films.put("panned", FilmFrames.panned(args[2], Integer.parseInt(args[3]), folder));
    }
    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      for (Map.Entry<String, List<FilmFrames>> kind : films.entrySet()) {
        List<Run> all = new ArrayList<>();
        for (FilmFrames film : kind.getValue()) {
          all.add(follow(faces, film));
        }
        runs.put(kind.getKey(), all);
      }
    }
    runs.forEach(this::print);
    filters();
  }

  private static Run follow(FaceKeypoints faces, FilmFrames film) throws IOException {
    FaceFollower follower = new FaceFollower(faces);
    List<List<TrackedFace>> tracked = new ArrayList<>();
    long nanos = 0;
    for (int f = 0; f < film.count(); f++) {
      try (DecodedPhoto frame = film.photo(f).decode()) {
        frame.in(Channels.GRAY);
        frame.in(Channels.COLOR);
        long start = processorTime();
        tracked.add(follower.next(frame, f / TrackingFilms.RATE));
        nanos += processorTime() - start;
      }
    }
    return new Run(film, tracked, nanos / 1e6);
  }

  /** That of this thread, nanoseconds: other work on the machine doesn't count. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void print(String kind, List<Run> all) {
    int seen = 0;
    int lost = 0;
    int renamed = 0;
    int swapped = 0;
    int wrong = 0;
    int frames = 0;
    double millis = 0;
    List<Double> errors = new ArrayList<>();
    for (Run run : all) {
      Map<Integer, Integer> ids = new LinkedHashMap<>(); // of persons
      Map<Integer, Integer> owners = new LinkedHashMap<>(); // of ids
      frames += run.film.count();
      millis += run.millis;
      for (int f = 0; f < run.film.count(); f++) {
        List<TrackedFace> left = new ArrayList<>(run.tracked.get(f));
        for (FilmFrames.Person person : run.film.truth(f)) {
          Optional<TrackedFace> found = of(left, person.points());
          boolean whole = person.visible() >= TrackingFilms.leastVisible();
          seen += whole ? 1 : 0;
          lost += whole && found.isEmpty() ? 1 : 0;
          if (found.isEmpty()) {
            continue;
          }
          left.remove(found.get());
          int id = found.get().id();
          Integer before = ids.put(person.number(), id);
          renamed += before != null && before != id ? 1 : 0;
          Integer owner = owners.put(id, person.number());
          swapped += owner != null && owner != person.number() ? 1 : 0;
          if (whole) {
            errors.add(nme(person.points(), found.get().keypoints()));
          }
        }
        wrong += left.size();
      }
    }
    errors.sort(null);
    out.printf(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %d | %d | %.1f | %.1f | %.1f |%n",
        kind,
        all.size(),
        seen,
        lost,
        renamed,
        swapped,
        wrong,
        100 * errors.stream().mapToDouble(e -> e).average().orElse(Double.NaN),
        errors.isEmpty() ? Double.NaN : 100 * errors.get(errors.size() * 95 / 100),
        millis / frames);
  }

  private static Optional<TrackedFace> of(List<TrackedFace> tracked, Keypoints truth) {
    return tracked.stream()
        .filter(face -> face.found().extent().overlap(truth.extent()) > SAME)
        .max(
            (a, b) ->
                Double.compare(
                    a.found().extent().overlap(truth.extent()),
                    b.found().extent().overlap(truth.extent())));
  }

  private static double eyes(Keypoints points) {
    return points.point(36).distanceTo(points.point(45));
  }

  private static double nme(Keypoints truth, Keypoints found) {
    double sum = 0;
    for (int k = 0; k < truth.count(); k++) {
      sum += truth.point(k).distanceTo(found.point(k));
    }
    return sum / truth.count() / eyes(truth);
  }

  /** What filters make of the same points. */
  private void filters() {
    row("none", Double.NaN, Double.NaN);
    for (double cutoff : CUTOFFS) {
      for (double beta : BETAS) {
        row(String.format(Locale.ROOT, "%.1f, %.0f", cutoff, beta), cutoff, beta);
      }
    }
  }

  private void row(String name, double cutoff, double beta) {
    StringBuilder line = new StringBuilder("| " + name);
    line.append(
        String.format(Locale.ROOT, " | %.2f", 100 * jitter(runs.get("still"), cutoff, beta)));
    line.append(String.format(Locale.ROOT, " | %.2f", lag(runs.get("step"), cutoff, beta)));
    for (String kind : List.of("still", "walk", "zoom", "crossing", "panned")) {
      if (runs.containsKey(kind)) {
        line.append(
            String.format(Locale.ROOT, " | %.2f", 100 * error(runs.get(kind), cutoff, beta)));
      }
    }
    out.println(line + " |");
  }

  /** The first person's points along a film, smoothed; null where it isn't found. */
  private static List<Optional<Keypoints>> path(Run run, int person, double cutoff, double beta) {
    List<Optional<Keypoints>> path = new ArrayList<>();
    OneEuroFilter filter = null;
    for (int f = 0; f < run.film.count(); f++) {
      Optional<Keypoints> found =
          of(run.tracked.get(f), run.film.truth(f).get(person).points())
              .map(face -> face.found().keypoints());
      if (found.isEmpty()) {
        filter = null;
      } else if (!Double.isNaN(cutoff)) {
        filter = filter == null ? new OneEuroFilter(cutoff, beta) : filter;
        found = Optional.of(filter.filter(found.get(), f / TrackingFilms.RATE));
      }
      path.add(found);
    }
    return path;
  }

  private static double error(List<Run> all, double cutoff, double beta) {
    List<Double> errors = new ArrayList<>();
    for (Run run : all) {
      for (int person = 0; person < run.film.truth(0).size(); person++) {
        List<Optional<Keypoints>> path = path(run, person, cutoff, beta);
        for (int f = 0; f < path.size(); f++) {
          FilmFrames.Person truth = run.film.truth(f).get(person);
          if (path.get(f).isPresent() && truth.visible() >= TrackingFilms.leastVisible()) {
            errors.add(nme(truth.points(), path.get(f).get()));
          }
        }
      }
    }
    return errors.stream().mapToDouble(e -> e).average().orElse(Double.NaN);
  }

  /** The root mean square of second differences, in distances of the eye corners. */
  private static double jitter(List<Run> all, double cutoff, double beta) {
    double squares = 0;
    int count = 0;
    for (Run run : all) {
      List<Optional<Keypoints>> path = path(run, 0, cutoff, beta);
      double eyes = eyes(run.film.truth(0).get(0).points());
      for (int f = 12; f < path.size(); f++) { // the filter has settled
        if (path.get(f).isEmpty() || path.get(f - 1).isEmpty() || path.get(f - 2).isEmpty()) {
          continue;
        }
        double[] a = path.get(f - 2).get().toArray();
        double[] b = path.get(f - 1).get().toArray();
        double[] c = path.get(f).get().toArray();
        for (int i = 0; i < a.length; i += 2) {
          double x = a[i] - 2 * b[i] + c[i];
          double y = a[i + 1] - 2 * b[i + 1] + c[i + 1];
          squares += (x * x + y * y) / (eyes * eyes);
          count++;
        }
      }
    }
    return Math.sqrt(squares / count);
  }

  /**
   * How many frames late points are at a step: the sum of what is missing of it, frame by frame.
   */
  private static double lag(List<Run> all, double cutoff, double beta) {
    double sum = 0;
    for (Run run : all) {
      List<Optional<Keypoints>> path = path(run, 0, cutoff, beta);
      double from = middle(path, 10, 20);
      double to = middle(path(run, 0, Double.NaN, 0), 20, path.size());
      for (int f = 20; f < path.size(); f++) {
        sum += (to - middle(path, f, f + 1)) / (to - from);
      }
    }
    return sum / all.size();
  }

  /** The mean x of the points over some frames. */
  private static double middle(List<Optional<Keypoints>> path, int from, int to) {
    return path.subList(from, to).stream()
        .flatMap(Optional::stream)
        .mapToDouble(TrackingMeasurement::meanX)
        .average()
        .orElse(Double.NaN);
  }

  private static double meanX(Keypoints points) {
    double sum = 0;
    for (int k = 0; k < points.count(); k++) {
      sum += points.x(k) / points.count();
    }
    return sum;
  }
}
