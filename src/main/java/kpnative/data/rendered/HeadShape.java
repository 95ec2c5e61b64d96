package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * One person's head with one expression: what is added to the mean.
 *
 * @param identity weights of the first identity components, in standard deviations
 * @param expression weights of all expressions
 * @param proportions changes that no component makes
 */
record HeadShape(float[] identity, float[] expression, Proportions proportions) {
  /** Of the hundred components; each of the others moves the face by 0.15 mm on average or less. */
  private static final int COMPONENTS = 50;

  static HeadShape draw(HeadModel model, boolean child, SplittableRandom random) {
    // beyond normal tails: two in five heads are drawn half again as wide
    float spread = random.nextDouble() < 0.6 ? 1.1f : 1.45f;
    float[] identity = new float[Math.min(COMPONENTS, model.identity().length)];
    for (int i = 0; i < identity.length; i++) {
      identity[i] = Math.max(-3, Math.min(3, spread * (float) random.nextGaussian()));
    }
    return new HeadShape(
        identity, Expressions.draw(model, random), Proportions.draw(child, random));
  }

  /**
   * {@return x, y, z of each vertex, head's frame, cm, [V, 3]; those that no surface uses stay at
   * the mean}
   */
  float[] positions(Head head) {
    return positions(head, head.model.vertexCount());
  }

  /** {@return x, y, z of the first {@code count} vertices, those of the face being the first} */
  float[] positions(Head head, int count) {
    float[] p = head.modes.sum(identity, expression, count);
    proportions.apply(p, head.regions);
    return p;
  }

  /** {@return the same person without an expression} */
  HeadShape atRest() {
    return withExpression(0);
  }

  /** {@return the same person with this share of the expression} */
  HeadShape withExpression(float share) {
    float[] less = expression.clone();
    for (int i = 0; i < less.length; i++) {
      less[i] *= share;
    }
    return new HeadShape(identity, less, proportions);
  }
}
