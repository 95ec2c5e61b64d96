package kpnative.eval;

import java.util.OptionalDouble;
import kpnative.geometry.Box;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/**
 * The normalisers of the normalised mean error (NME): what the mean keypoint error of a face is
 * divided by.
 *
 * <p>The normaliser is computed from all K ground-truth keypoints, even if only some of them are
 * predicted.
 */
public enum Nme {
  /** The distance of the outer eye corners, as in 300-W. */
  INTER_OCULAR("inter-ocular"),
  /** The distance of the pupils or eye centres; it gives larger NMEs than inter-ocular. */
  INTER_PUPIL("inter-pupil"),
  /** The square root of the area of the ground-truth keypoints' bounding box. */
  BOX("box");

  private final String label;

  Nme(String label) {
    this.label = label;
  }

  /**
   * {@return the normaliser of a face, in the pixels of its frame; empty if the schema or the face
   * lacks the keypoints, or, for {@link #BOX}, has a single one}
   *
   * @param truth all K ground-truth keypoints of the schema
   * @throws IllegalArgumentException if the number of keypoints is not the schema's, or the
   *     normaliser is 0
   */
  public OptionalDouble normaliser(KeypointSchema schema, Keypoints truth) {
    OptionalDouble d =
        switch (this) {
          case INTER_OCULAR -> schema.interOcular(truth);
          case INTER_PUPIL -> schema.interPupil(truth);
          case BOX -> boxSide(schema, truth);
        };
    if (d.isPresent() && !(d.getAsDouble() > 0 && Double.isFinite(d.getAsDouble()))) {
      throw new IllegalArgumentException(
          "the " + label + " normaliser must be greater than 0, got " + d.getAsDouble());
    }
    return d;
  }

  /**
   * {@return the mean distance of corresponding keypoints, divided by {@code normaliser}, over
   * those whose truth is present; NaN if none is}
   *
   * @param truth the ground truth of the keypoints in {@code predicted}, in the same order and
   *     frame
   * @param normaliser in pixels of that frame, greater than 0
   * @throws IllegalArgumentException if the numbers of keypoints differ
   */
  public static double of(Keypoints truth, Keypoints predicted, double normaliser) {
    if (truth.count() != predicted.count()) {
      throw new IllegalArgumentException(
          "an NME needs as many predicted as ground-truth keypoints, got "
              + predicted.count()
              + " and "
              + truth.count());
    }
    double sum = 0;
    for (int k = 0; k < truth.count(); k++) {
      if (truth.isPresent(k)) {
        sum += truth.point(k).distanceTo(predicted.point(k));
      }
    }
    return sum / truth.presentCount() / normaliser;
  }

  private static OptionalDouble boxSide(KeypointSchema schema, Keypoints truth) {
    if (truth.count() != schema.count()) {
      throw new IllegalArgumentException(
          schema + " needs " + schema.count() + " keypoints, got " + truth.count());
    }
    if (schema.count() == 1 || !(truth.isComplete() || truth.spansBox())) {
      return OptionalDouble.empty();
    }
    Box extent = truth.extent();
    return OptionalDouble.of(Math.sqrt(extent.width() * extent.height()));
  }

  /** {@return the normaliser's name: {@code inter-ocular}, {@code inter-pupil}, {@code box}} */
  @Override
  public String toString() {
    return label;
  }
}
