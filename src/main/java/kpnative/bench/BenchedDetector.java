package kpnative.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.infer.DetectorBatch;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;
import kpnative.natives.Device;
import kpnative.natives.NativeThreads;
import kpnative.plan.Precision;

/**
 * A detector that was compiled for a number of threads an operation, with what it found in the
 * faces. Owns the detector; borrows the faces.
 */
final class BenchedDetector implements AutoCloseable {
  private static final double TO_MILLIS = 1e-6;

  private final KeypointDetector detector;
  private final BenchFaces faces;
  private final int threads;
  private final double readyMillis;
  private final List<Keypoints> found = new ArrayList<>();

  /**
   * Makes the detector, and finds the keypoints of all faces once.
   *
   * @param threads how many threads an operation may use
   * @throws IOException if the weights lack what the precision needs
   */
  BenchedDetector(DetectorFile file, Precision precision, int threads, BenchFaces faces)
      throws IOException {
    NativeThreads.set(threads);
    this.faces = faces;
    this.threads = threads;
    long from = System.nanoTime();
    detector = KeypointDetector.of(file, new DetectorOptions(Device.CPU, precision));
    boolean done = false;
    try (DetectorBatch call = detector.batch(1)) {
      found.add(detect(call, 0));
      readyMillis = (System.nanoTime() - from) * TO_MILLIS;
      for (int i = 1; i < faces.size(); i++) {
        found.add(detect(call, i));
      }
      done = true;
    } finally {
      if (!done) {
        detector.close();
      }
    }
  }

  /** {@return from the weights in memory to the first answer, milliseconds} */
  double readyMillis() {
    return readyMillis;
  }

  /** {@return whether the keypoints are the same as another's, bit by bit} */
  boolean findsTheSameAs(BenchedDetector other) {
    return found.equals(other.found);
  }

  /**
   * {@return how far the keypoints lie from another's, on average, as a fraction of the longer side
   * of the box around the other's}
   */
  double shiftFrom(BenchedDetector other) {
    double sum = 0;
    for (int i = 0; i < found.size(); i++) {
      Keypoints a = found.get(i);
      Keypoints b = other.found.get(i);
      double distance = 0;
      for (int k = 0; k < a.count(); k++) {
        Point p = a.point(k);
        Point q = b.point(k);
        distance += Math.hypot(p.x() - q.x(), p.y() - q.y());
      }
      sum += distance / a.count() / side(i, b);
    }
    return sum / found.size();
  }

  /** One keypoint has no box: then it is the part of the picture that the network sees. */
  private double side(int i, Keypoints points) {
    Box box = points.spansBox() ? points.extent() : faces.crop(i).region();
    return Math.max(box.width(), box.height());
  }

  /**
   * {@return the times of one call after the other, milliseconds, at least one}
   *
   * @param nanos how long to go on
   */
  double[] times(long nanos) {
    NativeThreads.set(threads);
    List<Double> times = new ArrayList<>();
    try (DetectorBatch call = detector.batch(1)) {
      long begin = System.nanoTime();
      long now = begin;
      while (times.isEmpty() || now - begin < nanos) {
        detect(call, times.size() % faces.size());
        long end = System.nanoTime();
        times.add((end - now) * TO_MILLIS);
        now = end;
      }
    }
    return times.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** {@return working memory for one caller; closed by the caller} */
  DetectorBatch caller() {
    return detector.batch(1);
  }

  /** Finds the keypoints of a face; {@return them} */
  Keypoints detect(DetectorBatch call, int face) {
    call.put(0, faces.picture(face), faces.crop(face));
    call.run();
    return call.keypoints(0);
  }

  @Override
  public void close() {
    detector.close();
  }
}
