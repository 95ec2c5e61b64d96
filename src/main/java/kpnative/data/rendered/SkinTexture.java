package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * The painted skin of one face: linear albedo and a factor on the highlight as a function of the
 * head model's texture coordinates, and the keypoints that follow from the paint.
 *
 * <p>u runs to the person's left, v up, 0 to 1. Immutable, so any thread may sample it. A texture
 * takes 2.4 MB.
 */
final class SkinTexture {
  private static final int SIZE = Albedo.SIZE;

  private final float[] texels;
  private final float[] brows;
  private final LipPaint lip;
  private final BeardPaint beard;

  private SkinTexture(float[] texels, float[] brows, LipPaint lip, BeardPaint beard) {
    this.texels = texels;
    this.brows = brows;
    this.lip = lip;
    this.beard = beard;
  }

  /**
   * {@return the skin of a person}
   *
   * @param cues the expression's folds
   * @param random all that the traits leave open is drawn from it
   */
  static SkinTexture paint(
      Traits traits, HeadAtlas atlas, ExpressionCues cues, SplittableRandom random) {
    return paint(traits, atlas, cues, true, random);
  }

  /**
   * {@return the same}
   *
   * @param detail whether there are folds, spots and places of other colours; without, there are
   *     brows, lips, eyes' surroundings and a beard on skin of one colour
   */
  static SkinTexture paint(
      Traits traits,
      HeadAtlas atlas,
      ExpressionCues cues,
      boolean detail,
      SplittableRandom random) {
    LipPaint lip = new LipPaint(traits, atlas, random.split());
    BrowPaint brow = new BrowPaint(traits, cues, random.split());
    Albedo albedo = new Albedo();
    FoldPaint folds = new FoldPaint(traits, cues, random.split());
    SkinBase base = new SkinBase(traits, random.split());
    SpotPaint spots = new SpotPaint(traits, random.split());
    if (detail) {
      base.fill(albedo, folds.paint());
      spots.paint(albedo);
    } else {
      base.fillEvenly(albedo);
    }
    BeardPaint beard = new BeardPaint(traits, lip, random.split());
    beard.paint(albedo);
    lip.paint(albedo);
    new EyePaint(traits, atlas, random.split()).paint(albedo);
    brow.paint(albedo);
    return new SkinTexture(albedo.values, brow.points(), lip, beard);
  }

  /**
   * Reads a place, between texels bilinearly; beyond the border, the border's.
   *
   * @param out gets linear red, green, blue, each 0.004 to 1, and the factor on the highlight,
   *     0.004 to 1
   */
  void sample(float u, float v, float[] out) {
    float x = Math.max(0, Math.min(SIZE - 1.001f, u * SIZE - 0.5f));
    float y = Math.max(0, Math.min(SIZE - 1.001f, (1 - v) * SIZE - 0.5f));
    int i = (int) x;
    int j = (int) y;
    float fx = x - i;
    float fy = y - j;
    int at = (j * SIZE + i) * 4;
    int below = at + SIZE * 4;
    float[] t = texels;
    float a = (1 - fx) * (1 - fy);
    float b = fx * (1 - fy);
    float c = (1 - fx) * fy;
    float d = fx * fy;
    out[0] = a * t[at] + b * t[at + 4] + c * t[below] + d * t[below + 4];
    out[1] = a * t[at + 1] + b * t[at + 5] + c * t[below + 1] + d * t[below + 5];
    out[2] = a * t[at + 2] + b * t[at + 6] + c * t[below + 2] + d * t[below + 6];
    out[3] = a * t[at + 3] + b * t[at + 7] + c * t[below + 3] + d * t[below + 7];
  }

  /** {@return u and v of points 17 to 26, on the upper edge of the brows' hair, [20]} */
  float[] brows() {
    return brows.clone();
  }

  /** {@return u and v of points 48 to 59, on the outer edge of the lips, [24]} */
  float[] lips() {
    return lip.points();
  }

  /**
   * {@return how densely the beard grows at a place, 0 to 1; none on the lips. Strength and length
   * are {@link Traits#beard()}'s}
   */
  float beardDensity(float u, float v) {
    return beard.density(u, v);
  }
}
