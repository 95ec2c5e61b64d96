package examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.image.Photo;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;

/** A detector in ten lines: {@code DetectFace WEIGHTS PICTURE X Y WIDTH HEIGHT}. */
public final class DetectFace {
  private DetectFace() {}

  /**
   * Prints the keypoints of one face, a line each: number, x, y, in the photograph's pixels.
   *
   * @param args a weight file, a photograph, and the face's box in its pixels: the first one, how
   *     many
   * @throws IOException if a file cannot be read
   */
  public static void main(String[] args) throws IOException {
    double[] xywh = Arguments.numbers(args, 2, 4);
    Box face = Box.ofPixels(xywh[0], xywh[1], xywh[2], xywh[3]);
    try (KeypointDetector detector = KeypointDetector.load(Path.of(args[0]))) {
      Keypoints found = detector.detect(Photo.of(Path.of(args[1])), face).keypoints();
      for (int k = 0; k < found.count(); k++) {
        Point p = found.point(k);
        System.out.printf(Locale.ROOT, "%d %.1f %.1f%n", k, p.x(), p.y());
      }
    }
  }
}
