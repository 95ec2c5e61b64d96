package kpnative.data.rendered;

import java.util.SplittableRandom;
import kpnative.data.rendered.Traits.BrowShape;

/**
 * Brows, painted downwards from the curve that their keypoints lie on, since people mark the upper
 * edge of the hair.
 */
final class BrowPaint {
  // Where points 17 to 21 of the mean face stand in the mean head's texture. Means of near-frontal,
  // closed-mouthed faces among 300-W's training labels, by the eyes' line and the inter-ocular
  // distance, carried to the mean head; the model's own brow points are 0.5 to 0.9 cm higher.
  private static final float[] USUAL = {
    0.2375f, 0.7790f, 0.2945f, 0.7975f, 0.3540f, 0.7955f, 0.4110f, 0.7870f, 0.4570f, 0.7725f
  };
  private static final int SAMPLES = 49;

  private final Traits traits;
  private final SplittableRandom random;
  private final BrowShape shape;
  private final float[][] edges = new float[2][];
  private final float[][] knots = new float[2][];
  private final float[] thickness = new float[SAMPLES];

  BrowPaint(Traits traits, ExpressionCues cues, SplittableRandom random) {
    this.traits = traits;
    this.random = random;
    shape = traits.brows();
    for (int side = 0; side < 2; side++) {
      float[] knot = knots(shape, 0.0015f * (float) random.nextGaussian(), random);
      // a frown brings the inner ends together
      knot[8] += 0.006f * cues.frown();
      knot[6] += 0.003f * cues.frown();
      knots[side] = side == 0 ? knot : UvCurve.mirrored(knot);
      edges[side] = UvCurve.through(knots[side], SAMPLES);
    }
    float fullest = 0.55f + 0.35f * (float) random.nextDouble();
    for (int i = 0; i < SAMPLES; i++) {
      thickness[i] = shape.thickness() * profile((float) i / (SAMPLES - 1), fullest);
    }
  }

  private static float[] knots(BrowShape shape, float uneven, SplittableRandom random) {
    float[] out = USUAL.clone();
    float middle = 0.355f;
    for (int k = 0; k < 5; k++) {
      float t = k / 4f;
      float u = USUAL[2 * k];
      float d = (t - shape.peak()) / 0.45f;
      float rise = (float) Math.exp(-d * d) - 0.45f;
      out[2 * k] = middle + (u - middle) * shape.length() - shape.gap();
      out[2 * k + 1] +=
          shape.height()
              + uneven
              + shape.arch() * rise
              + shape.tilt() * (0.5f - t)
              + 0.0008f * (float) random.nextGaussian();
    }
    return out;
  }

  /** {@return the band's thickness along the brow, from 0, the tail, to 1} */
  private float profile(float t, float fullest) {
    float tail = (float) Math.pow(Math.min(1, t / fullest), 0.75);
    float inner = t > fullest ? (t - fullest) / (1 - fullest) : 0;
    return (0.12f + 0.88f * tail) * (1 - (0.15f + 0.55f * shape.taper()) * inner * inner);
  }

  /** {@return u and v of points 17 to 26, [20]} */
  float[] points() {
    float[] out = new float[20];
    for (int k = 0; k < 5; k++) {
      // the inner end's hairs leave its outermost corner free
      float t = Math.min(0.97f, k / 4f);
      for (int axis = 0; axis < 2; axis++) {
        out[2 * k + axis] = UvCurve.at(knots[0], t, axis);
        out[18 - 2 * k + axis] = UvCurve.at(knots[1], t, axis);
      }
    }
    return out;
  }

  void paint(Albedo out) {
    for (int side = 0; side < 2; side++) {
      float[] edge = edges[side];
      float low = 1;
      float high = 0;
      for (int i = 0; i < SAMPLES; i++) {
        low = Math.min(low, edge[2 * i + 1] - thickness[i]);
        high = Math.max(high, edge[2 * i + 1]);
      }
      float ua = Math.min(edge[0], edge[2 * SAMPLES - 2]);
      float ub = Math.max(edge[0], edge[2 * SAMPLES - 2]);
      Ink ink = new Ink(ua - 0.015f, low - 0.015f, ub + 0.015f, high + 0.02f);
      band(ink, edge);
      hairs(ink, edge, side == 0 ? 1 : -1);
      lay(ink, out);
    }
  }

  /** The solid part, weaker at its borders and its ends. */
  private void band(Ink ink, float[] edge) {
    boolean rising = edge[2 * SAMPLES - 2] > edge[0];
    int i = rising ? 0 : SAMPLES - 2; // the part of the edge that is above the column
    for (int x = 0; x < ink.width; x++) {
      float u = Albedo.u(ink.left + x);
      while (rising ? i < SAMPLES - 2 && edge[2 * i + 2] < u : i > 0 && edge[2 * i] < u) {
        i += rising ? 1 : -1;
      }
      float f = (u - edge[2 * i]) / (edge[2 * i + 2] - edge[2 * i]);
      if (!(f >= 0 && f <= 1)) {
        continue;
      }
      float t = (i + f) / (SAMPLES - 1);
      float ends = Math.min(1, Math.min(t / 0.15f + 0.25f, (1 - t) / 0.12f + 0.15f));
      float top = Albedo.y(edge[2 * i + 1] + f * (edge[2 * i + 3] - edge[2 * i + 1])) - ink.top;
      float tall = (thickness[i] + f * (thickness[i + 1] - thickness[i])) * Albedo.SIZE;
      int last = Math.min(ink.height - 1, (int) (top + tall + 1));
      for (int y = Math.max(0, (int) Math.ceil(top - 1)); y <= last; y++) {
        float in = Math.min(1, Math.min((y - top + 0.8f) / 2, (top + tall - y + 1) / 4));
        ink.values[y * ink.width + x] = Math.max(0, in) * ends * shape.shade();
      }
    }
  }

  private void hairs(Ink ink, float[] edge, float side) {
    int count = (int) (60 + 210 * shape.density() * shape.thickness() / 0.024f);
    for (int n = 0; n < count; n++) {
      float t = (float) Math.pow(random.nextDouble(), 0.9) * 0.99f + 0.01f;
      float depth = 0.04f + 0.96f * (float) random.nextDouble();
      int i = Math.min(SAMPLES - 2, (int) (t * (SAMPLES - 1)));
      float du = (edge[2 * i + 2] - edge[2 * i]) * side;
      float dv = edge[2 * i + 3] - edge[2 * i + 1];
      float norm = 1 / (float) Math.sqrt(du * du + dv * dv);
      // along the brow to its tail, turned up at the inner end, and down from the upper edge
      float turn =
          shape.bristle() * (0.15f + 1.5f * t * t)
              + (depth < 0.35f ? -0.35f : 0.1f)
              + 0.22f * (float) random.nextGaussian();
      float cos = (float) Math.cos(turn);
      float sin = (float) Math.sin(turn);
      float hu = (-du * cos - dv * sin) * norm;
      float hv = (-dv * cos + du * sin) * norm;
      float length = shape.hairLength() * (0.5f + 0.7f * (float) random.nextDouble());
      float down = depth * thickness[i];
      if (hv > 0) { // tips end at the edge, which is where people see it
        length = Math.min(length, (down + 0.0025f) / hv);
      }
      float u = edge[2 * i];
      float v = edge[2 * i + 1] - down;
      ink.hair(
          u,
          v,
          u + hu * length * side,
          v + hv * length,
          0.38f,
          0.4f + 0.6f * (float) random.nextDouble());
    }
  }

  private void lay(Ink ink, Albedo out) {
    int dx = random.nextInt(NoiseTile.PERIOD);
    int dy = random.nextInt(NoiseTile.PERIOD);
    for (int y = 0; y < ink.height; y++) {
      for (int x = 0; x < ink.width; x++) {
        float share = ink.values[y * ink.width + x] * shape.strength();
        if (share > 0) {
          int tx = ink.left + x;
          int ty = ink.top + y;
          float level = 1 + 0.15f * NoiseTile.FINE.at(tx + dx, ty + dy);
          out.mix(tx, ty, traits.brow(), Math.max(0.5f, level), share);
          out.shine(tx, ty, 1 - 0.7f * share);
        }
      }
    }
  }
}
