package kpnative.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.UnreadablePictures;
import kpnative.infer.DetectorFile;
import kpnative.infer.RangeObserver;
import kpnative.infer.ValueRanges;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeThreads;
import kpnative.plan.Precision;

/*
 * A round visits all variants, the next one backwards, and each gets the same time: what slows the
 * machine for a second slows a round of several variants, which medians over rounds leave out, and
 * what slows it for longer slows all. The first round is not counted: Java compiles in it.
 */
/** Measures how fast detectors answer on this machine's processor. */
public final class SpeedBench implements AutoCloseable {
  private static final int ROUNDS = 5;
  private static final double SECOND = 1e9;

  private final Settings settings;
  private final Consumer<String> notes;
  private final List<AutoCloseable> owned = new ArrayList<>();
  private final Map<Integer, Callers> callers = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private String faces = "";
  private long resident;

  /**
   * What is measured.
   *
   * @param models at least one
   * @param precisions {@link Precision#FLOAT32}, {@link Precision#BFLOAT16} and {@link
   *     Precision#INT8}, or some of them
   * @param threads numbers of threads, each at least 1
   * @param seconds how long all takes, about; where the models' preparation takes longer, each call
   *     is still timed a few times
   * @param data data sets in the syntax of {@code --data}; painted faces if empty
   * @param exclude a file that lists photographs to leave out
   */
  public record Settings(
      List<DetectorFile> models,
      List<Precision> precisions,
      List<Integer> threads,
      double seconds,
      List<String> data,
      Optional<Path> exclude) {
    /** Copies the lists, each value once. Rejects what cannot be measured. */
    public Settings {
      models = List.copyOf(models);
      precisions = precisions.stream().distinct().sorted().toList();
      threads = threads.stream().distinct().sorted().toList();
      data = List.copyOf(data);
      if (models.isEmpty() || precisions.isEmpty() || threads.isEmpty()) {
        throw new IllegalArgumentException("expected a model, a precision and a number of threads");
      }
      for (Precision each : precisions) {
        if (each == Precision.FLOAT16 || each == Precision.AUTO) {
          throw new IllegalArgumentException(
              "--precision takes float32, bfloat16 and int8 here, got " + each.label());
        }
      }
    }
  }

  private record Entry(
      DetectorFile file,
      Precision precision,
      int threads,
      BenchedDetector one, // compiled for one thread
      BenchedDetector own, // compiled for these threads
      double shift,
      Rounds rounds) {}

  private SpeedBench(Settings settings, Consumer<String> notes) {
    this.settings = settings;
    this.notes = notes;
  }

  /**
   * {@return the speeds}
   *
   * @param notes receives a line for each variant that is left out or not as usual
   * @param unreadable how to treat pictures that cannot be read
   * @throws IOException if no picture can be read, or every variant is left out
   */
  public static SpeedReport run(
      Settings settings, Consumer<String> notes, UnreadablePictures unreadable) throws IOException {
    long begin = System.nanoTime();
    int threads = NativeThreads.get();
    try (SpeedBench bench = new SpeedBench(settings, notes)) {
      for (DetectorFile file : settings.models) {
        bench.prepare(file, unreadable);
      }
      if (bench.entries.isEmpty()) {
        throw new IOException("nothing is left to measure: float32 can always be");
      }
      double left = settings.seconds * SECOND - (System.nanoTime() - begin);
      bench.measure((long) Math.max(0, left / bench.entries.size() / (ROUNDS + 1)));
      return bench.report();
    } finally {
      NativeThreads.set(threads);
    }
  }

  private void prepare(DetectorFile file, UnreadablePictures unreadable) throws IOException {
    BenchFaces shown = own(BenchFaces.of(file, settings.data, settings.exclude, notes, unreadable));
    faces = shown.title();
    BenchedDetector reference = own(new BenchedDetector(file, Precision.FLOAT32, 1, shown));
    if (resident == 0) {
      resident = NativeMemory.residentBytes();
    }
    for (Precision precision : settings.precisions) {
      DetectorFile fitting = precision == Precision.INT8 ? ranged(file, shown) : file;
      BenchedDetector one =
          precision == Precision.FLOAT32
              ? reference
              : own(new BenchedDetector(fitting, precision, 1, shown));
      if (precision != Precision.FLOAT32 && one.findsTheSameAs(reference)) {
        notes.accept(
            file.name()
                + (precision == Precision.INT8
                    ? ": no layer of this network is computed in int8"
                    : ": this processor computes bfloat16 as float32"));
        continue;
      }
      for (int threads : settings.threads) {
        BenchedDetector many =
            threads == 1 ? one : own(new BenchedDetector(fitting, precision, threads, shown));
        double shift = one.shiftFrom(reference);
        entries.add(new Entry(file, precision, threads, one, many, shift, new Rounds()));
        if (threads > 1 && !callers.containsKey(threads)) {
          callers.put(threads, own(new Callers(threads, shown.size())));
        }
      }
    }
  }

  /** {@return the weights with ranges for int8: their own, or those of the faces} */
  private DetectorFile ranged(DetectorFile file, BenchFaces shown) {
    if (file.metadata().containsKey(ValueRanges.KEY)) {
      return file;
    }
    notes.accept(
        file.name() + ": int8 with ranges of these faces, for its time; quantize prepares weights");
    Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
    try (RangeObserver observer = new RangeObserver(file)) {
      for (int i = 0; i < shown.size(); i++) {
        observer.show(shown.picture(i), shown.crop(i));
      }
      metadata.put(ValueRanges.KEY, observer.ranges().toJson());
    }
    return new DetectorFile(
        file.name(), file.spec(), file.confidence(), file.visibility(), file.tensors(), metadata);
  }

  private void measure(long nanos) {
    for (int round = 0; round <= ROUNDS; round++) {
      List<Entry> order = new ArrayList<>(entries);
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (Entry each : order) {
        Callers many = callers.get(each.threads);
        double[] times = each.own.times(many == null ? nanos : nanos / 2);
        double perSecond =
            many == null
                ? times.length * 1000 / Arrays.stream(times).sum()
                : many.perSecond(each.one, nanos / 2);
        if (round > 0) {
          each.rounds.add(times, perSecond);
        }
      }
    }
  }

  private SpeedReport report() {
    List<SpeedRow> rows =
        entries.stream()
            .map(
                e ->
                    new SpeedRow(
                        e.file.name(),
                        e.precision,
                        e.threads,
                        e.rounds.median(),
                        e.rounds.percentile95(),
                        e.rounds.perSecond(),
                        e.own.readyMillis(),
                        e.shift,
                        e.rounds.spread()))
            .toList();
    return new SpeedReport(faces, ROUNDS, resident, rows);
  }

  private <T extends AutoCloseable> T own(T part) {
    owned.add(part);
    return part;
  }

  @Override
  public void close() {
    Collections.reverse(owned); // threads before detectors, detectors before pictures
    for (AutoCloseable each : owned) {
      try {
        each.close();
      } catch (Exception e) { // none of ours is checked
        throw new IllegalStateException(e);
      }
    }
  }
}
