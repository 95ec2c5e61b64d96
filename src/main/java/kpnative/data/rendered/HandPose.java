package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * How the fingers of a hand are bent. Fingers are numbered from the index, 0, to the little one, 3.
 *
 * @param knuckle bend at the knuckles, radians, [4]
 * @param middle bend at the middle joints, [4]; the last joints bend two thirds as much
 * @param spread angle between two fingers
 * @param thumbOut how far the thumb stands off sideways: 0 along the fingers, 1 across
 * @param thumbIn how far it bends over the palm, 0 to 1
 */
record HandPose(float[] knuckle, float[] middle, double spread, double thumbOut, double thumbIn) {
  /** Names of poses. */
  enum Kind {
    OPEN,
    RELAXED,
    CUPPED,
    FIST,
    POINT,
    VICTORY,
    PINCH
  }

  static HandPose draw(Kind kind, SplittableRandom random) {
    double k =
        switch (kind) {
          case OPEN -> 0.1;
          case RELAXED -> 0.45;
          case CUPPED -> 0.6;
          case FIST, POINT, VICTORY -> 1.4;
          case PINCH -> 0.85;
        };
    double m =
        switch (kind) {
          case OPEN -> 0.12;
          case RELAXED -> 0.5;
          case CUPPED -> 0.9;
          case FIST, POINT, VICTORY -> 1.65;
          case PINCH -> 0.8;
        };
    float[] knuckle = new float[4];
    float[] middle = new float[4];
    double all = 0.15 * random.nextGaussian();
    for (int f = 0; f < 4; f++) {
      boolean straight = (kind == Kind.POINT && f == 0) || (kind == Kind.VICTORY && f < 2);
      double bent = straight ? 0.1 : k;
      knuckle[f] =
          (float) Math.max(-0.2, bent + (straight ? 0.1 : all) + 0.08 * random.nextGaussian());
      double bend = straight ? 0.12 : m;
      middle[f] =
          (float)
              Math.max(0, bend + (kind == Kind.OPEN ? 0 : 0.06 * f) + 0.1 * random.nextGaussian());
    }
    double spread =
        switch (kind) {
          case OPEN -> 0.02 + 0.2 * random.nextDouble();
          case VICTORY -> 0.25;
          case FIST -> 0;
          default -> 0.08 * random.nextDouble();
        };
    boolean closed = kind == Kind.FIST || kind == Kind.POINT || kind == Kind.VICTORY;
    double thumbOut =
        closed
            ? 0.35
            : kind == Kind.OPEN ? 0.3 + 0.7 * random.nextDouble() : 0.2 + 0.5 * random.nextDouble();
    double thumbIn =
        closed
            ? 0.85
            : kind == Kind.PINCH ? 0.8 : kind == Kind.CUPPED ? 0.6 : 0.4 * random.nextDouble();
    return new HandPose(knuckle, middle, spread, thumbOut, thumbIn);
  }
}
