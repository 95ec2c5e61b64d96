package kpnative.data.rendered;

import java.util.Optional;

/**
 * From texture coordinates of the face to the place on its mesh: three vertices and their weights.
 * Immutable and thread-safe.
 */
final class HeadSurface {
  private static final int SIDE = 1024;

  private final DepthBuffer map = new DepthBuffer(SIDE, SIDE);
  private final float[] screen;
  private final int[] uvTriangles;
  private final int[] triangles;

  HeadSurface(HeadModel model, int[] triangles, int[] uvTriangles) {
    this.triangles = triangles;
    this.uvTriangles = uvTriangles;
    float[] uv = model.uv();
    screen = new float[uv.length / 2 * 3];
    for (int i = 0; i < uv.length / 2; i++) {
      screen[3 * i] = uv[2 * i] * SIDE;
      screen[3 * i + 1] = (1 - uv[2 * i + 1]) * SIDE;
    }
    map.draw(screen, uvTriangles, 0, DepthBuffer.Facing.BOTH, 0);
  }

  /**
   * {@return the place at texture coordinates, or at the nearest place of the texture that the face
   * covers within a fiftieth of its side}
   *
   * @throws IllegalArgumentException if there is none
   */
  Place at(double u, double v) {
    return find(u, v)
        .orElseThrow(
            () -> new IllegalArgumentException("no face at texture coordinates " + u + ", " + v));
  }

  /** {@return the same, if there is one: eyes and mouth are holes} */
  Optional<Place> find(double u, double v) {
    int x = Math.max(0, Math.min(SIDE - 1, (int) Math.round(u * SIDE)));
    int y = Math.max(0, Math.min(SIDE - 1, (int) Math.round((1 - v) * SIDE)));
    for (int r = 0; r <= SIDE / 50; r++) {
      for (int dy = -r; dy <= r; dy++) {
        int step = Math.abs(dy) == r ? 1 : Math.max(1, 2 * r);
        for (int dx = -r; dx <= r; dx += step) {
          int a = x + dx;
          int b = y + dy;
          if (a >= 0 && b >= 0 && a < SIDE && b < SIDE && map.id(b * SIDE + a) >= 0) {
            return Optional.of(place(b * SIDE + a));
          }
        }
      }
    }
    return Optional.empty();
  }

  private Place place(int k) {
    int t = 3 * map.id(k);
    float[] w = map.weights(k, screen, uvTriangles);
    return new Place(triangles[t], triangles[t + 1], triangles[t + 2], 1 - w[0] - w[1], w[0], w[1]);
  }

  /** Three vertices and their weights, which add up to 1. */
  record Place(int a, int b, int c, float wa, float wb, float wc) {
    /** Writes this place's x, y, z on a mesh of vertices {@code p} to {@code out} at {@code at}. */
    void of(float[] p, float[] out, int at) {
      for (int i = 0; i < 3; i++) {
        out[at + i] = wa * p[3 * a + i] + wb * p[3 * b + i] + wc * p[3 * c + i];
      }
    }

    /** {@return the mean of one number a vertex} */
    float of(float[] values) {
      return wa * values[a] + wb * values[b] + wc * values[c];
    }
  }
}
