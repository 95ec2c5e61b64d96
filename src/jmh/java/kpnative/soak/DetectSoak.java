package kpnative.soak;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import kpnative.find.FaceKeypoints;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.image.PictureFiles;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.natives.NativeThreads;

/**
 * Finds faces for a long time from several threads that share one {@link FaceKeypoints} and one
 * {@link KeypointDetector}: photographs of different sizes, in turn from a file, from its bytes and
 * from a {@code BufferedImage}. Ends with an error at the first answer that differs, by a bit, from
 * what one thread found at the beginning. {@code DetectSoak FOLDER MINUTES THREADS CSV}.
 */
public final class DetectSoak {
  private DetectSoak() {}

  /** A photograph with what one thread found in it, and in the boxes that were found. */
  private record Task(Photo photo, List<Face> found, List<Face> detected) {}

  /** Runs. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args)
      throws IOException, ExecutionException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Long.parseLong(args[1]));
    int threads = Integer.parseInt(args[2]);
    NativeThreads.set(1);
    LongAdder done = new LongAdder();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (FaceKeypoints faces = FaceKeypoints.builtIn();
        KeypointDetector detector = KeypointDetector.builtIn();
        Recorder recorder = new Recorder(Path.of(args[3]), done)) {
      List<Task> tasks = tasks(Path.of(args[0]), faces, detector);
      System.out.printf(Locale.ROOT, "%d photographs, %d threads%n", tasks.size(), threads);
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int first = t * tasks.size() / threads; // so that they meet in different photographs
        running.add(
            pool.submit(
                () -> {
                  for (int i = first; System.nanoTime() < end; i++) {
                    check(tasks.get(i % tasks.size()), faces, detector);
                    done.increment();
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
      System.out.printf(Locale.ROOT, "%d photographs answered, all as at first%n", done.sum());
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<Task> tasks(Path folder, FaceKeypoints faces, KeypointDetector detector)
      throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (Path file : PictureFiles.under(folder)) {
      Photo photo =
          switch (tasks.size() % 3) {
            case 0 -> Photo.of(file);
            case 1 -> Photo.of(Files.readAllBytes(file)).named(file.toString());
            default -> Photo.of(inMemory(file)).named(file.toString());
          };
      List<Face> found = faces.find(photo);
      tasks.add(new Task(photo, found, detected(photo, found, detector)));
    }
    if (tasks.isEmpty()) {
      throw new IOException(folder + ": no picture");
    }
    return tasks;
  }

  private static BufferedImage inMemory(Path file) throws IOException {
    try (Image image = Photo.of(file).image(Channels.COLOR)) {
      return image.toBufferedImage();
    }
  }

  private static List<Face> detected(Photo photo, List<Face> found, KeypointDetector detector)
      throws IOException {
    return found.isEmpty()
        ? List.of()
        : detector.detect(photo, found.stream().map(Face::box).toList());
  }

  private static void check(Task task, FaceKeypoints faces, KeypointDetector detector)
      throws IOException {
    List<Face> found = faces.find(task.photo());
    if (!found.equals(task.found())
        || !detected(task.photo(), found, detector).equals(task.detected())) {
      throw new IllegalStateException(task.photo().name() + ": another answer than at first");
    }
  }
}
