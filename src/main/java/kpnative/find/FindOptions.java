package kpnative.find;

import kpnative.face.FaceFinders;
import kpnative.infer.DetectorOptions;
import kpnative.natives.Device;
import kpnative.natives.NativeThreads;
import kpnative.plan.Precision;

/**
 * The options of {@link FaceKeypoints}. Immutable; each {@code with} method returns a copy with one
 * value changed.
 *
 * @param leastConfidence the minimum {@code confidence()} of a face, the mean over its keypoints, 0
 *     to 1; above the default of 0.5 it needs a calibrated detector, and one without calibration
 *     isn't asked for less. With 0 a finder is believed that has few false positives, whatever the
 *     keypoints say: for networks that are barely trained
 * @param leastSize the minimum size of a face, the square root of its box's area, in the
 *     photograph's pixels; at least 0
 * @param mostFaces the maximum number of faces; the largest ones are kept; at least 1
 * @param passes how often the detector runs on each face, each time in the box of the keypoints
 *     found before; 1 to 10
 * @param finder proposes the face candidates
 * @param detector the device and the precision of the network
 * @param threads the number of CPU threads that one native operation may use, set for the whole
 *     process by {@link NativeThreads#set}; 0 leaves it unchanged
 * @param turned whether photographs may lie on their side or stand on their head without saying so:
 *     each is searched four ways, and the way counts in which the keypoints are surest
 */
public record FindOptions(
    double leastConfidence,
    double leastSize,
    int mostFaces,
    int passes,
    FaceFinders finder,
    DetectorOptions detector,
    int threads,
    boolean turned) {
  /**
   * Above what keypoints that stay in place reached on other things and on faces upside down, 0.48,
   * and at most what they reached on the least clear faces; docs/decisions/027-finding-faces.md has
   * the table.
   */
  private static final double LEAST_CONFIDENCE = 0.5;

  /**
   * Every face that the built-in finder proposes and the keypoints confirm, in two passes, on the
   * CPU.
   */
  public static final FindOptions DEFAULT =
      new FindOptions(
          LEAST_CONFIDENCE,
          0,
          Integer.MAX_VALUE,
          2,
          FaceFinders.builtIn(),
          DetectorOptions.DEFAULT,
          0,
          false);

  /** Rejects values outside their ranges. */
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

  /** {@return these options with another minimum confidence} */
  public FindOptions withLeastConfidence(double least) {
    return new FindOptions(least, leastSize, mostFaces, passes, finder, detector, threads, turned);
  }

  /** {@return these options with another minimum size, in pixels} */
  public FindOptions withLeastSize(double least) {
    return new FindOptions(
        leastConfidence, least, mostFaces, passes, finder, detector, threads, turned);
  }

  /** {@return these options with another maximum number of faces} */
  public FindOptions withMostFaces(int most) {
    return new FindOptions(
        leastConfidence, leastSize, most, passes, finder, detector, threads, turned);
  }

  /** {@return these options with another number of passes} */
  public FindOptions withPasses(int count) {
    return new FindOptions(
        leastConfidence, leastSize, mostFaces, count, finder, detector, threads, turned);
  }

  /** {@return these options with another finder, for example {@link FaceFinders#yuNet}} */
  public FindOptions withFinder(FaceFinders other) {
    return new FindOptions(
        leastConfidence, leastSize, mostFaces, passes, other, detector, threads, turned);
  }

  /** {@return these options with another device and precision} */
  public FindOptions withDetector(DetectorOptions other) {
    return new FindOptions(
        leastConfidence, leastSize, mostFaces, passes, finder, other, threads, turned);
  }

  /** {@return these options with another precision} */
  public FindOptions withPrecision(Precision precision) {
    return withDetector(new DetectorOptions(detector.device(), precision, detector.reference()));
  }

  /** {@return these options on another device} */
  public FindOptions withDevice(Device device) {
    return withDetector(detector.on(device));
  }

  /** {@return these options with another number of threads} */
  public FindOptions withThreads(int perOperation) {
    return new FindOptions(
        leastConfidence, leastSize, mostFaces, passes, finder, detector, perOperation, turned);
  }

  /** {@return these options with or without a search in four ways} */
  public FindOptions withTurned(boolean four) {
    return new FindOptions(
        leastConfidence, leastSize, mostFaces, passes, finder, detector, threads, four);
  }
}
