import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.indexer.DoubleRawIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * MediaPipe's face mesh (face_landmark.tflite, 468 points) over the jobs of peers.sh, by TensorFlow
 * Lite, one thread: {@code MediaPipe MODEL LOOKS JOBS ANSWERS}. Jobs and answers are as in
 * dlib.cpp. A second look has the region that MediaPipe's own graph makes of the points when it
 * follows a film: the square around them, turned with the eyes (33 to 263), 1.5 times as large.
 */
final class MediaPipe {
  private static final int SIDE = 192; // of the input
  private static final int POINTS = 468;
  private static final double LARGER = 1.5;

  private final LiteNetwork network;
  private final Mat crop = new Mat();
  private final Mat input = new Mat(SIDE, SIDE, CV_32FC3);

  MediaPipe(String file) {
    network = new LiteNetwork(file, 3 * POINTS);
  }

  public static void main(String[] args) throws Exception {
    opencv_core.setNumThreads(0);
    MediaPipe mesh = new MediaPipe(args[0]);
    int looks = Integer.parseInt(args[1]);
    List<String> answers = new ArrayList<>();
    String before = "";
    Mat picture = new Mat();
    for (String job : Files.readAllLines(Path.of(args[2]))) {
      String[] words = job.split("[\t ]");
      if (!words[0].equals(before)) {
        before = words[0];
        Mat bgr = opencv_imgcodecs.imread(before);
        opencv_imgproc.cvtColor(bgr, picture, opencv_imgproc.COLOR_BGR2RGB);
      }
      double left = Double.parseDouble(words[1]);
      double top = Double.parseDouble(words[2]);
      double right = Double.parseDouble(words[3]);
      double bottom = Double.parseDouble(words[4]);
      long start = System.nanoTime();
      double[] found = mesh.look(picture, (left + right) / 2, (top + bottom) / 2, right - left, 0);
      for (int look = 1; look < looks; look++) {
        found = mesh.lookAgain(picture, found);
      }
      StringBuilder answer =
          new StringBuilder(String.format(Locale.ROOT, "%.4f", (System.nanoTime() - start) / 1e6));
      for (double value : found) {
        answer.append(String.format(Locale.ROOT, " %.3f", value));
      }
      answers.add(answer.toString());
    }
    Files.write(Path.of(args[3]), answers);
  }

  private double[] lookAgain(Mat picture, double[] found) {
    double angle =
        Math.atan2(found[2 * 263 + 1] - found[2 * 33 + 1], found[2 * 263] - found[2 * 33]);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double[] least = {Double.MAX_VALUE, Double.MAX_VALUE};
    double[] most = {-Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int k = 0; k < POINTS; k++) {
      double[] turned = {
        found[2 * k] * cos + found[2 * k + 1] * sin, found[2 * k + 1] * cos - found[2 * k] * sin
      };
      for (int axis = 0; axis < 2; axis++) {
        least[axis] = Math.min(least[axis], turned[axis]);
        most[axis] = Math.max(most[axis], turned[axis]);
      }
    }
    double u = (least[0] + most[0]) / 2;
    double v = (least[1] + most[1]) / 2;
    double side = LARGER * Math.max(most[0] - least[0], most[1] - least[1]);
    return look(picture, u * cos - v * sin, u * sin + v * cos, side, angle);
  }

  /** The points, in the picture's pixels, from a square region. */
  double[] look(Mat picture, double x, double y, double side, double angle) {
    double step = side / SIDE;
    double cos = step * Math.cos(angle);
    double sin = step * Math.sin(angle);
    double middle = (SIDE - 1) / 2.0;
    double tx = x - middle * cos + middle * sin;
    double ty = y - middle * sin - middle * cos;
    try (Mat warp = new Mat(2, 3, CV_64F);
        Size size = new Size(SIDE, SIDE);
        Scalar border = new Scalar(0)) {
      try (DoubleRawIndexer at = warp.createIndexer()) {
        at.put(0, 0, cos, -sin, tx);
        at.put(1, 0, sin, cos, ty);
      }
      warpAffine(
          picture, crop, warp, size, INTER_LINEAR | WARP_INVERSE_MAP, BORDER_REPLICATE, border);
    }
    crop.convertTo(input, CV_32F, 1 / 255.0, 0);
    network.run(input.data());
    double[] found = new double[2 * POINTS];
    for (int k = 0; k < POINTS; k++) {
      double u =
          network.output(0, 3L * k) - 0.5; // its coordinates begin at the first pixel's corner
      double v = network.output(0, 3L * k + 1) - 0.5;
      found[2 * k] = cos * u - sin * v + tx;
      found[2 * k + 1] = sin * u + cos * v + ty;
    }
    return found;
  }
}
