package kpnative;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kpnative.geometry.Box;
import kpnative.image.Image;
import kpnative.infer.DetectorSession;
import kpnative.infer.KeypointDetector;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeThreads;

/**
 * What does a detector leave behind in memory over a million calls, and do its answers stay the
 * same? Tells, after each tenth: native objects and resident size. Ends with an error at the first
 * answer that differs, by a bit, from what one thread found at the beginning.
 *
 * <p>Not of JMH, which has no eye for native memory. {@code java -Xms64m -Xmx64m
 * -XX:+AlwaysPreTouch -cp target/kp-native-jmh.jar kpnative.DetectMemory CALLS THREADS [RECIPE]},
 * so that Java's heap has its size from the beginning; by default {@code nose/cnn-12-24-32}.
 */
public final class DetectMemory {
  private static final int PARTS = 10;
  private static final int PLACES = 16; // boxes, so that the answers are not all one

  private DetectMemory() {}

  /** Runs. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args)
      throws IOException, ExecutionException, InterruptedException {
    int part = Integer.parseInt(args[0]) / PARTS;
    int threads = Integer.parseInt(args[1]);
    DetectTask task = new DetectTask(args.length > 2 ? args[2] : "nose/cnn-12-24-32");
    NativeThreads.set(1);
    List<Box> places = new ArrayList<>();
    Box face = DetectTask.face();
    for (int i = 0; i < PLACES; i++) {
      places.add(face.scaled(0.8 + 0.4 * i / PLACES));
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (KeypointDetector detector = task.detector();
        DetectorSession session = detector.session();
        Image photograph = DetectTask.photograph(task.spec().input().channels())) {
      float[][] expected = new float[PLACES][2 * task.spec().keypoints().size()];
      for (int i = 0; i < PLACES; i++) {
        session.detect(photograph, places.get(i), expected[i], null);
      }
      System.out.printf(Locale.ROOT, "%12s %16s %14s%n", "calls", "native objects", "resident MB");
      for (int i = 0; i <= PARTS; i++) {
        int warmUp = Math.max(1, part / 10);
        all(pool, threads, i == 0 ? warmUp : part, detector, photograph, places, expected);
        System.out.printf(
            Locale.ROOT,
            "%,12d %16d %14.1f%n",
            i * part,
            NativeMemory.objects(),
            NativeMemory.residentBytes() / 1e6);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void all(
      ExecutorService pool,
      int threads,
      int calls,
      KeypointDetector detector,
      Image photograph,
      List<Box> places,
      float[][] expected)
      throws ExecutionException, InterruptedException {
    List<Future<?>> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int first = t;
      running.add(
          pool.submit(
              () -> {
                float[] points = new float[expected[0].length];
                try (DetectorSession session = detector.session()) {
                  for (int i = first; i < calls; i += threads) {
                    int place = i % PLACES;
                    session.detect(photograph, places.get(place), points, null);
                    if (!Arrays.equals(points, expected[place])) {
                      throw new IllegalStateException("call " + i + " has another answer");
                    }
                  }
                }
              }));
    }
    for (Future<?> each : running) {
      each.get();
    }
  }
}
