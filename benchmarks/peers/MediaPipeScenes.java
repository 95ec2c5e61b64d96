import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
 * All faces of pictures by MediaPipe's short-range detector and its mesh, one thread, for whole.sh:
 * {@code MediaPipeScenes DETECTOR MESH PICTURE...}. A line a picture: file, faces, milliseconds
 * (median), and the surest face's region: its centre and side, pixels. Decoding of boxes, the
 * threshold of 0.5 and the region of a face are those of MediaPipe's own graphs; of overlapping
 * boxes the surest counts, where its graph averages them.
 */
final class MediaPipeScenes {
  private static final int SIDE = 128; // of the detector's input
  private static final int ANCHORS = 896;
  private static final int NUMBERS = 16; // of an anchor: box, six points
  private static final double LEAST_LOGIT = 0; // a score of 0.5
  private static final double OVERLAP = 0.3;
  private static final double LARGER = 1.5;
  private static final int CALLS = 60; // the first third warms up

  private final LiteNetwork detector;
  private final MediaPipe mesh;
  private final double[][] anchors = anchors();
  private final Mat crop = new Mat();
  private final Mat input = new Mat(SIDE, SIDE, CV_32FC3);

  private MediaPipeScenes(String detector, String mesh) {
    this.detector = new LiteNetwork(detector, ANCHORS * NUMBERS, ANCHORS);
    this.mesh = new MediaPipe(mesh);
  }

  /** A face, in the picture's pixels. */
  private record Found(double score, double x, double y, double side, double angle) {}

  public static void main(String[] args) {
    opencv_core.setNumThreads(0);
    MediaPipeScenes scenes = new MediaPipeScenes(args[0], args[1]);
    for (String file : Arrays.asList(args).subList(2, args.length)) {
      Mat picture = new Mat();
      opencv_imgproc.cvtColor(opencv_imgcodecs.imread(file), picture, opencv_imgproc.COLOR_BGR2RGB);
      double[] millis = new double[CALLS];
      List<Found> found = List.of();
      for (int i = 0; i < CALLS; i++) {
        long start = System.nanoTime();
        found = scenes.detect(picture);
        for (Found face : found) {
          scenes.mesh.look(picture, face.x, face.y, face.side, face.angle);
        }
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
      double[] last = Arrays.copyOfRange(millis, CALLS / 3, CALLS);
      Arrays.sort(last);
      String name = Path.of(file).getFileName().toString();
      System.out.printf(Locale.ROOT, "%s\t%d\t%.1f", name, found.size(), last[last.length / 2]);
      found.stream()
          .findFirst()
          .ifPresent(f -> System.out.printf(Locale.ROOT, "\t%.0f %.0f %.0f", f.x, f.y, f.side));
      System.out.println();
    }
  }

  private List<Found> detect(Mat picture) {
    double side = Math.max(picture.cols(), picture.rows());
    double step = side / SIDE;
    double left = (picture.cols() - side) / 2 - 0.5 + step / 2; // the first input pixel's centre
    double top = (picture.rows() - side) / 2 - 0.5 + step / 2;
    try (Mat warp = new Mat(2, 3, CV_64F);
        Mat small = new Mat();
        Size size = new Size(SIDE, SIDE);
        Scalar black = new Scalar(0)) {
      // reduced first, so that what the warp leaves out does not show as noise
      double reduced = Math.max(1, step);
      try (Size half =
          new Size((int) (picture.cols() / reduced), (int) (picture.rows() / reduced))) {
        opencv_imgproc.resize(picture, small, half, 0, 0, opencv_imgproc.INTER_AREA);
      }
      try (DoubleRawIndexer at = warp.createIndexer()) {
        at.put(0, 0, step / reduced, 0, (left + 0.5) / reduced - 0.5);
        at.put(1, 0, 0, step / reduced, (top + 0.5) / reduced - 0.5);
      }
      warpAffine(small, crop, warp, size, INTER_LINEAR | WARP_INVERSE_MAP, BORDER_CONSTANT, black);
    }
    crop.convertTo(input, CV_32F, 2 / 255.0, -1);
    detector.run(input.data());
    List<Found> all = new ArrayList<>();
    for (int i = 0; i < ANCHORS; i++) {
      double score = detector.output(1, i);
      if (score > LEAST_LOGIT) {
        all.add(found(i, score, left, top, step));
      }
    }
    all.sort(Comparator.comparingDouble(Found::score).reversed());
    List<Found> kept = new ArrayList<>();
    for (Found face : all) {
      if (kept.stream().allMatch(other -> overlap(face, other) < OVERLAP)) {
        kept.add(face);
      }
    }
    return kept;
  }

  private Found found(int i, double score, double left, double top, double step) {
    double[] xy = new double[NUMBERS];
    for (int n = 0; n < NUMBERS; n++) {
      xy[n] = detector.output(0, NUMBERS * i + n);
    }
    double x = xy[0] + SIDE * anchors[i][0] - 0.5;
    double y = xy[1] + SIDE * anchors[i][1] - 0.5;
    double angle = Math.atan2(xy[7] - xy[5], xy[6] - xy[4]); // from one eye to the other
    return new Found(
        score, left + step * x, top + step * y, LARGER * step * Math.max(xy[2], xy[3]), angle);
  }

  private static double overlap(Found a, Found b) {
    double w = (a.side + b.side) / 2 - Math.abs(a.x - b.x);
    double h = (a.side + b.side) / 2 - Math.abs(a.y - b.y);
    w = Math.max(0, Math.min(w, Math.min(a.side, b.side)));
    h = Math.max(0, Math.min(h, Math.min(a.side, b.side)));
    return w * h / (a.side * a.side + b.side * b.side - w * h);
  }

  /** Centres, fractions of the side: two at each of 16 x 16 places, six at each of 8 x 8. */
  private static double[][] anchors() {
    List<double[]> all = new ArrayList<>();
    for (int[] grid : new int[][] {{16, 2}, {8, 6}}) {
      for (int place = 0; place < grid[0] * grid[0]; place++) {
        for (int n = 0; n < grid[1]; n++) {
          all.add(
              new double[] {(place % grid[0] + 0.5) / grid[0], (place / grid[0] + 0.5) / grid[0]});
        }
      }
    }
    return all.toArray(double[][]::new);
  }
}
