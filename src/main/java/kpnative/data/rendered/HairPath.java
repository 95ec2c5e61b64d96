package kpnative.data.rendered;

import kpnative.data.rendered.HairStyle.Fringe;
import kpnative.data.rendered.HairStyle.Locks;
import kpnative.data.rendered.HairStyle.Opening;

/**
 * The way of one lock from its root: along its direction, down by its weight, outside head and
 * shoulders, and beside the opening for the face, unless it belongs to the fringe. Reused from lock
 * to lock; not thread-safe.
 */
final class HairPath {
  private static final float DEGREES = (float) (180 / Math.PI);

  private final HeadBody body;
  private final HairStyle style;
  private final float noise;

  /** How strongly hair that leaves the head turns back to it, a cm. */
  private final float cling;

  /** The angle beyond which hair is no fringe any more. */
  private final float fringeEnd;

  /** Where it is. */
  final float[] p = new float[3];

  /** Where it goes, length 1. */
  final float[] d = new float[3];

  /** Whether it may go over the forehead. */
  boolean fringe;

  /** Whether it goes to the person's left of the opening for the face. */
  boolean left;

  /** 0: next to the skin, 1: outermost. */
  float layer;

  HairPath(HeadBody body, HairStyle style, float noise) {
    this.body = body;
    this.style = style;
    this.noise = noise;
    Fringe f = style.fringe();
    fringeEnd = f == null ? 0 : (f.reach() + 8) / DEGREES;
    boolean up = style.comb().way() == HairStyle.Way.UP || style.cap().grain() > 0.9f;
    cling = up ? 0 : 0.08f + 0.3f * Math.max(0, 1 - 1.3f * style.comb().rise());
  }

  /** Makes the direction's length 1. */
  void unit() {
    float l = FaceShader.inverseLength(d[0], d[1], d[2]);
    d[0] *= l;
    d[1] *= l;
    d[2] *= l;
  }

  /**
   * {@return the points of a lock}
   *
   * @param cut the height at which it ends if its length allows
   */
  float[] grow(int points, float length, float cut) {
    Locks l = style.locks();
    float[] path = new float[3 * points];
    float step = length / (points - 1);
    float clump = 6.28f * Noise.at(p[0] * 0.5f + noise, p[1] * 0.35f + p[2] * 0.3f);
    float lift = 0.05f + l.lift() * (0.3f + 0.7f * layer);
    float gravity = fringe ? Math.max(0.25f, l.gravity()) : l.gravity();
    int last = points - 1;
    body.locate(p[0], p[1], p[2]);
    for (int j = 0; j < points; j++) {
      float along = j * step;
      System.arraycopy(p, 0, path, 3 * j, 3);
      if (j > 0 && body.s < cut) {
        last = j;
        break;
      }
      d[1] -= gravity * step;
      if (gravity > 0.2f && body.s < 3) {
        hang();
      }
      unit();
      float x = p[0];
      float y = p[1];
      float z = p[2];
      for (int i = 0; i < 3; i++) {
        p[i] += d[i] * step;
      }
      clear(lift * Noise.step(-0.6f, 2, along), step);
      if (fringe && Math.abs(body.angle) > fringeEnd) {
        fringe = false;
        left = body.angle > 0;
      }
      float k = 0.5f / step;
      d[0] = 0.5f * d[0] + k * (p[0] - x);
      d[1] = 0.5f * d[1] + k * (p[1] - y);
      d[2] = 0.5f * d[2] + k * (p[2] - z);
    }
    if (last < points - 1) {
      shorten(path, points, last);
    }
    if (l.curl() > 0) {
      curl(path, points, last * step / (points - 1), clump);
    }
    return path;
  }

  /** {@return the points of a lock of a tail, which hangs whatever the style's locks do} */
  float[] tail(int points, float length) {
    float[] path = new float[3 * points];
    float step = length / (points - 1);
    body.locate(p[0], p[1], p[2]);
    for (int j = 0; j < points; j++) {
      System.arraycopy(p, 0, path, 3 * j, 3);
      d[1] -= 0.3f * step;
      if (j > 2) {
        hang();
      }
      unit();
      for (int i = 0; i < 3; i++) {
        p[i] += d[i] * step;
      }
      clear(0.5f, step);
    }
    return path;
  }

  /** Takes outward movement away: below the head, hair hangs. */
  private void hang() {
    float x = p[0];
    float z = p[2] - HeadGrid.CENTRE_Z;
    float out = (d[0] * x + d[2] * z) / (x * x + z * z + 1e-6f);
    if (out > 0) {
      d[0] -= 0.7f * out * x;
      d[2] -= 0.7f * out * z;
    }
  }

  /**
   * Moves the place out of the head and out of the opening for the face, along whose edge hair
   * slides before it falls.
   *
   * @param step how far it moved, cm
   */
  private void clear(float lift, float step) {
    Opening opening = style.opening();
    float before = body.s;
    float from = body.angle;
    body.locate(p[0], p[1], p[2]);
    float angle = body.angle;
    float s = body.s;
    if (!fringe && opening.beside(angle, s) < 0) {
      s = Math.min(opening.lowest(angle), before + 0.2f * step);
      float inside = -opening.beside(angle, s);
      if (inside > 0.001f) {
        angle = from + (left ? 1 : -1) * Math.min(inside, step / HeadGrid.ARC);
      }
      d[0] += left ? 0.5f : -0.5f;
    }
    float least = HeadBody.at(body.radius, angle, s) + lift;
    float r = Math.max(body.r, least);
    if (r > least && s > -1) {
      float back = cling * step / r;
      d[0] -= back * p[0];
      d[1] -= back * Math.max(0, p[1] - HeadGrid.CENTRE_Y);
      d[2] -= back * (p[2] - HeadGrid.CENTRE_Z);
    }
    if (r > body.r || angle != body.angle || s != body.s) {
      HeadBody.place(angle, s, r, p, 0);
      body.angle = angle;
      body.s = s;
    }
  }

  /** Spreads the first {@code last + 1} points over all. */
  private static void shorten(float[] path, int points, int last) {
    float[] from = path.clone();
    for (int j = 0; j < points; j++) {
      float t = (float) j * last / (points - 1);
      int i = Math.min(last - 1, (int) t);
      t -= i;
      for (int c = 0; c < 3; c++) {
        path[3 * j + c] = from[3 * i + c] + t * (from[3 * i + 3 + c] - from[3 * i + c]);
      }
    }
  }

  /** Winds a path about itself; neighbours wind alike. */
  private void curl(float[] path, int points, float step, float clump) {
    Locks l = style.locks();
    float turns = Math.min(l.turns(), 0.35f / step) * (0.85f + 0.3f * layer);
    for (int j = 1; j < points; j++) {
      float along = j * step;
      float phase = 6.28f * turns * along + clump + 2 * layer;
      float w = l.curl() * Noise.step(0, 2.5f, along);
      float out = w * (float) Math.sin(phase);
      body.locate(path[3 * j], path[3 * j + 1], path[3 * j + 2]);
      float aside = w * (float) Math.cos(phase) / Math.max(2, body.r);
      float r = Math.max(body.body() + 0.1f, body.r + out);
      HeadBody.place(body.angle + aside, body.s + 0.3f * out, r, path, 3 * j);
    }
  }
}
