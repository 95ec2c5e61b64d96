package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * Wrinkles and creases: lines of dark skin with a lighter ridge beside them, from age, from what
 * the expression does, and at random. Their strength is melanin of {@link SkinBase}.
 */
final class FoldPaint {
  private static final int SAMPLES = 12;

  private final float wear;
  private final ExpressionCues cues;
  private final SplittableRandom random;
  private final Ink ink;

  FoldPaint(Traits traits, ExpressionCues cues, SplittableRandom random) {
    this.cues = cues;
    this.random = random;
    ink = new Ink(0, 0, 1, 1);
    wear = traits.wear();
  }

  /** {@return the folds, over the whole texture} */
  Ink paint() {
    lids();
    forehead();
    glabella();
    for (int side = 0; side < 2; side++) {
      boolean mirror = side == 1;
      besideEye(mirror);
      belowEye(mirror);
      besideMouth(mirror);
      besideNose(mirror);
    }
    below();
    neck();
    return ink;
  }

  /** The crease of the upper lids; some lids have none, or one that lies on the lashes. */
  private void lids() {
    float depth = chance(0.17) ? 0 : between(0.35f, 1.25f);
    if (depth == 0) {
      return;
    }
    float h = between(0.006f, 0.024f);
    float outer = between(0.2f, 0.9f);
    float[] path = {
      0.313f, 0.722f + outer * h,
      0.334f, 0.7265f + (0.3f + 0.65f * outer) * h,
      0.360f, 0.7285f + h,
      0.385f, 0.7255f + 0.9f * h,
      0.403f, 0.7170f + 0.55f * h
    };
    float half = between(0.45f, 0.9f);
    for (int side = 0; side < 2; side++) {
      fold(shaken(path, 0.0012f), side == 1, half, depth * between(0.85f, 1.1f), -0.006f);
    }
    if (wear > 0.4f && chance(0.6)) { // the fold above hangs lower with age
      fold(shaken(UvCurve.moved(path, -0.004f, 0.011f), 0.002f), false, 0.9f, 0.4f * wear, 0.008f);
      fold(shaken(UvCurve.moved(path, -0.004f, 0.011f), 0.002f), true, 0.9f, 0.4f * wear, 0.008f);
    }
  }

  private void forehead() {
    float depth = 0.55f * wear * between(0.2f, 1.2f) + 0.45f * cues.browRaise();
    if (depth < 0.06f) {
      return;
    }
    int lines = 2 + random.nextInt(4);
    float gap = between(0.014f, 0.024f);
    float v = between(0.825f, 0.845f);
    float dip = between(-0.010f, 0.008f);
    for (int i = 0; i < lines; i++, v += gap * between(0.8f, 1.2f)) {
      float reach = between(0.06f, 0.19f);
      float shift = between(-0.7f, 0.7f) * (0.2f - reach);
      float[] path = new float[10];
      for (int k = 0; k < 5; k++) { // an arc that bends at the temples
        float u = shift + (k - 2) * 0.5f * reach;
        path[2 * k] = 0.5f + u;
        path[2 * k + 1] = v + dip * (float) Math.cos(14 * u) - 0.25f * u * u;
      }
      fold(shaken(path, 0.0018f), false, between(0.5f, 1), depth * between(0.4f, 1.1f), -0.006f);
    }
  }

  private void glabella() {
    float depth = 0.5f * wear * between(0, 1.2f) + 0.75f * cues.frown();
    if (depth < 0.08f) {
      return;
    }
    for (int side = 0; side < 2; side++) {
      float u = between(0.010f, 0.024f);
      float[] path = {
        0.5f - 0.8f * u,
        between(0.740f, 0.752f),
        0.5f - 1.1f * u,
        0.772f,
        0.5f - u,
        between(0.785f, 0.81f)
      };
      fold(shaken(path, 0.002f), side == 1, between(0.6f, 1.1f), depth * between(0.3f, 1.1f), 0);
    }
    if (cues.noseWrinkle() > 0.1f || chance(0.3 * wear)) {
      float d = 0.3f * wear + 0.7f * cues.noseWrinkle();
      for (float v = 0.712f; v < 0.745f; v += between(0.010f, 0.016f)) {
        float[] path = {0.47f, v - 0.004f, 0.5f, v + 0.002f, 0.53f, v - 0.004f};
        fold(shaken(path, 0.002f), false, 0.6f, d * between(0.4f, 1), -0.005f);
      }
    }
  }

  private void besideEye(boolean mirror) {
    float depth = 0.5f * wear * between(0.3f, 1.2f) + 0.4f * cues.squint() + 0.3f * cues.smile();
    int lines = 2 + random.nextInt(3);
    for (int i = 0; i < lines && depth > 0.08f; i++) {
      float fan = (i - 0.5f * (lines - 1)) / lines;
      float length = between(0.025f, 0.06f);
      float u = 0.302f - between(0, 0.008f);
      float v = 0.719f + 0.018f * fan;
      float[] path = {
        u, v, u - 0.5f * length, v + 0.5f * length * fan, u - length, v + 1.3f * length * fan
      };
      fold(shaken(path, 0.002f), mirror, between(0.4f, 0.7f), depth * between(0.4f, 1), -0.004f);
    }
  }

  private void belowEye(boolean mirror) {
    float depth = 0.12f + 0.4f * wear + 0.4f * cues.squint() + 0.25f * cues.smile();
    float drop = between(0, 0.012f);
    float[] near = {
      0.404f,
      0.706f - 0.4f * drop,
      0.385f,
      0.698f - drop,
      0.355f,
      0.696f - drop,
      0.325f,
      0.702f - drop
    };
    fold(shaken(near, 0.002f), mirror, between(0.5f, 1), depth * between(0.2f, 1), 0.006f);
    if (chance(0.25 + 0.6 * wear)) { // from the eye's corner down over the cheek
      float low = between(0.01f, 0.03f);
      float[] far = {
        0.408f, 0.702f, 0.390f, 0.682f - 0.5f * low, 0.360f, 0.672f - low, 0.325f, 0.676f - low
      };
      fold(
          shaken(far, 0.003f),
          mirror,
          between(1, 2),
          (0.1f + 0.4f * wear) * between(0.3f, 1),
          0.009f);
    }
  }

  private void besideMouth(boolean mirror) {
    float depth = between(0, 0.22f) + 0.5f * wear * between(0.3f, 1.1f) + 0.6f * cues.smile();
    float out = between(-0.008f, 0.012f) + 0.012f * cues.smile();
    float end = between(0.40f, 0.47f) - 0.03f * wear;
    float[] path = {
      0.418f,
      0.572f,
      0.402f - 0.3f * out,
      0.548f,
      0.384f - 0.8f * out,
      0.51f,
      0.368f - out,
      0.5f * (0.505f + end),
      0.364f - out,
      end
    };
    fold(shaken(path, 0.003f), mirror, between(0.8f, 1.9f), depth, 0.010f);
    float sad = 0.5f * wear * between(0, 1) - 0.05f;
    if (sad > 0.05f) {
      float[] down = {0.384f, 0.432f, 0.374f, 0.40f, 0.376f, between(0.34f, 0.37f)};
      fold(shaken(down, 0.003f), mirror, between(0.6f, 1.4f), sad, 0.008f);
    }
  }

  /** The groove around the nose's wing, which all faces have. */
  private void besideNose(boolean mirror) {
    float[] path = {0.431f, 0.590f, 0.419f, 0.578f, 0.415f, 0.560f, 0.424f, 0.545f, 0.438f, 0.543f};
    fold(shaken(path, 0.0012f), mirror, between(0.6f, 1.2f), between(0.2f, 0.65f), 0);
  }

  private void below() {
    if (chance(0.3 + 0.4 * wear)) {
      float v = between(0.322f, 0.336f);
      float[] path = {0.455f, v - 0.006f, 0.5f, v + 0.002f, 0.545f, v - 0.006f};
      fold(shaken(path, 0.003f), false, between(1, 2), between(0.08f, 0.3f), 0);
    }
  }

  private void neck() {
    int lines = random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      float v = between(0.03f, 0.17f);
      float[] path = {
        0.2f, v + 0.01f, 0.36f, v - 0.004f, 0.5f, v - 0.01f, 0.64f, v - 0.004f, 0.8f, v + 0.01f
      };
      fold(
          shaken(path, 0.006f), false, between(0.6f, 1.2f), between(0.05f, 0.15f + 0.3f * wear), 0);
    }
  }

  /**
   * @param ridge how much higher the lighter ridge lies beside the fold, or 0 for none
   */
  private void fold(float[] knots, boolean mirror, float half, float depth, float ridge) {
    float[] path = UvCurve.through(mirror ? UvCurve.mirrored(knots) : knots, SAMPLES);
    if (ridge != 0) {
      ink.taperedPath(UvCurve.moved(path, 0, ridge), 1.2f * half + 0.5f, -0.22f * depth);
    }
    ink.softPath(path, half, depth);
  }

  private float[] shaken(float[] knots, float by) {
    float[] out = knots.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += by * (float) random.nextGaussian();
    }
    return out;
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }

  private float between(float from, float to) {
    return from + (to - from) * (float) random.nextDouble();
  }
}
