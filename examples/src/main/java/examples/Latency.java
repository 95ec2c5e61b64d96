package examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import kpnative.geometry.Box;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.infer.KeypointDetector;

/**
 * How late are answers when faces arrive at a fixed rate? {@code Latency WEIGHTS PICTURE X Y WIDTH
 * HEIGHT [--rate 100] [--seconds 30] [--threads 1] [--warm-up 3]}.
 *
 * <p>The photograph is decoded once, as a camera's pictures arrive decoded. A call's latency runs
 * from when the call was due, see {@link OpenLoop}.
 */
public final class Latency {
  private Latency() {}

  /**
   * Prints percentiles from when calls were due, those of the calls alone, and a histogram.
   *
   * @param args as the class says
   * @throws IOException if a file cannot be read
   */
  public static void main(String[] args)
      throws IOException, ExecutionException, InterruptedException {
    double[] xywh = Arguments.numbers(args, 2, 4);
    Box face = Box.ofPixels(xywh[0], xywh[1], xywh[2], xywh[3]);
    double rate = Arguments.option(args, "--rate", 100);
    int calls = (int) Math.ceil(rate * Arguments.option(args, "--seconds", 30));
    int warmUp = (int) Math.ceil(rate * Arguments.option(args, "--warm-up", 3));
    int threads = (int) Arguments.option(args, "--threads", 1);

    try (KeypointDetector detector = KeypointDetector.load(Path.of(args[0]));
        Image picture = ImageReader.read(Path.of(args[1]), detector.spec().input().channels())) {
      OpenLoop.run(rate, warmUp, threads, i -> detector.detect(picture, face));
      OpenLoop.Times times =
          OpenLoop.run(rate, calls, threads, i -> detector.detect(picture, face));

      System.out.printf(
          Locale.ROOT,
          "%d calls on %d threads, %.1f a second of %.1f asked for%n",
          calls,
          threads,
          calls / times.seconds(),
          rate);
      LatencyTable fromDue = new LatencyTable(times.fromDue());
      fromDue.printPercentiles("from when due", System.out);
      new LatencyTable(times.fromStart()).printPercentiles("the call alone", System.out);
      fromDue.printHistogram(System.out);
    }
  }
}
