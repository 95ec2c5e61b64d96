package kpnative.groups;

import java.util.Random;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How far a detector's answer on one face moves when the picture or the box changes in ways that
 * the face does not. All distances are means over the points, as fractions of the outer eye
 * corners' distance in the plain answer, and at most {@link #MOST}.
 *
 * @param mirror between the plain answer and the mirror image's, mirrored back
 * @param shift to the answers in boxes moved by 5 % of their sides and scaled by 10 % (standard
 *     deviations), the mean of {@link #SHIFTS}
 * @param blur after a Gaussian of 2 % of the box's side
 * @param scale on the picture reduced until the box's sides are 32 pixels on average
 * @param confidence mean of the plain answer's points; NaN where the detector isn't calibrated
 * @param points the plain answer
 */
record Stability(
    double mirror, double shift, double blur, double scale, double confidence, Keypoints points) {
  /** A distance that is as bad as any: the answer has lost the face. */
  static final double MOST = 0.5;

  private static final int SHIFTS = 3;
  private static final double MOVED = 0.05; // as in docs/formats.md, jittered boxes
  private static final double SCALED = 0.1;
  private static final double BLUR = 0.02;
  private static final double SMALL = 32; // pixels
  private static final KeypointSchema SCHEMA = KeypointSchema.IBUG68;

  /**
   * Measures.
   *
   * @param picture colour or gray, as the detector wants it; borrowed
   * @param box around the face's points, about
   * @param seed of the boxes
   */
  static Stability of(KeypointDetector detector, Image picture, Box box, long seed) {
    Face plain = detector.detect(picture, box);
    Keypoints points = plain.keypoints();
    double side = Math.sqrt(box.width() * box.height());
    double scale = Math.min(1, SMALL / side);
    return new Stability(
        mirror(detector, picture, box, points),
        shift(detector, picture, box, points, seed),
        blurred(detector, picture, box, points, BLUR * side),
        scaled(detector, picture, box, points, scale),
        plain.confidence(),
        points);
  }

  /** {@return the mean distance of two answers, as a fraction of the first one's eye corners'} */
  static double distance(Keypoints a, Keypoints b) {
    double unit = SCHEMA.interOcular(a).orElseThrow();
    double sum = 0;
    for (int k = 0; k < a.count(); k++) {
      sum += a.point(k).distanceTo(b.point(k));
    }
    return unit > 0 ? Math.min(MOST, sum / a.count() / unit) : MOST;
  }

  private static double mirror(
      KeypointDetector detector, Image picture, Box box, Keypoints points) {
    Mat turned = new Mat();
    opencv_core.flip(picture.mat(), turned, 1);
    int width = turned.cols();
    try (Image mirrored = Image.owning(turned)) {
      Box there = new Box(width - 1 - box.right(), box.top(), width - 1 - box.left(), box.bottom());
      Keypoints found = detector.detect(mirrored, there).keypoints().map(Warp.flip(width));
      return distance(points, SCHEMA.mirrored(found));
    }
  }

  private static double shift(
      KeypointDetector detector, Image picture, Box box, Keypoints points, long seed) {
    Random random = new Random(seed);
    double sum = 0;
    for (int i = 0; i < SHIFTS; i++) {
      double x = MOVED * random.nextGaussian() * box.width();
      double y = MOVED * random.nextGaussian() * box.height();
      double scale = Math.exp(SCALED * random.nextGaussian());
      Box moved = new Box(box.left() + x, box.top() + y, box.right() + x, box.bottom() + y);
      sum += distance(points, detector.detect(picture, moved.scaled(scale)).keypoints());
    }
    return sum / SHIFTS;
  }

  private static double blurred(
      KeypointDetector detector, Image picture, Box box, Keypoints points, double sigma) {
    Mat soft = new Mat();
    try (Size size = new Size(0, 0)) {
      opencv_imgproc.GaussianBlur(picture.mat(), soft, size, sigma);
    }
    try (Image blurred = Image.owning(soft)) {
      return distance(points, detector.detect(blurred, box).keypoints());
    }
  }

  private static double scaled(
      KeypointDetector detector, Image picture, Box box, Keypoints points, double scale) {
    Mat small = new Mat();
    int width = Math.max(1, (int) Math.round(scale * picture.size().width()));
    int height = Math.max(1, (int) Math.round(scale * picture.size().height()));
    try (Size size = new Size(width, height)) {
      opencv_imgproc.resize(picture.mat(), small, size, 0, 0, opencv_imgproc.INTER_AREA);
    }
    Warp reduced =
        Warp.crop(Box.ofPicture(picture.size()), new kpnative.geometry.Size(width, height));
    try (Image reducedPicture = Image.owning(small)) {
      Keypoints found = detector.detect(reducedPicture, reduced.turned(box)).keypoints();
      return distance(points, found.map(reduced.inverse()));
    }
  }

  /** {@return the channels that pictures for a detector must have} */
  static Channels channels(KeypointDetector detector) {
    return detector.spec().input().channels();
  }

  /** {@return the middle of a picture, where a face that no finder found is looked for} */
  static Box middle(kpnative.geometry.Size picture, double part) {
    Point centre = Box.ofPicture(picture).center();
    double half = part * Math.min(picture.width(), picture.height()) / 2;
    return new Box(centre.x() - half, centre.y() - half, centre.x() + half, centre.y() + half);
  }
}
