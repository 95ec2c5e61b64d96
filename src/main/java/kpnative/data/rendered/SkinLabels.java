package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * The keypoints that follow from a face's paint, without the paint.
 *
 * @param brows u and v of points 17 to 26, on the upper edge of the brows' hair, [20]
 * @param lips u and v of points 48 to 59, on the outer edge of the lips, [24]
 */
record SkinLabels(float[] brows, float[] lips) {
  /** {@return the labels of what {@link SkinTexture#paint} paints with the same arguments} */
  static SkinLabels of(
      Traits traits, HeadAtlas atlas, ExpressionCues cues, SplittableRandom random) {
    // in the order of SkinTexture.paint, which draws these two first
    LipPaint lips = new LipPaint(traits, atlas, random.split());
    return new SkinLabels(new BrowPaint(traits, cues, random.split()).points(), lips.points());
  }
}
