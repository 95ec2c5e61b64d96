package kpnative.infer;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import kpnative.geometry.Box;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.image.Photo;
import org.bytedeco.javacpp.Loader;

/**
 * The program that {@link DetectionStartTest} runs in a separate JVM; its arguments are weights, a
 * picture and a damaged picture. It detects, and prints the loaded libraries and the heap
 * allocation of a further call.
 */
final class DetectionStart {
  static final Box FACE = new Box(30, 40, 110, 100);
  private static final int CALLS = 10_000; // until the JIT compiler has finished

  private DetectionStart() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    try (KeypointDetector detector = KeypointDetector.load(Path.of(args[0]));
        DetectorSession session = detector.session();
        Image picture = ImageReader.read(Path.of(args[1]), detector.spec().input().channels())) {
      int k = detector.spec().keypoints().size();
      float[] points = new float[2 * k];
      float[] deviations = new float[k];
      session.detect(picture, FACE, points, deviations);
      System.out.println("points " + Arrays.toString(points));
      try {
        detector.detectCrop(Photo.of(Path.of(args[2])));
      } catch (IOException e) {
        System.out.println("damaged");
      }
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long id = Thread.currentThread().getId();
      long bytes = 0;
      for (int i = 0; i < 2 * CALLS; i++) {
        if (i == CALLS) {
          bytes = threads.getThreadAllocatedBytes(id);
        }
        session.detect(picture, FACE, points, deviations);
      }
      System.out.println(
          "bytes per call: " + (threads.getThreadAllocatedBytes(id) - bytes) / CALLS);
      System.out.println("CPU seconds per second: " + busy(session, picture, points));
    }
    System.out.println("libraries " + Loader.getLoadedLibraries().keySet());
  }

  /** {@return the CPU time of all threads per second of CPU time of the detecting thread} */
  private static double busy(DetectorSession session, Image picture, float[] points) {
    var process =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = process.getProcessCpuTime();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long own = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < CALLS; i++) {
      session.detect(picture, FACE, points, null);
    }
    return (double) (process.getProcessCpuTime() - cpu) / (threads.getCurrentThreadCpuTime() - own);
  }
}
