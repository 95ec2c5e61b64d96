package kpnative.data.rendered;

import java.util.SplittableRandom;
import kpnative.data.rendered.Traits.MakeUp;

/** Lash lines, liner and eye shadow: what makes the eyes stand out of a face. */
final class EyePaint {
  private static final float[] BLACK = {0.008f, 0.007f, 0.006f};
  private static final float[] BROWN = {0.030f, 0.018f, 0.012f};

  private final Traits traits;
  private final HeadAtlas atlas;
  private final SplittableRandom random;

  EyePaint(Traits traits, HeadAtlas atlas, SplittableRandom random) {
    this.traits = traits;
    this.atlas = atlas;
    this.random = random;
  }

  void paint(Albedo out) {
    shadow(out);
    lashes(out);
  }

  private void shadow(Albedo out) {
    MakeUp put = traits.makeUp();
    if (put.shadow() < 0.02f) {
      return;
    }
    float wide = between(0, 0.8f);
    int top = (int) Albedo.y(0.80f);
    int bottom = (int) Albedo.y(0.70f);
    for (int y = top; y <= bottom; y++) {
      for (int x = (int) Albedo.x(0.25f); x <= Albedo.x(0.75f); x++) {
        float share = Math.min(1, Glow.LID.at(x, y) + wide * Glow.SOCKET.at(x, y));
        if (share > 0.02f) {
          out.mix(x, y, put.shadowColour(), 1, share * put.shadow());
        }
      }
    }
  }

  private void lashes(Albedo out) {
    MakeUp put = traits.makeUp();
    float[] brow = traits.brow();
    boolean fair = brow[1] > 0.06f;
    float upper = fair ? between(0.5f, 0.9f) : between(0.8f, 1);
    upper = Math.max(upper, 0.6f + 0.4f * Math.max(put.mascara(), put.liner()));
    float lower = upper * between(0.1f, 0.6f);
    float half = between(1.7f, 3f) + 0.8f * put.mascara() + 1.1f * put.liner();
    Ink ink = new Ink(0.25f, 0.69f, 0.75f, 0.76f);
    for (int side = 0; side < 2; side++) {
      float[] above = lid(36, 37, 38, 39, 0.0050f);
      float[] below = lid(36, 41, 40, 39, -0.0030f);
      if (put.wing() > 0) {
        float reach = 0.028f * put.wing();
        float[] wing = {0.322f, 0.7225f, 0.312f, 0.7225f, 0.312f - reach, 0.7225f + 0.55f * reach};
        ink.taperedPath(side(UvCurve.through(wing, 8), side), 0.8f * half, put.liner());
      }
      float[] upperPath = side(UvCurve.through(above, 16), side);
      ink.path(upperPath, half + 1.2f, 0.35f * upper);
      ink.path(upperPath, 0.7f * half, 0.9f * upper);
      ink.taperedPath(upperPath, half, upper);
      ink.path(side(UvCurve.through(below, 16), side), 0.28f * half, lower);
      hairs(ink, above, side, half, upper);
    }
    float[] colour = put.liner() > 0.2f || !fair ? BLACK : BROWN;
    for (int y = 0; y < ink.height; y++) {
      for (int x = 0; x < ink.width; x++) {
        float share = ink.values[y * ink.width + x];
        if (share > 0) {
          out.mix(ink.left + x, ink.top + y, colour, 1, Math.min(0.97f, share));
          out.shine(ink.left + x, ink.top + y, 1 - 0.8f * share);
        }
      }
    }
  }

  /** The roots of the lashes, outwards. */
  private void hairs(Ink ink, float[] above, int side, float half, float strength) {
    for (int n = 0; n < 14; n++) {
      float t = (float) random.nextDouble();
      float u = UvCurve.at(above, t, 0);
      float v = UvCurve.at(above, t, 1) + 0.003f;
      float length = between(0.002f, 0.005f) * (1 + half);
      float lean = (0.45f - t) * 0.8f;
      float a = side == 0 ? u : 1 - u;
      float b = side == 0 ? u - lean * length : 1 - u + lean * length;
      ink.hair(a, v, b, v + length, 0.35f, 0.45f * strength);
    }
  }

  private float[] lid(int a, int b, int c, int d, float by) {
    return new float[] {
      atlas.u(a), atlas.v(a) + 0.5f * by,
      atlas.u(b), atlas.v(b) + by,
      atlas.u(c), atlas.v(c) + by,
      atlas.u(d), atlas.v(d) + 0.5f * by
    };
  }

  private static float[] side(float[] path, int side) {
    return side == 0 ? path : UvCurve.mirrored(path);
  }

  private float between(float from, float to) {
    return from + (to - from) * (float) random.nextDouble();
  }
}
