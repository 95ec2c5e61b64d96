package kpnative.data.rendered;

import java.util.SplittableRandom;
import kpnative.data.rendered.HairStyle.Fringe;
import kpnative.data.rendered.HairStyle.Locks;
import kpnative.data.rendered.HairStyle.Opening;
import kpnative.data.rendered.HairStyle.Tail;
import org.jspecify.annotations.Nullable;

/** One head's hair while it grows. Not thread-safe. */
final class HairGrowth {
  private static final float DEGREES = (float) (180 / Math.PI);

  private final HeadBody body;
  private final FaceParts parts;
  private final HairStyle style;
  private final float @Nullable [] pressed;
  private final float detail;
  private final SplittableRandom random;
  private final float[] above = new float[HeadGrid.CELLS];
  private final float noise;

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
    this.pressed = pressed;
    this.detail = detail;
    this.random = random;
    noise = 100 * (float) random.nextDouble();
    for (int k = 0; k < above.length; k++) {
      above[k] = style.line().above(HeadGrid.angle(k % COLUMNS), HeadGrid.s(k / COLUMNS));
    }
  }

  private static final int COLUMNS = HeadGrid.COLUMNS;

  void grow(FaceScene scene) {
    roots();
    float[] hair = parts.traits.hair();
    float[] tip = parts.traits.hairTip();
    float shine = 0.02f + 0.1f * (float) random.nextDouble();
    HairMaterial material =
        new HairMaterial(hair, tip, shine, 0.3f + 0.3f * (float) random.nextDouble());
    HairMesh mesh = new HairMesh();
    boolean mass = style.cap().thick() > 0.05f;
    if (mass) {
      cap(mesh);
    }
    Locks l = style.locks();
    if (l.count() > 0) {
      HairLocks locks = locks(Math.max(l.top(), l.side()) > 5 ? 10 : 5);
      if (mass) {
        locks.ribbons(mesh, random);
      }
      float thick = Math.max(0.06f, 0.35f / Math.max(1, detail));
      int count = (int) (locks.count() * l.hairs() * Math.min(1.5f, 0.2f * detail));
      scene.strands.add(
          locks.strands(count, thick, l.loose(), 0.7f, 0.5f * shine, hair, tip, random));
    }
    if (mass) {
      scene.surfaces.add(mesh.surface(material));
    }
  }

  /** Shades the skin under the hair, and keeps light from skin beside it. */
  private void roots() {
    float[] angle = body.grid.angle;
    float[] height = body.grid.height;
    float strength = style.cap().roots();
    float thick = Math.min(1.5f, style.cap().thick());
    for (int i = 0; i < angle.length; i++) {
      if (!parts.isSkin(i)) {
        continue;
      }
      float a = style.line().above(angle[i], height[i]);
      if (a > -1.5f && !ear(i)) {
        parts.attributes[4 * i] = strength >= 0.99f ? a : Math.min(a, 1.2f * strength - 0.6f);
        parts.openness[i] *= 1 - 0.35f * Math.min(1, thick) * Noise.step(-1.5f, 0.3f, a);
      }
    }
  }

  private boolean ear(int i) {
    float[] mean = parts.head.model.mean();
    float x = Math.abs(mean[3 * i]);
    float y = mean[3 * i + 1];
    float z = mean[3 * i + 2];
    return x > 7.2f && y < 5.3f && y > -3 && z < 2.9f && z > -3;
  }

  /** The mass of hair; behind, it may hang down to the shoulders. */
  private void cap(HairMesh mesh) {
    HairStyle.Cap cap = style.cap();
    boolean hangs = style.opening().end() == style.opening().end();
    float[] position = new float[3 * HeadGrid.CELLS];
    float[] normal = new float[3 * HeadGrid.CELLS];
    float[] amount = new float[HeadGrid.CELLS];
    float[] radius = new float[COLUMNS];
    for (int row = HeadGrid.ROWS - 1; row >= 0; row--) {
      float s = HeadGrid.s(row);
      for (int c = 0; c < COLUMNS; c++) {
        int k = row * COLUMNS + c;
        float angle = HeadGrid.angle(c);
        float a = above[k];
        amount[k] = a;
        if (a < -1.5f && !hangs) {
          continue;
        }
        float bump =
            cap.bump() * (2 * Noise.at(angle * 8 / cap.bumpSize() + noise, s / cap.bumpSize()) - 1);
        float thick = (cap.thick() + cap.top() * Noise.step(5, 11, s)) * (1 + bump) * pressed(k);
        float high = thick * Noise.step(0, cap.slope(), a) - 0.3f * Noise.step(0.1f, -0.2f, a);
        int v = 3 * k;
        for (int i = 0; i < 3; i++) {
          position[v + i] = body.skin[v + i] + high * body.normal[v + i];
        }
        if (hangs && s < 5) {
          float free = opening(angle, s) * HeadGrid.ARC; // cm beside the opening
          float wide = body.radius[k] + cap.thick() * 0.7f * (1 + bump);
          radius[c] = Math.max(wide, radius[c] - 0.3f * HeadGrid.STEP);
          float inside = Math.min(free - 0.3f, s - style.opening().end());
          if (a < 0.3f || inside < 0.5f) {
            float r = radius[c] - 2 * Noise.step(0.8f, -0.6f, free - 0.3f);
            HeadBody.place(angle, s, r, position, v);
          }
          amount[k] = Math.max(a > 0 && free > 0 ? a : -1, inside);
        } else {
          radius[c] = body.radius[k] + 0.7f * thick;
        }
      }
    }
    HeadBody.normals(position, normal);
    int first = mesh.count();
    for (int k = 0; k < HeadGrid.CELLS; k++) {
      int v = 3 * k;
      float s = HeadGrid.s(k / COLUMNS);
      mesh.vertex(
          position[v], position[v + 1], position[v + 2], normal[v], normal[v + 1], normal[v + 2]);
      float open = 0.45f + 0.35f * Noise.step(-2, 8, s);
      mesh.look(8 * HeadGrid.angle(k % COLUMNS), s, noise, 0.1f, 0.8f, open);
    }
    for (int row = 0; row + 1 < HeadGrid.ROWS; row++) {
      for (int c = 0; c < COLUMNS; c++) {
        int a = row * COLUMNS + c;
        int b = row * COLUMNS + (c + 1) % COLUMNS;
        int d = a + COLUMNS;
        int e = b + COLUMNS;
        if (Math.max(Math.max(amount[a], amount[b]), Math.max(amount[d], amount[e])) > 0) {
          mesh.quad(first + a, first + b, first + d, first + e);
        }
      }
    }
  }

  /** {@return 1, or little where a hat presses the hair} */
  private float pressed(int cell) {
    if (pressed == null) {
      return 1;
    }
    int v = body.grid.skin[cell].a();
    float over = parts.head.model.mean()[3 * v + 1] - pressed[v];
    return Math.min(1, 0.1f / Math.max(0.1f, style.cap().thick()))
        + Noise.step(0, -1, over) * (1 - Math.min(1, 0.1f / Math.max(0.1f, style.cap().thick())));
  }

  private HairLocks locks(int points) {
    Locks l = style.locks();
    HairLocks locks =
        new HairLocks(points, HeadGrid.CENTRE_Y, HeadGrid.CENTRE_Z, l.top() > 12 ? 0.7f : 0.45f);
    float[] sum = new float[HeadGrid.CELLS];
    float total = 0;
    for (int row = 0; row < HeadGrid.ROWS - 1; row++) {
      float s = HeadGrid.s(row);
      float area = s > 0 ? (float) Math.cos(s / HeadGrid.ARC) : 1;
      for (int c = 0; c < COLUMNS; c++) {
        int k = row * COLUMNS + c;
        float a = above[k];
        float angle = Math.abs(HeadGrid.angle(c)) * DEGREES;
        boolean hidden = pressed != null && pressed(k) < 0.5f;
        float weight = a < 0.05f || hidden ? 0 : angle < 80 ? (a < 2 ? 2.2f : 1.3f) : 0.8f;
        if (style.fringe() != null && angle < style.fringe().reach() && s > 5 && a < 4) {
          weight *= 1 + 2 * style.fringe().share();
        }
        total += weight * area;
        sum[k] = total;
      }
    }
    if (total == 0) {
      return locks;
    }
    int k = 0;
    for (int i = 0; i < l.count(); i++) {
      float t = total * (i + (float) random.nextDouble()) / l.count();
      while (k < HeadGrid.CELLS - COLUMNS - 1 && sum[k] < t) {
        k++;
      }
      lock(locks, k, points);
    }
    if (style.tail() != null) {
      tail(style.tail(), locks, points);
    }
    return locks;
  }

  /** Position and direction of what grows. */
  private final float[] p = new float[3];

  private final float[] d = new float[3];
  private boolean fringe;

  /** Whether it goes to the person's left of the opening for the face. */
  private boolean left;

  private float layer;

  private void lock(HairLocks locks, int cell, int points) {
    Locks l = style.locks();
    float angle = HeadGrid.angle(cell % COLUMNS) + 0.03f * (float) random.nextGaussian();
    float s = HeadGrid.s(cell / COLUMNS);
    layer = (float) random.nextDouble();
    for (int i = 0; i < 3; i++) {
      p[i] = body.skin[3 * cell + i] + 0.2f * (float) random.nextGaussian();
    }
    direction(cell, angle, s);
    float level = 0.75f + 0.5f * (float) random.nextDouble();
    float width = l.width() * (0.6f + 0.8f * (float) random.nextDouble());
    float length = l.side() + (l.top() - l.side()) * Noise.step(3, 8, s);
    length *= 0.75f + 0.4f * (float) random.nextDouble();
    float[] path = new float[3 * points];
    if (fringe) {
      Fringe f = style.fringe();
      float cut = f == null ? 0 : f.cut() + f.ragged() * (float) random.nextGaussian() * 0.6f;
      path(path, points, Math.max(length, 11), cut);
      width *= 0.8f;
    } else {
      path(path, points, length, Float.NEGATIVE_INFINITY);
    }
    locks.add(path, width, level * (0.7f + 0.4f * layer), 0.5f + 0.45f * layer);
  }

  /** Sets {@link #d} and {@link #fringe} for a root. */
  private void direction(int cell, float angle, float s) {
    HairStyle.Comb comb = style.comb();
    float degrees = Math.abs(angle) * DEGREES;
    float x = p[0];
    float y = p[1];
    float z = p[2];
    Fringe f = style.fringe();
    fringe =
        f != null
            && degrees < f.reach()
            && s > 5
            && above[cell] < 4
            && z > 0
            && random.nextDouble() < f.share();
    float rise = comb.rise() * (0.25f + 0.75f * Noise.step(4, 9, s));
    float low = Noise.step(7, 3, s);
    if (fringe && f != null) {
      d[0] = f.aside();
      d[1] = -0.4f;
      d[2] = 1;
      rise = 0.15f + 0.35f * layer;
    } else {
      switch (comb.way()) {
        case DOWN -> {
          d[0] = x - comb.part() * 0.5f;
          d[1] = y - 13 - 4 * low;
          d[2] = z + 5;
        }
        case BACK -> {
          d[0] = 0.02f * x;
          d[1] = 0.1f - 0.5f * low;
          d[2] = -1;
        }
        case PART -> {
          float to = x - comb.part() + 0.3f * (float) random.nextGaussian() > 0 ? 1 : -1;
          d[0] = to;
          d[1] = -0.2f - 0.9f * low;
          d[2] = comb.forward() * (1 - 0.5f * low);
          if (z < -3 && s > 6) { // the parting ends at the crown
            d[2] = -1;
            d[0] = 0.3f * to;
          }
        }
        case UP -> {
          d[0] = 0;
          d[1] = 0.4f - low;
          d[2] = comb.forward();
        }
        case TIED -> {
          Tail tail = style.tail();
          d[0] = tail == null ? 0 : tail.x() - x;
          d[1] = tail == null ? 0 : tail.y() - y;
          d[2] = tail == null ? -1 : tail.z() - z;
        }
      }
    }
    int n = 3 * cell;
    float nx = body.normal[n];
    float ny = body.normal[n + 1];
    float nz = body.normal[n + 2];
    float dot = d[0] * nx + d[1] * ny + d[2] * nz;
    d[0] -= dot * nx;
    d[1] -= dot * ny;
    d[2] -= dot * nz;
    float length = FaceShader.inverseLength(d[0], d[1], d[2]);
    d[0] = d[0] * length + rise * nx + stray(x, y);
    d[1] = d[1] * length + rise * ny + 0.6f * stray(y, z);
    d[2] = d[2] * length + rise * nz + stray(z, x);
    unit();
    left = degrees < 30 ? d[0] > 0 : angle > 0;
  }

  /** {@return what a hair leaves the common direction by: mostly as its neighbours do} */
  private float stray(float a, float b) {
    return style.comb().spread()
        * (2.4f * (Noise.at(a * 0.4f + noise, b * 0.4f) - 0.5f)
            + 0.4f * (float) random.nextGaussian());
  }

  private void unit() {
    float l = FaceShader.inverseLength(d[0], d[1], d[2]);
    d[0] *= l;
    d[1] *= l;
    d[2] *= l;
  }

  /** Grows a path from {@link #p} along {@link #d}, at most down to the height {@code cut}. */
  private void path(float[] path, int points, float length, float cut) {
    Locks l = style.locks();
    float step = length / (points - 1);
    float clump = 6.28f * Noise.at(p[0] * 0.5f + noise, p[1] * 0.35f + p[2] * 0.3f);
    float lift = 0.05f + l.lift() * (0.3f + 0.7f * layer);
    float gravity = fringe ? Math.max(0.15f, l.gravity()) : l.gravity();
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
      float px = p[0];
      float py = p[1];
      float pz = p[2];
      for (int i = 0; i < 3; i++) {
        p[i] += d[i] * step;
      }
      float w = l.curl() * Noise.step(0, 3, along) * l.turns() * 6.28f * step;
      float phase = 6.28f * l.turns() * along + clump + 2 * layer;
      p[0] += w * (float) Math.cos(phase);
      p[1] += 0.4f * w * (float) Math.cos(phase + 1);
      p[2] += w * (float) Math.sin(phase);
      clear(lift * Noise.step(-0.6f, 2, along), step);
      float k = 0.5f / step;
      d[0] = 0.5f * d[0] + k * (p[0] - px);
      d[1] = 0.5f * d[1] + k * (p[1] - py);
      d[2] = 0.5f * d[2] + k * (p[2] - pz);
    }
    if (last < points - 1) {
      shorten(path, points, last);
    }
  }

  /** Takes outward movement away: below the head, hair hangs. */
  private void hang() {
    float x = p[0];
    float z = p[2] - HeadGrid.CENTRE_Z;
    float out = (d[0] * x + d[2] * z) / (x * x + z * z);
    if (out > 0) {
      d[0] -= 0.7f * out * x;
      d[2] -= 0.7f * out * z;
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

  /**
   * Moves {@link #p} out of the head and out of the opening for the face, beside which hair slides
   * before it falls.
   *
   * @param step how far it moved, cm
   */
  private void clear(float lift, float step) {
    float before = body.s;
    float from = body.angle;
    body.locate(p[0], p[1], p[2]);
    float angle = body.angle;
    float s = body.s;
    if (!fringe) {
      float inside = -opening(angle, s);
      float most = step / HeadGrid.ARC;
      if (inside > most) {
        angle = from + (left ? most : -most);
        s = Math.max(s, before - 0.15f * step);
      } else if (inside > 0) {
        angle += angle > 0 ? inside : -inside;
      }
    }
    float r = Math.max(body.r, HeadBody.at(body.radius, angle, s) + lift);
    if (r > body.r || angle != body.angle || s != body.s) {
      HeadBody.place(angle, s, r, p, 0);
      body.angle = angle;
      body.s = s;
    }
  }

  /** {@return by which angle a place is beside the opening for the face, radians} */
  private float opening(float angle, float s) {
    Opening o = style.opening();
    float edge = (angle > 0 ? o.left() : o.right()) / DEGREES;
    float top = o.top();
    return Math.abs(angle) - edge * Noise.step(top, Math.min(1.5f, top - 2), s);
  }

  /** Hair that is gathered behind: a bun's coils, or a tail that hangs. */
  private void tail(Tail t, HairLocks locks, int points) {
    int count = 60;
    fringe = false;
    for (int i = 0; i < count; i++) {
      layer = (float) random.nextDouble();
      float[] path = new float[3 * points];
      if (t.length() > 0) {
        p[0] = t.x() + 0.5f * (float) random.nextGaussian();
        p[1] = t.y() + 0.5f * (float) random.nextGaussian();
        p[2] = t.z() + 0.3f;
        d[0] = 0.25f * (float) random.nextGaussian();
        d[1] = 0.3f + 0.25f * (float) random.nextGaussian();
        d[2] = -1;
        tailPath(path, points, t.length() * (0.8f + 0.3f * layer));
      } else {
        coil(t, path, points);
      }
      locks.add(path, 1.1f, 0.75f + 0.5f * (float) random.nextDouble(), 0.55f + 0.4f * layer);
    }
  }

  private void tailPath(float[] path, int points, float length) {
    float step = length / (points - 1);
    for (int j = 0; j < points; j++) {
      System.arraycopy(p, 0, path, 3 * j, 3);
      d[1] -= 0.3f * step;
      unit();
      for (int i = 0; i < 3; i++) {
        p[i] += d[i] * step;
      }
      clear(0.5f, step);
    }
  }

  private void coil(Tail t, float[] path, int points) {
    float tilt = 3.14f * (float) random.nextDouble();
    float from = 6.28f * (float) random.nextDouble();
    float r = t.size() * (0.7f + 0.3f * (float) Math.sqrt(layer));
    for (int j = 0; j < points; j++) {
      float a = from + 3.4f * j / (points - 1);
      float u = r * (float) Math.cos(a);
      float v = r * (float) Math.sin(a);
      path[3 * j] = t.x() + u;
      path[3 * j + 1] = t.y() + v * (float) Math.cos(tilt);
      path[3 * j + 2] = t.z() - 0.6f * t.size() + v * (float) Math.sin(tilt);
    }
  }
}
