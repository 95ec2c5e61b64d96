package kpnative.data.rendered;

import java.util.SplittableRandom;
import kpnative.data.rendered.HairStyle.Cap;
import kpnative.data.rendered.HairStyle.Comb;
import kpnative.data.rendered.HairStyle.Fringe;
import kpnative.data.rendered.HairStyle.Locks;
import kpnative.data.rendered.HairStyle.Tail;
import org.jspecify.annotations.Nullable;

/** One head's hair while it grows. Not thread-safe. */
final class HairGrowth {
  private static final int COLUMNS = HeadGrid.COLUMNS;
  private static final float DEGREES = (float) (180 / Math.PI);

  private final HeadBody body;
  private final FaceParts parts;
  private final HairStyle style;
  private final float detail;
  private final SplittableRandom random;
  private final float noise;
  private final HairPath path;

  /** How far above the hairline each cell of the grid is, cm. */
  private final float[] above = new float[HeadGrid.CELLS];

  /** 1, or 0 where a hat presses the hair. */
  private final float[] loose = new float[HeadGrid.CELLS];

  /** The last root's distance from where the hair is gathered, cm. */
  private float gathered;

  HairGrowth(
      HeadBody body,
      FaceParts parts,
      HairStyle style,
      float @Nullable [] pressed,
      float detail,
      SplittableRandom random) {
    this.body = body;
    this.parts = parts;
    this.style = style;
    this.detail = detail;
    this.random = random;
    noise = 100 * (float) random.nextDouble();
    path = new HairPath(body, style, noise);
    float[] mean = parts.head.model.mean();
    for (int k = 0; k < above.length; k++) {
      above[k] = style.line().above(HeadGrid.angle(k % COLUMNS), HeadGrid.s(k / COLUMNS));
      int v = body.grid.skin[k].a();
      loose[k] = pressed == null ? 1 : Noise.step(0, -1, mean[3 * v + 1] - pressed[v]);
    }
  }

  void grow(FaceScene scene) {
    shade();
    float[] hair = parts.traits.hair();
    float[] tip = parts.traits.hairTip();
    float shine = 0.02f + 0.1f * (float) random.nextDouble();
    float contrast = 0.25f + 0.3f * (float) random.nextDouble();
    HairMesh mesh = new HairMesh();
    boolean mass = style.cap().thick() > Cap.LEAST;
    if (mass) {
      new HairCap(body, style, above, loose, noise).add(mesh);
      mesh.part(style.opening().hangs());
    }
    Locks l = style.locks();
    if (l.count() > 0) {
      int points = l.turns() > 0.2f && l.curl() > 0 ? 12 : Math.max(l.top(), l.side()) > 5 ? 9 : 5;
      HairLocks locks =
          new HairLocks(points, HeadGrid.CENTRE_Y, HeadGrid.CENTRE_Z, l.top() > 12 ? 0.7f : 0.45f);
      roots(locks, points);
      if (style.tail() != null) {
        tails(style.tail(), locks, points);
      }
      if (mass) {
        locks.ribbons(mesh, random);
        // where hair lies close to the head, only its outside is seen
        boolean close =
            !style.opening().hangs()
                && style.tail() == null
                && l.curl() == 0
                && l.gravity() < 0.1f
                && style.comb().rise() < 0.45f;
        mesh.part(!close);
      }
      float thick = Math.max(0.05f, 0.3f / Math.max(1, detail));
      int count = (int) (locks.count() * l.hairs() * Math.min(1.5f, 0.2f * detail));
      scene.strands.add(
          locks.strands(count, thick, l.loose(), 0.7f, 0.5f * shine, hair, tip, random));
    }
    if (mass) {
      HairMaterial material = new HairMaterial(hair, tip, shine, contrast, style.cap().grain());
      mesh.add(scene, material);
    }
  }

  /** Shades the skin under the hair, and keeps light from skin beside and below it. */
  private void shade() {
    float[] angle = body.grid.angle;
    float[] height = body.grid.height;
    float strength = style.cap().roots();
    float thick = Math.min(1.5f, style.cap().thick());
    Fringe fringe = style.fringe();
    boolean hangs = style.opening().hangs();
    for (int i = 0; i < angle.length; i++) {
      if (!parts.isSkin(i)) {
        continue;
      }
      float a = style.line().above(angle[i], height[i]);
      if (a > -1.5f && !HeadGrid.isEar(parts.head.model.mean(), i)) {
        parts.attributes[4 * i] = strength >= 0.99f ? a : Math.min(a, strength - 0.5f);
        parts.openness[i] *= 1 - 0.35f * Math.min(1, thick) * Noise.step(-1.5f, 0.3f, a);
      }
      if (fringe != null && height[i] > fringe.cut() && a < 0) {
        float under = Noise.step(fringe.reach() + 8, fringe.reach() - 8, degrees(angle[i]));
        float deep = Noise.step(fringe.cut() - 0.5f, fringe.cut() + 1, height[i]);
        parts.openness[i] *= 1 - 0.5f * fringe.share() * under * deep;
      }
      if (hangs && height[i] < 3) {
        float beside = style.opening().beside(angle[i], height[i]) * HeadGrid.ARC;
        parts.openness[i] *= 1 - 0.5f * Noise.step(-1.5f, 1, beside);
      }
    }
  }

  private static float degrees(float angle) {
    return Math.abs(angle) * DEGREES;
  }

  /** Grows locks from cells all over the hair, more where they are seen and where it begins. */
  private void roots(HairLocks locks, int points) {
    float[] sum = new float[HeadGrid.CELLS];
    float total = 0;
    for (int k = 0; k < HeadGrid.CELLS - COLUMNS; k++) {
      total += weight(k);
      sum[k] = total;
    }
    int count = total == 0 ? 0 : style.locks().count();
    int k = 0;
    for (int i = 0; i < count; i++) {
      float t = total * (i + (float) random.nextDouble()) / count;
      while (k < HeadGrid.CELLS - COLUMNS - 1 && sum[k] < t) {
        k++;
      }
      lock(locks, k, points);
    }
  }

  private float weight(int k) {
    float a = above[k];
    if (a < 0.05f || loose[k] < 0.5f) {
      return 0;
    }
    float s = HeadGrid.s(k / COLUMNS);
    float area = s > 0 ? (float) Math.cos(s / HeadGrid.ARC) : 1;
    float side = degrees(HeadGrid.angle(k % COLUMNS));
    float seen = side < 80 ? (a < 2 ? 2.2f : 1.3f) : side < 120 ? 0.9f : 0.3f;
    Fringe f = style.fringe();
    return area * seen * (f != null && side < f.reach() && s > 5 && a < 4 ? 1 + 2 * f.share() : 1);
  }

  private void lock(HairLocks locks, int cell, int points) {
    Locks l = style.locks();
    float angle = HeadGrid.angle(cell % COLUMNS);
    float s = HeadGrid.s(cell / COLUMNS);
    path.layer = (float) random.nextDouble();
    for (int i = 0; i < 3; i++) {
      path.p[i] = body.skin[3 * cell + i] + 0.2f * (float) random.nextGaussian();
    }
    Fringe f = style.fringe();
    path.fringe =
        f != null
            && degrees(angle) < f.reach()
            && s > 5
            && above[cell] < 4
            && path.p[2] > 0
            && random.nextDouble() < f.share();
    direction(cell, angle, s);
    float level = 0.75f + 0.5f * (float) random.nextDouble();
    float width = l.width() * (0.6f + 0.8f * (float) random.nextDouble());
    float length = l.side() + (l.top() - l.side()) * Noise.step(3, 8, s);
    length *= 0.75f + 0.4f * (float) random.nextDouble();
    float cut = Float.NEGATIVE_INFINITY;
    if (f != null && path.fringe) {
      cut = f.cut() - f.tilt() * angle * DEGREES;
      cut += 0.6f * f.ragged() * (float) random.nextGaussian();
      length = Math.max(length, 11);
      width *= 0.4f + 0.4f * f.share();
    } else if (style.tail() != null) {
      length = Math.min(length, 0.9f * gathered);
    }
    locks.add(
        path.grow(points, length, cut),
        width,
        level * (0.7f + 0.4f * path.layer),
        0.5f + 0.45f * path.layer);
  }

  /** Sets the path's direction at a root. */
  private void direction(int cell, float angle, float s) {
    Comb comb = style.comb();
    float x = path.p[0];
    float y = path.p[1];
    float z = path.p[2];
    float[] d = path.d;
    float low = Noise.step(7, 3, s);
    float rise = comb.rise() * (0.25f + 0.75f * Noise.step(4, 9, s));
    Fringe f = style.fringe();
    if (f != null && path.fringe) {
      d[0] = f.aside();
      d[1] = -0.4f;
      d[2] = 1;
      rise = 0.15f + 0.35f * path.layer;
    } else {
      switch (comb.way()) {
        case DOWN -> to(-0.5f * comb.part() + x, y - 13 - 4 * low, z + 5);
        case BACK -> to(0.02f * x, 0.1f - 0.5f * low, -1);
        case PART -> {
          float side = x - comb.part() + 0.3f * (float) random.nextGaussian() > 0 ? 1 : -1;
          to(side, -0.2f - 0.9f * low, comb.forward() * (1 - 0.5f * low));
          if (z < -3 && s > 6) { // the parting ends at the crown
            to(0.3f * side, -0.2f, -1);
          }
        }
        case UP -> to(0, 0.4f - low, comb.forward());
        case TIED -> {
          Tail tail = style.tail();
          if (tail != null) {
            to((tail.both() && x < 0 ? -tail.x() : tail.x()) - x, tail.y() - y, tail.z() - z);
            gathered = (float) Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
          }
        }
      }
    }
    int n = 3 * cell;
    float nx = body.normal[n];
    float ny = body.normal[n + 1];
    float nz = body.normal[n + 2];
    float dot = d[0] * nx + d[1] * ny + d[2] * nz;
    to(d[0] - dot * nx, d[1] - dot * ny, d[2] - dot * nz);
    path.unit();
    to(
        d[0] + rise * nx + stray(x, y),
        d[1] + rise * ny + 0.6f * stray(y, z),
        d[2] + rise * nz + stray(z, x));
    path.unit();
    path.left = degrees(angle) < 30 ? d[0] > 0 : angle > 0;
  }

  private void to(float x, float y, float z) {
    path.d[0] = x;
    path.d[1] = y;
    path.d[2] = z;
  }

  /** {@return what a hair leaves the common direction by: mostly as its neighbours do} */
  private float stray(float a, float b) {
    return style.comb().spread()
        * (2.4f * (Noise.at(a * 0.4f + noise, b * 0.4f) - 0.5f)
            + 0.4f * (float) random.nextGaussian());
  }

  /** Hair that is gathered: tails that hang, or a bun's coils. */
  private void tails(Tail tail, HairLocks locks, int points) {
    path.fringe = false;
    for (int i = 0; i < 50; i++) {
      path.layer = (float) random.nextDouble();
      float sign = tail.both() && (i & 1) == 1 ? -1 : 1;
      float[] way = tail.length() > 0 ? hanging(tail, sign, points) : coil(tail, points);
      float level = 0.75f + 0.5f * (float) random.nextDouble();
      locks.add(way, 1.1f, level, 0.55f + 0.4f * path.layer);
    }
  }

  private float[] hanging(Tail tail, float sign, int points) {
    for (int i = 0; i < 3; i++) {
      path.p[i] = 0.5f * (float) random.nextGaussian();
    }
    path.p[0] += sign * tail.x();
    path.p[1] += tail.y();
    path.p[2] += tail.z();
    float x = sign * tail.x();
    float z = tail.z() - HeadGrid.CENTRE_Z;
    float l = FaceShader.inverseLength(x, 0, z);
    to(
        x * l + 0.25f * (float) random.nextGaussian(),
        0.2f + 0.25f * (float) random.nextGaussian(),
        z * l + 0.25f * (float) random.nextGaussian());
    path.left = sign > 0;
    float length = tail.length() * (0.8f + 0.3f * path.layer);
    return path.tail(points, length);
  }

  private float[] coil(Tail tail, int points) {
    float[] out = new float[3 * points];
    double tilt = 3.14 * random.nextDouble();
    double from = 6.28 * random.nextDouble();
    double r = tail.size() * (0.7 + 0.3 * Math.sqrt(path.layer));
    for (int j = 0; j < points; j++) {
      double a = from + 3.4 * j / (points - 1);
      double v = r * Math.sin(a);
      out[3 * j] = tail.x() + (float) (r * Math.cos(a));
      out[3 * j + 1] = tail.y() + (float) (v * Math.cos(tilt));
      out[3 * j + 2] = tail.z() - 0.6f * tail.size() + (float) (v * Math.sin(tilt));
    }
    return out;
  }
}
