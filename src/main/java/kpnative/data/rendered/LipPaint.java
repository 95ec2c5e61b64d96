package kpnative.data.rendered;

import java.util.SplittableRandom;
import kpnative.data.rendered.Traits.LipShape;

/**
 * Lips, painted from the curves that their keypoints lie on: the outer edge runs through points 48
 * to 54 above and 54 to 59 and 48 below, so labels and paint cannot part.
 */
final class LipPaint {
  private static final int SAMPLES = 64;

  private final Traits traits;
  private final SplittableRandom random;
  private final float[] outer; // points 48 to 59
  private final float[] above;
  private final float[] below;
  private final float[] innerAbove;
  private final float[] innerBelow;

  LipPaint(Traits traits, HeadAtlas atlas, SplittableRandom random) {
    this.traits = traits;
    this.random = random;
    outer = edge(traits.lips(), atlas, random);
    float[] top = new float[14];
    System.arraycopy(outer, 0, top, 0, 14);
    float[] bottom = new float[14];
    for (int k = 0; k < 7; k++) { // from 48 by 59 to 54, left to right
      int from = 2 * ((12 - k) % 12);
      bottom[2 * k] = outer[from];
      bottom[2 * k + 1] = outer[from + 1];
    }
    above = UvCurve.through(top, SAMPLES);
    below = UvCurve.through(bottom, SAMPLES);
    innerAbove = inner(atlas, 60, 61, 62, 63, 64);
    innerBelow = inner(atlas, 60, 67, 66, 65, 64);
  }

  private static float[] inner(HeadAtlas atlas, int... landmarks) {
    float[] knots = new float[2 * landmarks.length];
    for (int i = 0; i < landmarks.length; i++) {
      knots[2 * i] = atlas.u(landmarks[i]);
      knots[2 * i + 1] = atlas.v(landmarks[i]);
    }
    return UvCurve.through(knots, SAMPLES);
  }

  /** {@return u and v of points 48 to 59, [24]} */
  float[] points() {
    return outer.clone();
  }

  private static float[] edge(LipShape shape, HeadAtlas atlas, SplittableRandom random) {
    float[] out = new float[24];
    float lopsided = 0.03f * (float) random.nextGaussian();
    for (int k = 0; k < 12; k++) {
      float u = atlas.u(48 + k);
      float v = atlas.v(48 + k);
      if (k == 2 || k == 4) {
        u -= (k - 3) * 0.004f; // people mark the bow's tips nearer to the middle than the model
      } else if (k == 8 || k == 10) {
        u += (k - 9) * 0.016f;
      }
      if (k % 6 != 0) {
        boolean upper = k < 6;
        float side = Math.abs(u - 0.5f) / 0.12f;
        float factor = upper ? shape.upper() : shape.lower();
        factor *= 1 + 0.18f * shape.corner() * (side * side - 0.3f) + lopsided * (u - 0.5f) / 0.1f;
        float root = root(atlas, u, upper);
        v = root + factor * (v - root);
        if (k == 3) {
          v -= 0.6f * shape.bow();
        } else if (k == 2 || k == 4) {
          v += 0.4f * shape.bow();
        }
      }
      out[2 * k] = u;
      out[2 * k + 1] = v;
    }
    return out;
  }

  /** {@return v where the lip leaves the other lip, at {@code u}} */
  private static float root(HeadAtlas atlas, float u, boolean upper) {
    int[] inner = upper ? new int[] {60, 61, 62, 63, 64} : new int[] {60, 67, 66, 65, 64};
    int i = 0;
    while (i < 3 && u > atlas.u(inner[i + 1])) {
      i++;
    }
    float from = atlas.u(inner[i]);
    float share = Math.max(0, Math.min(1, (u - from) / (atlas.u(inner[i + 1]) - from)));
    return atlas.v(inner[i]) + share * (atlas.v(inner[i + 1]) - atlas.v(inner[i]));
  }

  void paint(Albedo out) {
    int left = Math.max(0, (int) Math.ceil(Albedo.x(outer[0]) - 1));
    int right = Math.min(Albedo.SIZE - 1, (int) (Albedo.x(outer[12]) + 1));
    float soft = traits.lips().softness() * Albedo.SIZE;
    float stick = traits.makeUp().lipstick();
    soft = Math.max(0.8f, soft * (1 - 0.6f * stick));
    float opacity = Math.max(stick, (1 - stick) * traits.lips().contrast());
    float streaks = 0.10f * (1 - 0.5f * stick);
    float gloss = 1 + (0.6f + 1.6f * stick) * (float) random.nextDouble();
    int dx = random.nextInt(NoiseTile.PERIOD);
    int dy = random.nextInt(NoiseTile.PERIOD);
    float bright = 0.12f * (float) random.nextDouble();
    float wetness = 1 - 0.75f * traits.tone();
    for (int x = left; x <= right; x++) {
      float top = Albedo.y(height(above, Albedo.u(x)));
      float bottom = Albedo.y(height(below, Albedo.u(x)));
      float wetTop = Albedo.y(height(innerAbove, Albedo.u(x)));
      float wetBottom = Albedo.y(height(innerBelow, Albedo.u(x)));
      float middle = Albedo.v((int) (0.5f * (wetTop + wetBottom)));
      int first = Math.max(0, (int) Math.ceil(top - soft));
      int last = Math.min(Albedo.SIZE - 1, (int) (bottom + soft));
      for (int y = first; y <= last; y++) {
        float inside = Math.min(y - top, bottom - y);
        float cover = smooth(0.5f + inside / (2 * soft));
        float v = Albedo.v(y);
        float level = 1 + streaks * NoiseTile.STREAK.at(x + dx, y + dy);
        // the lower lip's middle catches light, the upper lip is a little darker
        level += v < middle ? bright : -0.06f;
        out.mix(x, y, traits.lip(), level, cover * opacity);
        out.shine(x, y, 1 + cover * (gloss - 1));
        float within = Math.min(y - wetTop, wetBottom - y);
        if (within > -1.5f) {
          out.mix(x, y, WET, wetness, 0.9f * smooth((within + 1.5f) / 3.5f) * cover);
        }
      }
    }
  }

  /** {@return how far a place is within the lips, 0 to 1} */
  float cover(float u, float v) {
    if (u < outer[0] || u > outer[12]) {
      return 0;
    }
    float inside = Math.min(height(above, u) - v, v - height(below, u));
    return smooth(0.5f + inside / 0.008f);
  }

  /** The wet inside of the lips. */
  private static final float[] WET = {0.15f, 0.035f, 0.032f};

  private static float height(float[] curve, float u) {
    int lo = 0;
    int hi = SAMPLES - 1;
    while (hi - lo > 1) {
      int mid = (lo + hi) >>> 1;
      if (curve[2 * mid] <= u) {
        lo = mid;
      } else {
        hi = mid;
      }
    }
    float span = curve[2 * hi] - curve[2 * lo];
    float share = span > 1e-6f ? Math.max(0, Math.min(1, (u - curve[2 * lo]) / span)) : 0;
    return curve[2 * lo + 1] + share * (curve[2 * hi + 1] - curve[2 * lo + 1]);
  }

  private static float smooth(float t) {
    float s = Math.max(0, Math.min(1, t));
    return s * s * (3 - 2 * s);
  }
}
