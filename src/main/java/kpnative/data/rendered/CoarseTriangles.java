package kpnative.data.rendered;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Fewer and larger triangles for a surface: enough for its shadow. */
final class CoarseTriangles {
  private CoarseTriangles() {}

  /**
   * {@return triangles between some of the vertices of {@code triangles}: of those that lie in the
   * same cube, one is taken for all}
   *
   * @param position x, y, z of each vertex
   * @param cell side of a cube, cm
   */
  static int[] of(float[] position, int[] triangles, float cell) {
    Map<Long, Integer> first = new HashMap<>();
    int[] out = new int[triangles.length];
    Set<Long> seen = new HashSet<>();
    int n = 0;
    for (int t = 0; t < triangles.length; t += 3) {
      for (int k = 0; k < 3; k++) {
        int v = triangles[t + k];
        Integer other = first.putIfAbsent(cube(position, v, cell), v);
        out[n + k] = other == null ? v : other;
      }
      int a = out[n];
      int b = out[n + 1];
      int c = out[n + 2];
      if (a != b && b != c && c != a && seen.add(turned(a, b, c))) {
        n += 3;
      }
    }
    return Arrays.copyOf(out, n);
  }

  private static long cube(float[] position, int v, float cell) {
    long key = 0;
    for (int c = 0; c < 3; c++) {
      key = (key << 20) | ((long) Math.floor(position[3 * v + c] / cell) & 0xfffff);
    }
    return key;
  }

  /** {@return the same number for the same triangle, whichever corner comes first} */
  private static long turned(int a, int b, int c) {
    int least = Math.min(a, Math.min(b, c));
    int next = least == a ? b : least == b ? c : a;
    int last = least == a ? c : least == b ? a : b;
    return ((long) least << 21 | next) << 21 | last;
  }
}
