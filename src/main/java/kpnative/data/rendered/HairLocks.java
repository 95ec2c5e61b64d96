package kpnative.data.rendered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Locks of hair that are being collected: each is a polyline that becomes a ribbon, rounded by its
 * normals and pointed at its end, and some single hairs beside it that soften its outline. Not
 * thread-safe.
 */
final class HairLocks {
  private final int perLock;
  private final float centreY;
  private final float centreZ;
  private final float blunt;
  private final List<float[]> paths = new ArrayList<>();
  private float[] width = new float[64];
  private float[] level = new float[64];
  private float[] open = new float[64];

  /**
   * @param perLock points of a lock
   * @param centreY the locks' outer side is away from here, or from the axis below
   * @param centreZ likewise
   * @param blunt the share of a lock's length over which it keeps its width
   */
  HairLocks(int perLock, float centreY, float centreZ, float blunt) {
    this.perLock = perLock;
    this.centreY = centreY;
    this.centreZ = centreZ;
    this.blunt = blunt;
  }

  int count() {
    return paths.size();
  }

  /**
   * Adds a lock.
   *
   * @param path its points, root first; not copied
   * @param width cm where it is widest
   * @param level its brightness, about 1
   * @param open the share of light from all sides that reaches its outer part
   */
  void add(float[] path, float width, float level, float open) {
    int n = paths.size();
    if (n == this.width.length) {
      this.width = Arrays.copyOf(this.width, 2 * n);
      this.level = Arrays.copyOf(this.level, 2 * n);
      this.open = Arrays.copyOf(this.open, 2 * n);
    }
    this.width[n] = width;
    this.level[n] = level;
    this.open[n] = open;
    paths.add(path);
  }

  /** Adds the locks as ribbons. */
  void ribbons(HairMesh mesh, SplittableRandom random) {
    int s = perLock;
    float[] side = new float[3];
    float[] out = new float[3];
    for (int i = 0; i < paths.size(); i++) {
      float[] path = paths.get(i);
      float lock = 50 * (float) random.nextDouble();
      float flat = 0.4f + 0.4f * (float) random.nextDouble();
      float along = 0;
      for (int j = 0; j < s; j++) {
        along += across(path, j, side, out);
        float f = j / (s - 1f);
        float half = width[i] / 2 * profile(f);
        for (int sign = -1; sign <= 1; sign += 2) {
          float a = sign * half;
          float b = sign * flat;
          mesh.vertex(
              path[3 * j] + a * side[0],
              path[3 * j + 1] + a * side[1],
              path[3 * j + 2] + a * side[2],
              out[0] + b * side[0],
              out[1] + b * side[1],
              out[2] + b * side[2]);
          mesh.look(a, along, lock, f * f, level[i], open[i] * (0.7f + 0.3f * f));
        }
        if (j > 0) {
          int v = mesh.count() - 4;
          mesh.quad(v, v + 1, v + 2, v + 3);
        }
      }
    }
  }

  private float profile(float f) {
    return f < 0.25f ? 0.7f + 1.2f * f : 1 - 0.85f * Noise.step(blunt, 1, f);
  }

  /**
   * Sets {@code side} to the direction across the lock at point j and {@code out} to its outer
   * side; returns the distance from the point before.
   */
  private float across(float[] path, int j, float[] side, float[] out) {
    int a = 3 * Math.max(0, j - 1);
    int b = 3 * Math.min(perLock - 1, j + 1);
    float tx = path[b] - path[a];
    float ty = path[b + 1] - path[a + 1];
    float tz = path[b + 2] - path[a + 2];
    float l = Direction.inverseLength(tx, ty, tz);
    tx *= l;
    ty *= l;
    tz *= l;
    float ox = path[3 * j];
    float oy = Math.max(0, path[3 * j + 1] - centreY);
    float oz = path[3 * j + 2] - centreZ;
    float bx = ty * oz - tz * oy;
    float by = tz * ox - tx * oz;
    float bz = tx * oy - ty * ox;
    l = Direction.inverseLength(bx, by, bz);
    side[0] = bx * l;
    side[1] = by * l;
    side[2] = bz * l;
    out[0] = side[1] * tz - side[2] * ty;
    out[1] = side[2] * tx - side[0] * tz;
    out[2] = side[0] * ty - side[1] * tx;
    if (j == 0) {
      return 0;
    }
    float dx = path[3 * j] - path[3 * j - 3];
    float dy = path[3 * j + 1] - path[3 * j - 2];
    float dz = path[3 * j + 2] - path[3 * j - 1];
    return (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  /**
   * {@return single hairs beside the locks}
   *
   * @param count how many
   * @param thick of a hair, cm
   * @param loose how far they leave their lock, as a share of its width
   */
  Strands strands(
      int count,
      float thick,
      float loose,
      float alpha,
      float gloss,
      float[] root,
      float[] tip,
      SplittableRandom random) {
    int s = perLock;
    int n = paths.isEmpty() ? 0 : count;
    float[] points = new float[n * s * 3];
    float[] colour = new float[3 * n];
    float[] widths = new float[n];
    float[] openness = new float[n];
    float[] side = new float[3];
    float[] out = new float[3];
    for (int k = 0; k < n; k++) {
      int i = (int) ((long) k * paths.size() / n);
      float[] path = paths.get(i);
      float u = (float) (random.nextDouble() - 0.5) * width[i];
      float bend = loose * (float) random.nextGaussian() * width[i];
      float lift = loose * (float) Math.abs(random.nextGaussian()) * 0.5f * width[i] + 0.03f;
      float reach = 0.75f + 0.3f * (float) random.nextDouble();
      for (int j = 0; j < s; j++) {
        across(path, j, side, out);
        float f = j / (s - 1f);
        float a = u * profile(f) + bend * f * f;
        float b = 0.06f + lift * f;
        float g = Math.min(s - 1.001f, j * reach);
        int p = (int) g;
        g -= p;
        for (int c = 0; c < 3; c++) {
          float x = path[3 * p + c] + g * (path[3 * p + 3 + c] - path[3 * p + c]);
          points[3 * (k * s + j) + c] = x + a * side[c] + b * out[c];
        }
      }
      float m = (float) Math.pow(random.nextDouble(), 2);
      float bright = level[i] * (0.6f + 0.7f * (float) random.nextDouble());
      for (int c = 0; c < 3; c++) {
        colour[3 * k + c] = bright * (root[c] + m * (tip[c] - root[c]));
      }
      widths[k] = thick * (0.7f + 0.6f * (float) random.nextDouble());
      openness[k] = open[i];
    }
    return new Strands(points, s, colour, widths, openness, 0.7f, alpha, gloss);
  }
}
