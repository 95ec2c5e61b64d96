package kpnative;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import kpnative.image.Photo;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;
import kpnative.natives.NativeRuntime;

/**
 * A program that detects once, and tells when: {@code FOLDER}. Prints pairs of a name and
 * microseconds, each counted from the mark before it; {@code main} from the JVM's own start.
 */
public final class StartMarks {
  static final String WEIGHTS = "weights.safetensors";
  static final String PICTURE = "photograph.jpg";

  private StartMarks() {}

  /** Detects. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    long entered = System.nanoTime();
    NativeRuntime.loadForDetection();
    long loaded = System.nanoTime();
    Path folder = Path.of(args[0]);
    try (KeypointDetector detector = KeypointDetector.load(folder.resolve(WEIGHTS))) {
      long read = System.nanoTime();
      Keypoints found =
          detector.detect(Photo.of(folder.resolve(PICTURE)), DetectTask.face()).keypoints();
      long first = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        detector.detect(Photo.of(folder.resolve(PICTURE)), DetectTask.face());
      }
      long more = System.nanoTime();
      if (!Double.isFinite(found.x(0))) {
        throw new IllegalStateException("no point");
      }
      // last, since asking for it loads classes of its own; the clocks agree to a millisecond
      long mainMillis =
          ManagementFactory.getRuntimeMXBean().getUptime()
              - (System.nanoTime() - entered) / 1_000_000;
      System.out.printf(
          Locale.ROOT,
          "main %d natives %d detector %d first %d later %d%n",
          1000 * mainMillis,
          (loaded - entered) / 1000,
          (read - loaded) / 1000,
          (first - read) / 1000,
          (more - first) / 10_000);
    }
  }
}
