package kpnative.find;

import kpnative.face.FaceFinders;
import kpnative.infer.DetectorOptions;
import kpnative.natives.Device;
import kpnative.natives.NativeThreads;
import kpnative.plan.Precision;

/**
 * What {@link FaceKeypoints} looks for, and how. Immutable; the methods give a copy with one value
 * changed.
 *
 * @param leastConfidence faces are left out whose {@code confidence()}, the mean over their
 *     keypoints, is below it; 0 to 1. Above 0 it needs a detector with calibrated confidences
 * @param leastSize faces are left out that are smaller: the square root of the box's area, in the
 *     photograph's pixels, at least 0
 * @param mostFaces how many are kept at most, the largest ones; at least 1
 * @param passes how often the detector looks at each face, each time where it found its keypoints
 *     before; 1 to 10
 * @param finder proposes the faces
 * @param detector where and with how many bits the network computes
 * @param threads processor threads that one operation may use, set for the whole process as {@link
 *     NativeThreads#set} does; 0 leaves them as they are
 */
public record FindOptions(
    double leastConfidence,
    double leastSize,
    int mostFaces,
    int passes,
    FaceFinders finder,
    DetectorOptions detector,
    int threads) {
  /**
   * Every face that OpenCV's cascades propose and the keypoints confirm, in two passes, on the
   * processor.
   */
  public static final FindOptions DEFAULT =
      new FindOptions(
          0, 0, Integer.MAX_VALUE, 2, FaceFinders.cascades(), DetectorOptions.DEFAULT, 0);

  /** Rejects values out of their ranges. */
  public FindOptions {
    if (!(leastConfidence >= 0 && leastConfidence <= 1)) { // the negation also catches NaN
      throw new IllegalArgumentException(
          "the least confidence must be 0 to 1, got " + leastConfidence);
    }
    if (!(leastSize >= 0 && leastSize < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the least size must be at least 0 pixels, got " + leastSize);
    }
    if (mostFaces < 1) {
      throw new IllegalArgumentException("the most faces must be at least 1, got " + mostFaces);
    }
    if (passes < 1 || passes > 10) {
      throw new IllegalArgumentException("passes must be 1 to 10, got " + passes);
    }
    if (threads < 0) {
      throw new IllegalArgumentException("threads must be at least 0, got " + threads);
    }
  }

  /** {@return these with another least confidence} */
  public FindOptions withLeastConfidence(double least) {
    return new FindOptions(least, leastSize, mostFaces, passes, finder, detector, threads);
  }

  /** {@return these with another least size, pixels} */
  public FindOptions withLeastSize(double least) {
    return new FindOptions(leastConfidence, least, mostFaces, passes, finder, detector, threads);
  }

  /** {@return these with another number of faces} */
  public FindOptions withMostFaces(int most) {
    return new FindOptions(leastConfidence, leastSize, most, passes, finder, detector, threads);
  }

  /** {@return these with another number of passes} */
  public FindOptions withPasses(int looks) {
    return new FindOptions(leastConfidence, leastSize, mostFaces, looks, finder, detector, threads);
  }

  /** {@return these with another finder, for example {@link FaceFinders#yuNet}} */
  public FindOptions withFinder(FaceFinders other) {
    return new FindOptions(leastConfidence, leastSize, mostFaces, passes, other, detector, threads);
  }

  /** {@return these with other ways to compute} */
  public FindOptions withDetector(DetectorOptions other) {
    return new FindOptions(leastConfidence, leastSize, mostFaces, passes, finder, other, threads);
  }

  /** {@return these with another precision} */
  public FindOptions withPrecision(Precision precision) {
    return withDetector(new DetectorOptions(detector.device(), precision));
  }

  /** {@return these on another device} */
  public FindOptions withDevice(Device device) {
    return withDetector(detector.on(device));
  }

  /** {@return these with another number of threads} */
  public FindOptions withThreads(int perOperation) {
    return new FindOptions(
        leastConfidence, leastSize, mostFaces, passes, finder, detector, perOperation);
  }
}
