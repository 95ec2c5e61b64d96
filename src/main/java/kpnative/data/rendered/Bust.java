package kpnative.data.rendered;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * What a body needs to know of a head model: how far each vertex turns with the body, and the edge
 * at which the model's shoulders end. Immutable and thread-safe.
 */
final class Bust {
  /** Above this nothing turns with the body, and below this all does; mean head's frame, cm. */
  private static final float HEAD_Y = -8;

  private static final float BODY_Y = -14.5f;

  /** Steps in which the neck turns. */
  static final int STEPS = 24;

  /** 0 the head to {@link #STEPS} the body, [V]. */
  final byte[] turn;

  /** The edge's vertices from the back, over the person's right, the front and the left. */
  final int[] edge;

  /** Vertices at the neck's right and left, and how far they are apart on the mean head, cm. */
  private final int[] sides = new int[2];

  private final double apart;

  Bust(Head head) {
    float[] mean = head.model.mean();
    int n = head.model.vertexCount();
    turn = new byte[n];
    for (int i = 0; i < n; i++) {
      HeadPart part = head.model.parts()[i];
      if (part == HeadPart.FACE || part == HeadPart.HEAD_NECK) {
        turn[i] = (byte) Math.round(STEPS * Noise.step(-HEAD_Y, -BODY_Y, -mean[3 * i + 1]));
      }
    }
    edge = edge(head, mean);
    HeadPlaces places = new HeadPlaces(head);
    sides[0] = places.nearest(-5.7, -9, -0.5);
    sides[1] = places.nearest(5.7, -9, -0.5);
    apart = apart(mean);
  }

  private double apart(float[] p) {
    int a = 3 * sides[0];
    int b = 3 * sides[1];
    double x = p[a] - p[b];
    double y = p[a + 1] - p[b + 1];
    double z = p[a + 2] - p[b + 2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  /** {@return the width of a neck as a share of the mean head's} */
  double neck(float[] position) {
    return apart(position) / apart;
  }

  /** Vertices of edges with a triangle on one side only, far down. */
  private static int[] edge(Head head, float[] mean) {
    Map<Long, Integer> first = new HashMap<>();
    Map<Long, int[]> edges = new HashMap<>();
    for (int[] triangles : new int[][] {head.face, head.neck}) {
      for (int t = 0; t < triangles.length; t += 3) {
        for (int k = 0; k < 3; k++) {
          int a = weld(first, mean, triangles[t + k]);
          int b = weld(first, mean, triangles[t + (k + 1) % 3]);
          long key = (long) Math.min(a, b) << 32 | Math.max(a, b);
          edges.merge(key, new int[] {a, b, 1}, (x, y) -> new int[] {x[0], x[1], x[2] + 1});
        }
      }
    }
    Integer[] found =
        edges.values().stream()
            .filter(e -> e[2] == 1 && mean[3 * e[0] + 1] < -12)
            .map(e -> e[0])
            .distinct()
            .toArray(Integer[]::new);
    Arrays.sort(
        found,
        Comparator.<Integer>comparingDouble(i -> angle(mean[3 * i], mean[3 * i + 2]))
            .thenComparingInt(i -> i));
    return Arrays.stream(found).mapToInt(i -> i).toArray();
  }

  /** {@return the angle about the body's axis, 0 in front, positive to the person's left} */
  static double angle(double x, double z) {
    return Math.atan2(x, z + 1.5);
  }

  private static int weld(Map<Long, Integer> first, float[] mean, int i) {
    long key =
        (Math.round(mean[3 * i] * 1000.0) + 100_000) * 1_000_000_000_000L
            + (Math.round(mean[3 * i + 1] * 1000.0) + 100_000) * 1_000_000L
            + Math.round(mean[3 * i + 2] * 1000.0)
            + 100_000;
    Integer other = first.putIfAbsent(key, i);
    return other == null ? i : other;
  }

  /** Turns the neck and shoulders of a head's positions and normals. */
  void turn(float[] position, float[] normal, BodyTurn body) {
    Placement[] steps = new Placement[STEPS + 1];
    for (int s = 1; s <= STEPS; s++) {
      steps[s] = body.placement((double) s / STEPS);
    }
    for (int i = 0; i < turn.length; i++) {
      if (turn[i] > 0) {
        Placement p = steps[turn[i]];
        p.apply(position, 3 * i);
        float[] n = p.turn(normal[3 * i], normal[3 * i + 1], normal[3 * i + 2]);
        System.arraycopy(n, 0, normal, 3 * i, 3);
      }
    }
  }
}
