package kpnative.data.rendered;

import org.jspecify.annotations.Nullable;

/**
 * Skin of the face, which has a texture, or of the neck, which has none; hair's roots where
 * attribute 0 is above 0, cloth where attribute 1 is.
 */
final class SkinMaterial implements Material {
  private final @Nullable SkinTexture texture;
  private final float[] base;
  private final float[] hair;
  private final Outfit outfit;
  private final float shine;
  private final float gloss;
  private final float[] rgbs = new float[4];

  /**
   * @param texture null for the neck
   * @param base linear albedo of the neck
   * @param hair linear albedo of the roots
   * @param shine strength of highlights, 0.01 for dry skin, 0.2 for oily
   */
  SkinMaterial(
      @Nullable SkinTexture texture,
      float[] base,
      float[] hair,
      Outfit outfit,
      float shine,
      float gloss) {
    this.texture = texture;
    this.base = base;
    this.hair = hair;
    this.outfit = outfit;
    this.shine = shine;
    this.gloss = gloss;
  }

  @Override
  public void paint(Hit hit, Paint paint) {
    paint.specular = shine;
    paint.gloss = gloss;
    paint.wrap = 0.25f;
    paint.translucent = true;
    if (texture != null) {
      texture.sample(hit.u, hit.v, rgbs);
      paint.colour(rgbs[0], rgbs[1], rgbs[2]);
      paint.specular *= rgbs[3];
    } else {
      float n = 0.92f + 0.16f * Noise.at(hit.restX * 1.5f + 40, hit.restY * 1.5f + hit.restZ);
      paint.colour(base[0] * n, base[1] * n, base[2] * n);
    }
    roots(hit, paint);
    outfit.paint(hit, paint);
  }

  private void roots(Hit hit, Paint paint) {
    float amount = hit.attributes[0];
    if (amount <= -1) {
      return;
    }
    float x = hit.restX;
    float y = hit.restY + 0.7f * hit.restZ;
    float uneven = Noise.at(x * 5 + 67, y * 5) - 0.5f;
    float m = Noise.step(-0.5f, 0.5f, amount + 0.4f * uneven);
    if (m > 0) {
      float g = 0.5f + 0.5f * Noise.at(x * 9 + 5, y * 3);
      paint.mix(hair[0] * g, hair[1] * g, hair[2] * g, m);
      paint.specular *= 1 - 0.8f * m;
    }
  }
}
