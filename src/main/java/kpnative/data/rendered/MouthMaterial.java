package kpnative.data.rendered;

/**
 * Gums, tongue, teeth or an eye's socket: wet, of one colour, darker in patches.
 *
 * @param colour linear albedo
 * @param shine strength of the highlights
 */
record MouthMaterial(float[] colour, float shine) implements Material {
  @Override
  public void paint(Hit hit, Paint paint) {
    float n = 0.85f + 0.3f * Noise.at(hit.restX * 3, hit.restY * 3 + hit.restZ);
    paint.colour(colour[0] * n, colour[1] * n, colour[2] * n);
    paint.specular = shine;
    paint.gloss = 40;
    paint.wrap = 0.2f;
  }
}
