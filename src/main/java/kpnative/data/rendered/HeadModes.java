package kpnative.data.rendered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adds weighted modes to a head's vertices: to those that are seen, and to teeth and eyeballs as
 * whole pieces. Computed once of a head; immutable and thread-safe.
 */
/* A face's position is a sum of some sixty modes of 320 kB each, which come from the third cache at best. So the
 * vertices that nothing shows are left out, a block of vertices stays in the first cache while four modes at a time
 * pass, and each piece of a third of the vertices takes twelve numbers of a mode. */
final class HeadModes {
  /** So many floats of four modes and the sum fit into the first cache. */
  private static final int BLOCK = 1024;

  private final HeadModel model;

  /** Of {@link HeadModel#identity}, then of {@link HeadModel#expression}. */
  private final float[][] modes;

  /** Where runs of vertices begin and end that take each mode, in floats. */
  private final int[] runs;

  private final List<MovedPiece> pieces;

  /**
   * @param shown the vertices of all triangles that are looked at
   * @param stiff triangles of what may move as pieces: teeth, eyeballs
   */
  HeadModes(HeadModel model, int[] shown, int[] stiff) {
    this.model = model;
    modes = Arrays.copyOf(model.identity(), model.identity().length + model.expression().length);
    System.arraycopy(
        model.expression(), 0, modes, model.identity().length, model.expression().length);
    boolean[] full = new boolean[model.vertexCount()];
    for (int v : shown) {
      full[v] = true;
    }
    pieces = MovedPiece.of(model.mean(), stiff, modes);
    for (MovedPiece piece : pieces) {
      for (int v : piece.vertices()) {
        full[v] = false;
      }
    }
    List<Integer> found = new ArrayList<>();
    for (int v = 0; v < full.length; v++) {
      if (full[v] && (v == 0 || !full[v - 1])) {
        found.add(3 * v);
      }
      if (full[v] && (v + 1 == full.length || !full[v + 1])) {
        found.add(3 * v + 3);
      }
    }
    runs = found.stream().mapToInt(i -> i).toArray();
  }

  /**
   * {@return the mean and the weighted modes, x, y, z of the first {@code count} vertices; those
   * that nothing shows stay at the mean}
   */
  float[] sum(float[] identity, float[] expression, int count) {
    float[] p = Arrays.copyOf(model.mean(), 3 * count);
    int[] which = new int[identity.length + expression.length];
    float[] weights = new float[which.length + 3];
    int n = 0;
    for (int i = 0; i < which.length; i++) {
      boolean person = i < identity.length;
      float w = person ? identity[i] : expression[i - identity.length];
      if (w != 0) {
        which[n] = person ? i : i - identity.length + model.identity().length;
        weights[n++] = w;
      }
    }
    for (int r = 0; r < runs.length; r += 2) {
      int end = Math.min(p.length, runs[r + 1]);
      for (int from = runs[r]; from < end; from += BLOCK) {
        int to = Math.min(end, from + BLOCK);
        for (int i = 0; i < n; i += 4) {
          add(
              p,
              from,
              to,
              modes[which[i]],
              modes[which[Math.min(n - 1, i + 1)]],
              modes[which[Math.min(n - 1, i + 2)]],
              modes[which[Math.min(n - 1, i + 3)]],
              weights[i],
              weights[i + 1],
              weights[i + 2],
              weights[i + 3]);
        }
      }
    }
    for (MovedPiece piece : pieces) {
      piece.add(p, model.mean(), which, weights, n);
    }
    return p;
  }

  private static void add(
      float[] p,
      int from,
      int to,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float wa,
      float wb,
      float wc,
      float wd) {
    for (int j = from; j < to; j++) {
      p[j] += wa * a[j] + wb * b[j] + wc * c[j] + wd * d[j];
    }
  }
}
