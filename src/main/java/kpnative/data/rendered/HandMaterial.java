package kpnative.data.rendered;

/**
 * A hand's skin: paler and redder on the palm, redder at the knuckles, with nails.
 *
 * @param skin linear albedo of the face's skin
 * @param nail linear albedo
 * @param shine of the skin
 */
record HandMaterial(float[] skin, float[] nail, float shine) implements Material {
  @Override
  public void paint(Hit hit, Paint paint) {
    float n =
        0.9f
            + 0.14f * Noise.at(hit.restX * 1.7f + 40, hit.restY * 1.7f + hit.restZ)
            + 0.08f * Noise.at(hit.restX * 6, hit.restY * 6 + 4 * hit.restZ);
    float palm = 0.6f * hit.attributes[1];
    paint.colour(skin[0] * n, skin[1] * n, skin[2] * n);
    paint.mix(
        n * (0.5f * skin[0] + 0.26f),
        n * (0.5f * skin[1] + 0.13f),
        n * (0.5f * skin[2] + 0.09f),
        palm);
    float knuckle = Math.max(0, hit.attributes[2]) * (1 - palm);
    float crease = 0.8f + 0.4f * Noise.at(hit.restX * 2, hit.restY * 7 + hit.restZ * 7);
    paint.red *= 1 - 0.08f * knuckle * crease;
    paint.green *= 1 - 0.22f * knuckle * crease;
    paint.blue *= 1 - 0.24f * knuckle * crease;
    paint.specular = shine;
    paint.gloss = 14;
    paint.wrap = 0.25f;
    paint.translucent = true;
    float m = Noise.step(0, 0.3f, hit.attributes[0]);
    if (m > 0) {
      paint.mix(nail[0], nail[1], nail[2], 0.75f * m);
      paint.specular += 0.15f * m;
      paint.gloss += 40 * m;
    }
  }
}
