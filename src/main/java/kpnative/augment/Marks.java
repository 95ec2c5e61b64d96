package kpnative.augment;

import java.util.List;
import kpnative.geometry.Size;
import kpnative.image.Effect;
import kpnative.keypoints.Visibility;

/** The visibility of keypoints in an augmented input. */
final class Marks {
  private static final byte VISIBLE = Visibility.VISIBLE.code();
  private static final byte HIDDEN = Visibility.HIDDEN.code();
  private static final byte OUTSIDE = Visibility.OUTSIDE.code();

  private Marks() {}

  static void put(
      double[] xy, int count, Size input, List<Effect> effects, byte[] marks, int offset) {
    for (int k = 0; k < count; k++) {
      marks[offset + k] = mark(xy[2 * k], xy[2 * k + 1], input, effects);
    }
  }

  private static byte mark(double x, double y, Size input, List<Effect> effects) {
    boolean inside = x >= -0.5 && x < input.width() - 0.5 && y >= -0.5 && y < input.height() - 0.5;
    if (!inside) { // NaN counts as outside
      return OUTSIDE;
    }
    for (int i = 0; i < effects.size(); i++) { // no iterator is allocated
      Effect effect = effects.get(i);
      if (effect instanceof Effect.Patch p
          && covers(p.left(), p.top(), p.right(), p.bottom(), x, y, input)) {
        return HIDDEN;
      }
      if (effect instanceof Effect.Copy c
          && covers(c.left(), c.top(), c.right(), c.bottom(), x, y, input)) {
        return HIDDEN;
      }
    }
    return VISIBLE;
  }

  /**
   * {@return whether the patch covers the pixel at the point; a patch is painted in whole pixels}
   */
  private static boolean covers(
      double left, double top, double right, double bottom, double x, double y, Size input) {
    return x >= Math.round(left * input.width()) - 0.5
        && x < Math.round(right * input.width()) - 0.5
        && y >= Math.round(top * input.height()) - 0.5
        && y < Math.round(bottom * input.height()) - 0.5;
  }
}
