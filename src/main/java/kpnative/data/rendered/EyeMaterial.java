package kpnative.data.rendered;

/**
 * White, iris, pupil, and the lamps' reflections on the cornea. Reads attributes 2 and 3: the place
 * about the axis through the pupil, cm.
 *
 * @param iris linear albedo
 * @param irisRadius cm, 0.55 to 0.7
 * @param pupilRadius cm, 0.15 to 0.36
 * @param white linear albedo
 */
record EyeMaterial(float[] iris, float irisRadius, float pupilRadius, float[] white)
    implements Material {
  @Override
  public void paint(Hit hit, Paint paint) {
    float x = hit.attributes[2];
    float y = hit.attributes[3];
    float r = (float) Math.sqrt(x * x + y * y);
    float inIris = 1 - Noise.step(irisRadius - 0.02f, irisRadius + 0.06f, r);
    float veins = 0.14f * Noise.at(x * 7 + 3, y * 7);
    float rim = 1 - 0.25f * Noise.step(0.8f, 1.5f, r);
    paint.colour(
        white[0] * rim * (1 - 0.2f * veins),
        white[1] * rim * (1 - veins),
        white[2] * rim * (1 - veins));
    if (inIris > 0) {
      // fibres run outwards; the rim is dark
      float fibres = Noise.at(x / (r + 0.05f) * 5 + 9, y / (r + 0.05f) * 5 + 4 * r);
      float light =
          0.7f
              + 0.5f * fibres
              + 0.3f * Noise.step(0.2f, 0.45f, r)
              - 0.75f * Noise.step(irisRadius * 0.75f, irisRadius * 1.02f, r);
      float pupil = 1 - Noise.step(pupilRadius - 0.03f, pupilRadius + 0.04f, r);
      light *= 1 - pupil;
      paint.mix(
          iris[0] * light + 0.004f, iris[1] * light + 0.004f, iris[2] * light + 0.004f, inIris);
    }
    paint.specular = 0.9f;
    paint.gloss = Lamp.MIRROR;
    paint.wrap = 0.35f;
  }
}
