package kpnative.data.rendered;

import java.util.Arrays;

/**
 * A rounded thing made of tapered capsules that flow into each other: a field of signed distances
 * on a grid, to which capsules are added, and the surface where it is 0. Capsules of one layer
 * leave a crease where they touch if they are added with little flow.
 *
 * @see <a href="https://iquilezles.org/articles/smin">Quilez, on smooth minima</a>
 * @see <a href="https://doi.org/10.1007/BFb0056971">Gibson 1998, on surface nets</a>
 */
final class Blob {
  private static final float FAR = 9;
  private static final float MARGIN = 0.75f;

  private final float step;
  private final float x0;
  private final float y0;
  private final float z0;
  private final int nx;
  private final int ny;
  private final int nz;
  private final float[] field;

  /** An empty grid over a box, cm. */
  Blob(float[] low, float[] high, float step) {
    this.step = step;
    x0 = low[0] - MARGIN;
    y0 = low[1] - MARGIN;
    z0 = low[2] - MARGIN;
    nx = (int) Math.ceil((high[0] - low[0] + 2 * MARGIN) / step) + 1;
    ny = (int) Math.ceil((high[1] - low[1] + 2 * MARGIN) / step) + 1;
    nz = (int) Math.ceil((high[2] - low[2] + 2 * MARGIN) / step) + 1;
    field = new float[nx * ny * nz];
    Arrays.fill(field, FAR);
  }

  /**
   * Adds a capsule.
   *
   * @param flow how wide it flows into what is there, cm
   */
  void capsule(float[] a, float[] b, float ra, float rb, float flow) {
    float r = Math.max(ra, rb) + MARGIN;
    int i0 = index(Math.min(a[0], b[0]) - r - x0, nx);
    int i1 = index(Math.max(a[0], b[0]) + r - x0 + step, nx);
    int j0 = index(Math.min(a[1], b[1]) - r - y0, ny);
    int j1 = index(Math.max(a[1], b[1]) + r - y0 + step, ny);
    int k0 = index(Math.min(a[2], b[2]) - r - z0, nz);
    int k1 = index(Math.max(a[2], b[2]) + r - z0 + step, nz);
    float dx = b[0] - a[0];
    float dy = b[1] - a[1];
    float dz = b[2] - a[2];
    float inverse = 1 / (dx * dx + dy * dy + dz * dz + 1e-9f);
    float reach = r * r;
    for (int k = k0; k <= k1; k++) {
      float pz = z0 + k * step - a[2];
      for (int j = j0; j <= j1; j++) {
        float py = y0 + j * step - a[1];
        int at = (k * ny + j) * nx + i0;
        float across = py * dy + pz * dz;
        for (int i = i0; i <= i1; i++, at++) {
          float px = x0 + i * step - a[0];
          float t = Math.max(0, Math.min(1, (px * dx + across) * inverse));
          float ex = px - t * dx;
          float ey = py - t * dy;
          float ez = pz - t * dz;
          float square = ex * ex + ey * ey + ez * ez;
          if (square < reach) {
            float d = (float) Math.sqrt(square) - ra - t * (rb - ra);
            field[at] = join(field[at], d, flow);
          }
        }
      }
    }
  }

  private int index(float along, int n) {
    return Math.max(0, Math.min(n - 1, (int) (along / step)));
  }

  private static float join(float a, float b, float flow) {
    float h = flow - Math.abs(a - b);
    float least = Math.min(a, b);
    return h <= 0 ? least : least - h * h / (4 * flow);
  }

  /** Adds another blob on the same grid. */
  void join(Blob other, float flow) {
    for (int i = 0; i < field.length; i++) {
      if (other.field[i] < FAR) {
        field[i] = join(field[i], other.field[i], flow);
      }
    }
  }

  /** Adds the surface to a mesh; the vertices' openness tells how deep in a crease they are. */
  void surface(MeshBuilder mesh) {
    int[] vertex = new int[field.length];
    Arrays.fill(vertex, -1);
    float near = 2 * step;
    int sx = 1;
    int sy = nx;
    int sz = nx * ny;
    for (int k = 0; k + 1 < nz; k++) {
      for (int j = 0; j + 1 < ny; j++) {
        for (int i = 0; i + 1 < nx; i++) {
          int at = (k * ny + j) * nx + i;
          if (Math.abs(field[at]) < near) { // the others are far from the surface
            vertex[at] = cell(mesh, at, i, j, k);
          }
        }
      }
    }
    for (int k = 1; k + 1 < nz; k++) {
      for (int j = 1; j + 1 < ny; j++) {
        for (int i = 1; i + 1 < nx; i++) {
          int at = (k * ny + j) * nx + i;
          if (vertex[at] < 0) {
            continue;
          }
          boolean in = field[at] < 0;
          if (in != field[at + sx] < 0) {
            quad(mesh, vertex, at, sy, sz, in);
          }
          if (in != field[at + sy] < 0) {
            quad(mesh, vertex, at, sz, sx, in);
          }
          if (in != field[at + sz] < 0) {
            quad(mesh, vertex, at, sx, sy, in);
          }
        }
      }
    }
  }

  private static void quad(MeshBuilder mesh, int[] vertex, int at, int u, int v, boolean in) {
    int a = vertex[at - u - v];
    int b = vertex[at - v];
    int c = vertex[at];
    int d = vertex[at - u];
    if (in) {
      mesh.triangle(a, b, c);
      mesh.triangle(a, c, d);
    } else {
      mesh.triangle(a, c, b);
      mesh.triangle(a, d, c);
    }
  }

  /** Adds the vertex of a cell that the surface crosses; returns its number, or -1. */
  private int cell(MeshBuilder mesh, int at, int i, int j, int k) {
    int inside = 0;
    for (int c = 0; c < 8; c++) {
      inside += field[corner(at, c)] < 0 ? 1 : 0;
    }
    if (inside == 0 || inside == 8) {
      return -1;
    }
    float x = 0;
    float y = 0;
    float z = 0;
    int n = 0;
    for (int c = 0; c < 8; c++) {
      for (int axis = 1; axis < 8; axis <<= 1) {
        if ((c & axis) != 0) {
          continue;
        }
        float a = field[corner(at, c)];
        float b = field[corner(at, c | axis)];
        if (a < 0 == b < 0) {
          continue;
        }
        float t = a / (a - b);
        x += (c & 1) + (axis == 1 ? t : 0);
        y += (c >> 1 & 1) + (axis == 2 ? t : 0);
        z += (c >> 2) + (axis == 4 ? t : 0);
        n++;
      }
    }
    float px = i + x / n;
    float py = j + y / n;
    float pz = k + z / n;
    int v = mesh.vertex(x0 + step * px, y0 + step * py, z0 + step * pz);
    mesh.openness(v, open(at, px, py, pz));
    return v;
  }

  private int corner(int at, int c) {
    return at + (c & 1) + (c >> 1 & 1) * nx + (c >> 2) * nx * ny;
  }

  /** {@return how far the field grows on the way outwards, as a share of how far it would alone} */
  private float open(int at, float px, float py, float pz) {
    float gx = 0;
    float gy = 0;
    float gz = 0;
    for (int c = 0; c < 8; c++) {
      float f = field[corner(at, c)];
      gx += (c & 1) == 0 ? -f : f;
      gy += (c & 2) == 0 ? -f : f;
      gz += (c & 4) == 0 ? -f : f;
    }
    float l = Direction.inverseLength(gx, gy, gz) * 0.7f / step;
    int i = Math.max(0, Math.min(nx - 1, Math.round(px + gx * l)));
    int j = Math.max(0, Math.min(ny - 1, Math.round(py + gy * l)));
    int k = Math.max(0, Math.min(nz - 1, Math.round(pz + gz * l)));
    return Math.max(0.35f, Math.min(1, 0.3f + field[(k * ny + j) * nx + i]));
  }
}
