package kpnative.eval;

import java.util.List;
import kpnative.geometry.Box;
import kpnative.keypoints.Keypoints;

/**
 * The mean training shape, stretched into a face box regardless of the picture: the baseline that a
 * model has to beat. Immutable.
 */
public final class MeanShapeBaseline {
  private static final double MIDDLE = 0.5;

  private final Keypoints unit; // (0, 0) is the box's top left corner, (1, 1) the bottom right

  private MeanShapeBaseline(Keypoints unit) {
    this.unit = unit;
  }

  /**
   * A training face and its box, both in the same frame.
   *
   * @param keypoints all K of the schema
   * @param box made by the same rule as the boxes that {@link #predict} receives later
   */
  public record Sample(Keypoints keypoints, Box box) {}

  /**
   * {@return the mean over the faces of their keypoints, in fractions of their boxes' width and
   * height: of each keypoint over the faces that have it; the box's middle if none has}
   *
   * @throws IllegalArgumentException if there is no face, or their numbers of keypoints differ
   */
  public static MeanShapeBaseline fit(List<Sample> training) {
    if (training.isEmpty()) {
      throw new IllegalArgumentException("a mean shape needs at least one face, got 0");
    }
    int count = training.get(0).keypoints().count();
    double[] sum = new double[2 * count];
    int[] present = new int[count];
    for (Sample s : training) {
      Keypoints k = s.keypoints();
      Box b = s.box();
      if (k.count() != count) {
        throw new IllegalArgumentException(
            "a mean shape needs faces with the same number of keypoints, got "
                + count
                + " and "
                + k.count());
      }
      for (int i = 0; i < count; i++) {
        if (k.isPresent(i)) {
          sum[2 * i] += (k.x(i) - b.left()) / b.width();
          sum[2 * i + 1] += (k.y(i) - b.top()) / b.height();
          present[i]++;
        }
      }
    }
    for (int i = 0; i < count; i++) {
      sum[2 * i] = present[i] == 0 ? MIDDLE : sum[2 * i] / present[i];
      sum[2 * i + 1] = present[i] == 0 ? MIDDLE : sum[2 * i + 1] / present[i];
    }
    return new MeanShapeBaseline(Keypoints.of(sum));
  }

  /**
   * {@return the baseline of a mean shape that was fitted earlier}
   *
   * @param unit the result of {@link #unit}: fractions of a box's width and height
   */
  public static MeanShapeBaseline of(Keypoints unit) {
    return new MeanShapeBaseline(unit);
  }

  /** {@return all K keypoints of the mean shape in {@code box}, in the frame of the box} */
  public Keypoints predict(Box box) {
    double[] xy = new double[2 * unit.count()];
    for (int i = 0; i < unit.count(); i++) {
      xy[2 * i] = box.left() + unit.x(i) * box.width();
      xy[2 * i + 1] = box.top() + unit.y(i) * box.height();
    }
    return Keypoints.of(xy);
  }

  /**
   * {@return the mean shape in fractions of a box: (0, 0) is its top left corner, (1, 1) the bottom
   * right}
   */
  public Keypoints unit() {
    return unit;
  }
}
