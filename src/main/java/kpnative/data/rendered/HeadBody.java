package kpnative.data.rendered;

/**
 * One face's {@link HeadGrid}: where the skin is that hair grows from, and how far out hair must
 * stay not to cut into head, ears and shoulders. Not thread-safe.
 */
final class HeadBody {
  final HeadGrid grid;

  /** The skin without ears, head's frame, cm, [ROWS, COLUMNS, 3]. */
  final float[] skin = new float[3 * HeadGrid.CELLS];

  final float[] normal = new float[3 * HeadGrid.CELLS];

  /** Distance of the outermost skin from the middle or the axis, cm, [ROWS, COLUMNS]. */
  final float[] radius = new float[HeadGrid.CELLS];

  /** Set by {@link #locate}: angle, s and distance of a place. */
  float angle;

  float s;
  float r;

  HeadBody(HeadGrid grid, float[] position) {
    this.grid = grid;
    float[] p = new float[3];
    for (int k = 0; k < HeadGrid.CELLS; k++) {
      grid.skin[k].of(position, skin, 3 * k);
      if (grid.ear[k]) {
        grid.outer[k].of(position, p, 0);
      } else {
        System.arraycopy(skin, 3 * k, p, 0, 3);
      }
      float x = p[0];
      float z = p[2] - HeadGrid.CENTRE_Z;
      float up = Math.max(0, p[1] - HeadGrid.CENTRE_Y);
      radius[k] = (float) Math.sqrt(x * x + z * z + up * up);
    }
    normals(skin, normal);
  }

  /**
   * Writes the normals, of length 1, of a surface that has a place for each of the grid's cells.
   */
  static void normals(float[] places, float[] normals) {
    for (int row = 0; row < HeadGrid.ROWS; row++) {
      int above = Math.min(HeadGrid.ROWS - 1, row + 1) * HeadGrid.COLUMNS;
      int below = Math.max(0, row - 1) * HeadGrid.COLUMNS;
      for (int c = 0; c < HeadGrid.COLUMNS; c++) {
        int left = 3 * (row * HeadGrid.COLUMNS + (c + 1) % HeadGrid.COLUMNS);
        int right = 3 * (row * HeadGrid.COLUMNS + (c + HeadGrid.COLUMNS - 1) % HeadGrid.COLUMNS);
        cross(
            places,
            left,
            right,
            3 * (above + c),
            3 * (below + c),
            normals,
            3 * (row * HeadGrid.COLUMNS + c));
      }
    }
    for (int c = 0; c < HeadGrid.COLUMNS; c++) { // the crown's row is nearly a point
      int k = 3 * ((HeadGrid.ROWS - 1) * HeadGrid.COLUMNS + c);
      normals[k] = 0;
      normals[k + 1] = 1;
      normals[k + 2] = 0;
    }
  }

  private static void cross(
      float[] p, int left, int right, int up, int down, float[] normals, int out) {
    float ux = p[left] - p[right];
    float uy = p[left + 1] - p[right + 1];
    float uz = p[left + 2] - p[right + 2];
    float wx = p[up] - p[down];
    float wy = p[up + 1] - p[down + 1];
    float wz = p[up + 2] - p[down + 2];
    float x = uy * wz - uz * wy;
    float y = uz * wx - ux * wz;
    float z = ux * wy - uy * wx;
    float l = FaceShader.inverseLength(x, y, z);
    normals[out] = x * l;
    normals[out + 1] = y * l;
    normals[out + 2] = z * l;
  }

  /** Sets {@link #angle}, {@link #s} and {@link #r} to where a place is on the grid. */
  void locate(float x, float y, float z) {
    float dz = z - HeadGrid.CENTRE_Z;
    float dy = y - HeadGrid.CENTRE_Y;
    float ring = (float) Math.sqrt(x * x + dz * dz);
    angle = atan2(x, dz);
    if (dy > 0) {
      s = HeadGrid.ARC * atan2(dy, ring);
      r = (float) Math.sqrt(ring * ring + dy * dy);
    } else {
      s = dy;
      r = ring;
    }
  }

  /** {@return {@link #radius} at the located place} */
  float body() {
    return at(radius, angle, s);
  }

  /** {@return a value between those of the grid's cells} */
  static float at(float[] values, float angle, float s) {
    float x = (angle + (float) Math.PI) * (HeadGrid.COLUMNS / (float) (2 * Math.PI));
    float y = Math.max(0, Math.min(HeadGrid.ROWS - 1.001f, HeadGrid.row(s)));
    int i = (int) x;
    int j = (int) y;
    float f = x - i;
    float g = y - j;
    i = i >= HeadGrid.COLUMNS ? 0 : i;
    int next = i + 1 == HeadGrid.COLUMNS ? 0 : i + 1;
    int row = j * HeadGrid.COLUMNS;
    float low = values[row + i] + f * (values[row + next] - values[row + i]);
    row += HeadGrid.COLUMNS;
    float high = values[row + i] + f * (values[row + next] - values[row + i]);
    return low + g * (high - low);
  }

  /** Writes the place at an angle, an s and a distance to {@code out}. */
  static void place(float angle, float s, float r, float[] out, int at) {
    double ring = r;
    float y = HeadGrid.CENTRE_Y + s;
    if (s > 0) {
      ring = r * Math.cos(s / HeadGrid.ARC);
      y = HeadGrid.CENTRE_Y + (float) (r * Math.sin(s / HeadGrid.ARC));
    }
    out[at] = (float) (ring * Math.sin(angle));
    out[at + 1] = y;
    out[at + 2] = HeadGrid.CENTRE_Z + (float) (ring * Math.cos(angle));
  }

  /** {@return atan2 within 0.0004: hair asks for it at every point of every lock} */
  static float atan2(float y, float x) {
    float ax = Math.abs(x);
    float ay = Math.abs(y);
    float a = Math.min(ax, ay) / (Math.max(ax, ay) + 1e-20f);
    float q = a * a;
    float t = ((-0.0464965f * q + 0.159314f) * q - 0.327623f) * q * a + a;
    t = ay > ax ? (float) (Math.PI / 2) - t : t;
    t = x < 0 ? (float) Math.PI - t : t;
    return y < 0 ? -t : t;
  }
}
