package kpnative.data.rendered;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regular grid over skull, neck and shoulders, which hair grows from and lies on. Computed once
 * of a {@link Head}; immutable and thread-safe.
 *
 * <p>Columns go round the head, rows from the shoulders up to the crown. A row is named by its
 * height {@code s} in cm along the skin: below the middle of the ears it is the height itself, less
 * {@link #CENTRE_Y}; above, it is the angle of elevation times {@link #ARC}. The angle round the
 * head is 0 at the face and positive to the person's left.
 */
final class HeadGrid {
  static final int COLUMNS = 80;
  static final int ROWS = 46;
  static final int CELLS = COLUMNS * ROWS;

  /** The middle of the skull on the mean head; x is 0. */
  static final float CENTRE_Y = 4;

  static final float CENTRE_Z = 0.5f;

  /** Cm of {@code s} for a radian of elevation: about the skull's radius. */
  static final float ARC = 9;

  static final float CROWN = ARC * (float) (Math.PI / 2);
  static final float LOWEST = -19.5f;
  static final float STEP = (CROWN - LOWEST) / (ROWS - 1);

  /** Of each cell, the place on the skin without the ears. */
  final HeadSurface.Place[] skin;

  /** The place that is farthest out, ears included. */
  final HeadSurface.Place[] outer;

  /** Whether the two differ. */
  final boolean[] ear = new boolean[CELLS];

  /** The grid's place of each vertex of the mean head: angle in radians, then s. */
  final float[] angle;

  final float[] height;

  HeadGrid(Head head) {
    float[] mean = head.model.mean();
    int n = mean.length / 3;
    angle = new float[n];
    height = new float[n];
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      float x = mean[3 * i];
      float y = mean[3 * i + 1];
      float z = mean[3 * i + 2];
      angle[i] = (float) Math.atan2(x, z - CENTRE_Z);
      float ring = (float) Math.hypot(x, z - CENTRE_Z);
      boolean above = y > CENTRE_Y;
      height[i] = above ? ARC * (float) Math.atan2(y - CENTRE_Y, ring) : y - CENTRE_Y;
      out[i] = above ? (float) Math.hypot(y - CENTRE_Y, ring) : ring;
    }
    int[] all = join(head.face, head.neck);
    outer = places(all, out, null);
    skin = places(all, out, mean);
    for (int k = 0; k < CELLS; k++) {
      ear[k] = !outer[k].equals(skin[k]);
    }
  }

  private static int[] join(int[] a, int[] b) {
    int[] all = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  static float s(int row) {
    return LOWEST + row * STEP;
  }

  static float angle(int column) {
    return (float) (2 * Math.PI) * column / COLUMNS - (float) Math.PI;
  }

  private HeadSurface.Place[] places(int[] triangles, float[] out, float @Nullable [] earsOf) {
    List<float[]> corners = new ArrayList<>();
    List<int[]> vertices = new ArrayList<>();
    for (int t = 0; t < triangles.length; t += 3) {
      int a = triangles[t];
      int b = triangles[t + 1];
      int c = triangles[t + 2];
      if (earsOf != null && (isEar(earsOf, a) || isEar(earsOf, b) || isEar(earsOf, c))) {
        continue;
      }
      float xa = column(angle[a]);
      float xb = near(column(angle[b]), xa);
      float xc = near(column(angle[c]), xa);
      for (int turn = -1; turn <= 1; turn++) { // the back is on both sides of the map
        float x = turn * COLUMNS;
        corners.add(
            new float[] {
              xa + x,
              row(height[a]),
              -out[a],
              xb + x,
              row(height[b]),
              -out[b],
              xc + x,
              row(height[c]),
              -out[c]
            });
        vertices.add(new int[] {a, b, c});
      }
    }
    float[] screen = new float[9 * corners.size()];
    int[] order = new int[3 * corners.size()];
    for (int i = 0; i < corners.size(); i++) {
      System.arraycopy(corners.get(i), 0, screen, 9 * i, 9);
      for (int k = 0; k < 3; k++) {
        order[3 * i + k] = 3 * i + k;
      }
    }
    DepthBuffer map = new DepthBuffer(COLUMNS, ROWS);
    map.draw(screen, order, 0, DepthBuffer.Facing.BOTH, 0);
    HeadSurface.Place[] places = new HeadSurface.Place[CELLS];
    for (int k = 0; k < CELLS; k++) {
      if (map.id(k) >= 0) {
        int[] v = vertices.get(map.id(k));
        float[] w = map.weights(k, screen, order);
        float b = w[0];
        float c = w[1];
        places[k] = new HeadSurface.Place(v[0], v[1], v[2], 1 - b - c, b, c);
      }
    }
    return filled(places);
  }

  /** Fills gaps: the crown's row, the ears' holes, what is below the shoulders. */
  private static HeadSurface.Place[] filled(HeadSurface.@Nullable Place[] places) {
    HeadSurface.Place[] all = new HeadSurface.Place[CELLS];
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        all[row * COLUMNS + column] = nearest(places, row, column);
      }
    }
    return all;
  }

  private static HeadSurface.Place nearest(
      HeadSurface.@Nullable Place[] places, int row, int column) {
    for (int reach = 0; reach < COLUMNS; reach++) {
      for (int d = -reach; d <= reach; d++) {
        for (int side = -1; side <= 1; side += 2) {
          int r = Math.max(0, Math.min(ROWS - 1, row + side * (reach - Math.abs(d))));
          HeadSurface.Place p = places[r * COLUMNS + Math.floorMod(column + d, COLUMNS)];
          if (p != null) {
            return p;
          }
        }
      }
    }
    throw new IllegalArgumentException("the head has no skin");
  }

  /** {@return whether a vertex of the mean head belongs to an ear or the skin right beside it} */
  static boolean isEar(float[] mean, int i) {
    float y = mean[3 * i + 1];
    float z = mean[3 * i + 2];
    return Math.abs(mean[3 * i]) > 7.45f && y < 5.4f && y > -3 && z < 2.9f && z > -3;
  }

  private static float column(float angle) {
    return (angle + (float) Math.PI) * (COLUMNS / (float) (2 * Math.PI));
  }

  private static float near(float x, float other) {
    float d = x - other;
    return d > COLUMNS / 2f ? x - COLUMNS : d < -COLUMNS / 2f ? x + COLUMNS : x;
  }

  static float row(float s) {
    return (s - LOWEST) / STEP;
  }
}
