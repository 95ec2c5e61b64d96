package kpnative.data.rendered;

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
        LabelRules.Frame frame = frame(p);
        double[] own = offset(frame, p, k);
        double[] other = offset(frame, p, mirror.get(k));
        x.add(frame.turn(), own[0]);
        y.add(frame.turn(), own[1]);
        x.add(-frame.turn(), -other[0]);
        y.add(-frame.turn(), other[1]);
      }
      System.out.printf(
          Locale.ROOT, "%d,%.2f,%.2f,%.1f,%.1f%n", k, x.at0(), y.at0(), x.slope(), y.slope());
    }
  }

  private static LabelRules.Frame frame(Prediction p) {
    double[] xy = p.predicted().toArray();
    float[] points = new float[xy.length];
    for (int i = 0; i < xy.length; i++) {
      points[i] = (float) xy[i];
    }
    return LabelRules.Frame.of(points, 2);
  }

  /** {@return label less prediction of a point, per cent of the unit, along the eyes and down} */
  private static double[] offset(LabelRules.Frame frame, Prediction p, int k) {
    double dx = 100 * (p.truth().x(k) - p.predicted().x(k)) / frame.unit();
    double dy = 100 * (p.truth().y(k) - p.predicted().y(k)) / frame.unit();
    return new double[] {dx * frame.x() + dy * frame.y(), dy * frame.x() - dx * frame.y()};
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
