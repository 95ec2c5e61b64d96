package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * Changes of a head's proportions beyond what scans of adults vary by; children are made of them.
 *
 * @param width of the head, 1 is unchanged
 * @param height of the face below the eyes
 * @param jaw how much wider the jaw is, -0.1 narrower by a tenth
 * @param eyes how much larger the eyes are
 */
record Proportions(float width, float height, float jaw, float eyes) {
  /** The mean face's eyes are at this y, cm; what is below is stretched. */
  private static final float EYES_Y = 3.5f;

  static Proportions draw(boolean child, SplittableRandom random) {
    return child
        ? new Proportions(
            normal(random, 1.03, 0.035),
            normal(random, 0.9, 0.03),
            normal(random, -0.02, 0.06),
            normal(random, 0.2, 0.06))
        : new Proportions(
            normal(random, 1, 0.035),
            normal(random, 1.02, 0.05),
            normal(random, -0.02, 0.06),
            normal(random, 0.03, 0.06));
  }

  private static float normal(SplittableRandom random, double mean, double deviation) {
    return (float) (mean + deviation * random.nextGaussian());
  }

  /** Moves positions of the head's frame. */
  void apply(float[] p, float[][] eyeCentres) {
    for (float[] eye : eyeCentres) {
      enlarge(p, eye);
    }
    for (int i = 0; i < p.length; i += 3) {
      float y = p[i + 1];
      float below = Math.min(0, y - EYES_Y);
      float neck = Math.max(0, Math.min(1, (y + 16) / 6));
      p[i + 1] = y + below * (height - 1) * neck;
      float low = Noise.step(1, 7, -y) * Noise.step(-1, 5, p[i + 2]);
      p[i] *= width * (1 + jaw * low);
    }
  }

  private void enlarge(float[] p, float[] eye) {
    for (int i = 0; i < p.length; i += 3) {
      float dx = p[i] - eye[0];
      float dy = p[i + 1] - eye[1];
      float dz = p[i + 2] - eye[2];
      float d = dx * dx / 6.8f + dy * dy / 4.8f + dz * dz / 36;
      if (d < 6) {
        float w = eyes * (float) Math.exp(-d);
        p[i] += dx * w;
        p[i + 1] += dy * w;
      }
    }
  }
}
