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
  void apply(float[] p, HeadRegions regions) {
    for (HeadRegions.Eye eye : regions.eyes()) {
      int[] vertices = eye.vertices();
      for (int k = 0; k < vertices.length && 3 * vertices[k] < p.length; k++) {
        int i = 3 * vertices[k];
        float w = eyes * eye.nearness()[k];
        p[i] += (p[i] - eye.x()) * w;
        p[i + 1] += (p[i + 1] - eye.y()) * w;
      }
    }
    float[] neck = regions.aboveNeck();
    float[] low = regions.jaw();
    for (int v = 0, i = 0; i < p.length; v++, i += 3) {
      p[i + 1] += Math.min(0, p[i + 1] - EYES_Y) * (height - 1) * neck[v];
      p[i] *= width * (1 + jaw * low[v]);
    }
  }
}
