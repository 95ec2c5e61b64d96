package kpnative.data.rendered;

/**
 * One colour all over: plastic, metal, glass, leather.
 *
 * @param colour linear albedo
 * @param shine strength of highlights
 * @param gloss their sharpness
 */
record Plastic(float[] colour, float shine, float gloss) implements Material {
  @Override
  public void paint(Hit hit, Paint paint) {
    paint.colour(colour);
    paint.specular = shine;
    paint.gloss = gloss;
  }
}
