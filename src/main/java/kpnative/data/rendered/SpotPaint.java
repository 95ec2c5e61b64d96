package kpnative.data.rendered;

import java.util.SplittableRandom;

/** Freckles, moles, spots of age and sore spots. */
final class SpotPaint {
  private final Traits traits;
  private final SplittableRandom random;

  SpotPaint(Traits traits, SplittableRandom random) {
    this.traits = traits;
    this.random = random;
  }

  void paint(Albedo out) {
    float shown = 1 - 0.7f * traits.makeUp().foundation();
    freckles(out, shown);
    moles(out);
    for (int n = (int) (14 * Math.max(0, traits.wear() - 0.3f) * random.nextDouble()); n > 0; n--) {
      float k = shown * between(0.06f, 0.25f);
      out.spot(wide(0.30f), between(0.5f, 0.95f), between(1.5f, 5), 0.7f * k, k, 1.2f * k);
    }
    double sore = traits.blemish() * (traits.age() < 0.35f ? 14 : 4) * random.nextDouble();
    for (int n = traits.child() ? 0 : (int) sore; n > 0; n--) {
      float k = shown * between(0.08f, 0.35f) * (1 - 0.5f * traits.tone());
      out.spot(wide(0.22f), between(0.25f, 0.9f), between(0.8f, 2), 0.15f * k, k, 0.9f * k);
    }
  }

  private void freckles(Albedo out, float shown) {
    int count = (int) (260 * traits.freckles());
    for (int n = 0; n < count; n++) {
      float u = wide(0.17f);
      float v = 0.63f + 0.07f * (float) random.nextGaussian();
      if (v < 0.75f || u < 0.28f || u > 0.72f) {
        float k = shown * between(0.05f, 0.36f);
        out.spot(u, v, between(0.4f, 1.3f), 0.5f * k, k, 1.25f * k);
      }
    }
  }

  private void moles(Albedo out) {
    for (int n = random.nextInt(5) - 1; n > 0; n--) {
      float k = between(0.3f, 0.8f);
      out.spot(wide(0.2f), between(0.2f, 0.95f), between(0.7f, 1.8f), 0.8f * k, k, 1.05f * k);
    }
  }

  private float wide(float spread) {
    return 0.5f + spread * (float) Math.max(-2.3, Math.min(2.3, random.nextGaussian()));
  }

  private float between(float from, float to) {
    return from + (to - from) * (float) random.nextDouble();
  }
}
