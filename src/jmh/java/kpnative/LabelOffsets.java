package kpnative;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.data.read.DataSpec;
import kpnative.eval.Prediction;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;
import kpnative.measure.DetectedFaces;

/**
 * By how much do people put 68 points elsewhere than a network predicts that has learned from
 * geometry alone? Prints a line a point: the mean offset, label less prediction, and its slope by
 * the face's turn, in per cent of the outer eye corners' distance, x along the eyes and y down.
 * Both halves of the face are fitted as one, mirrored.
 *
 * <p>Predictions are compared, never mean shapes: those of two sets differ by their people.
 *
 * <p>Arguments: weights, data sets. {@code benchmarks/label-offsets.sh} calls it.
 */
public final class LabelOffsets {
  private static final double MOST_TURN = 0.45;

  private LabelOffsets() {}

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    List<AnnotatedFace> faces = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      faces.addAll(DataSpec.parse(args[i]).read());
    }
    DetectorFile file = DetectorFile.read(Path.of(args[0]));
    List<Integer> mirror = file.spec().keypointSchema().mirror().orElseThrow();
    List<Prediction> predictions;
    try (KeypointDetector detector = KeypointDetector.of(file, DetectorOptions.DEFAULT)) {
      predictions = DetectedFaces.of(detector, faces, UnreadablePictures.FATAL).predictions();
    }
    System.out.println("point,x,y,x_turn,y_turn");
    for (int k = 0; k < 68; k++) {
      Fit x = new Fit();
      Fit y = new Fit();
      for (Prediction p : predictions) {
        Face face = new Face(p.predicted());
        double[] own = face.offset(p.truth(), p.predicted(), k);
        double[] other = face.offset(p.truth(), p.predicted(), mirror.get(k));
        x.add(face.turn, own[0]);
        y.add(face.turn, own[1]);
        x.add(-face.turn, -other[0]);
        y.add(-face.turn, other[1]);
      }
      System.out.printf(
          Locale.ROOT, "%d,%.2f,%.2f,%.1f,%.1f%n", k, x.at0(), y.at0(), x.slope(), y.slope());
    }
  }

  /** The frame of one predicted face. */
  private static final class Face {
    final double ex;
    final double ey;
    final double unit;
    final double turn;

    Face(Keypoints p) {
      double[] right = middle(p, 36);
      double[] left = middle(p, 42);
      double dx = left[0] - right[0];
      double dy = left[1] - right[1];
      double length = Math.hypot(dx, dy);
      ex = dx / length;
      ey = dy / length;
      unit = Math.hypot(p.x(45) - p.x(36), p.y(45) - p.y(36));
      double nose =
          (p.x(30) - (right[0] + left[0]) / 2) * ex + (p.y(30) - (right[1] + left[1]) / 2) * ey;
      turn = Math.max(-MOST_TURN, Math.min(MOST_TURN, nose / unit));
    }

    private static double[] middle(Keypoints p, int first) {
      double x = 0;
      double y = 0;
      for (int k = first; k < first + 6; k++) {
        x += p.x(k) / 6;
        y += p.y(k) / 6;
      }
      return new double[] {x, y};
    }

    double[] offset(Keypoints truth, Keypoints predicted, int k) {
      double dx = (truth.x(k) - predicted.x(k)) / unit;
      double dy = (truth.y(k) - predicted.y(k)) / unit;
      return new double[] {100 * (dx * ex + dy * ey), 100 * (dy * ex - dx * ey)};
    }
  }

  /** A straight line by least squares; faces that fail by far are left out. */
  private static final class Fit {
    private static final double FAR = 25; // per cent: another face, or a failure

    private double n;
    private double t;
    private double tt;
    private double v;
    private double tv;

    void add(double turn, double value) {
      if (Math.abs(value) < FAR) {
        n++;
        t += turn;
        tt += turn * turn;
        v += value;
        tv += turn * value;
      }
    }

    double slope() {
      return (n * tv - t * v) / (n * tt - t * t);
    }

    double at0() {
      return (v - slope() * t) / n;
    }
  }
}
