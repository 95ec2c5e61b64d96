package kpnative.data.rendered;

/**
 * Hair as a mass: streaks along the hairs, lighter towards the tips. A hit's rest place is across
 * the hairs, along them and which lock it is; attribute 0 is the share of the tips' colour, 1 the
 * brightness.
 */
final class HairMaterial implements Material {
  private final float[] root;
  private final float[] tip;
  private final float shine;
  private final float contrast;
  private final float across;
  private final float along;

  /**
   * @param shine strength of highlights
   * @param contrast how much brightness differs from streak to streak, 0 to 1
   * @param grain 0: streaks along the hairs, 1: as curled as wool
   */
  HairMaterial(float[] root, float[] tip, float shine, float contrast, float grain) {
    this.root = root;
    this.tip = tip;
    this.shine = shine * (1 - 0.7f * grain);
    this.contrast = contrast;
    across = 5 - 2.5f * grain;
    along = 0.25f + 2.2f * grain;
  }

  @Override
  public void paint(Hit hit, Paint paint) {
    float lock = hit.restZ;
    float streak = Noise.at(hit.restX * across + 3 * lock, hit.restY * along + lock);
    float level = hit.attributes[1] * (1 + contrast * (2 * streak - 1));
    float m = Math.max(0, Math.min(1, hit.attributes[0] + 0.5f * (streak - 0.5f)));
    paint.colour(
        level * (root[0] + m * (tip[0] - root[0])),
        level * (root[1] + m * (tip[1] - root[1])),
        level * (root[2] + m * (tip[2] - root[2])));
    paint.hair = true;
    paint.specular = shine * (0.3f + 1.4f * streak);
    paint.wrap = 0.3f;
  }

  @Override
  public boolean joins() {
    return true;
  }
}
