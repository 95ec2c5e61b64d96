package kpnative.data.rendered;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Eyelashes as thin hairs: the model's strips of lashes, from their edge at the lid to their outer
 * edge. Opaque strips would look like shutters. Thread-safe.
 */
final class Lashes {
  /** Of each strip: its vertices at the lid, then as many at the tips. */
  private final List<int[]> strips = new ArrayList<>();

  Lashes(Head head) {
    for (List<int[]> quads : pieces(head.lashes)) {
      int[] strip = strip(head.model.mean(), quads);
      if (strip.length > 0) {
        strips.add(strip);
      }
    }
  }

  /** {@return the quads of each piece that is connected, by the piece's first vertex} */
  private static Iterable<List<int[]>> pieces(int[] triangles) {
    Map<Integer, Integer> other = new HashMap<>();
    for (int i = 0; i < triangles.length; i++) {
      int a = first(other, triangles[i]);
      int b = first(other, triangles[i - i % 3]);
      other.put(Math.max(a, b), Math.min(a, b));
    }
    Map<Integer, List<int[]>> pieces = new TreeMap<>();
    for (int t = 0; t + 5 < triangles.length; t += 6) { // quads in two: a b c, a c d
      int[] quad = {triangles[t], triangles[t + 1], triangles[t + 2], triangles[t + 5]};
      pieces.computeIfAbsent(first(other, quad[0]), k -> new ArrayList<>()).add(quad);
    }
    return pieces.values();
  }

  private static int first(Map<Integer, Integer> other, int v) {
    Integer next = other.get(v);
    while (next != null && next != v) {
      v = next;
      next = other.get(v);
    }
    return v;
  }

  /** {@return the two long edges of a grid of quads; the first is nearer to the eyes' depth} */
  private static int[] strip(float[] mean, List<int[]> quads) {
    Map<Integer, Integer> uses = new HashMap<>();
    Map<Long, Integer> edges = new HashMap<>();
    Map<Integer, Integer> next = new HashMap<>();
    for (int[] quad : quads) {
      for (int k = 0; k < 4; k++) {
        uses.merge(quad[k], 1, Integer::sum);
        edges.merge(edge(quad[k], quad[(k + 1) % 4]), 1, Integer::sum);
      }
    }
    for (int[] quad : quads) {
      for (int k = 0; k < 4; k++) {
        if (edges.getOrDefault(edge(quad[k], quad[(k + 1) % 4]), 0) == 1) {
          next.put(quad[k], quad[(k + 1) % 4]);
        }
      }
    }
    List<List<Integer>> sides = new ArrayList<>();
    int start =
        next.keySet().stream()
            .filter(v -> uses.getOrDefault(v, 0) == 1)
            .min(Integer::compare)
            .orElse(-1);
    Integer v = start;
    for (int guard = 0; v != null && guard < next.size(); guard++) {
      if (uses.getOrDefault(v, 0) == 1) {
        if (!sides.isEmpty()) {
          sides.get(sides.size() - 1).add(v);
        }
        sides.add(new ArrayList<>());
      }
      sides.get(sides.size() - 1).add(v);
      v = next.get(v);
    }
    if (sides.size() != 4) {
      return new int[0];
    }
    sides.get(3).add(start);
    int longer = sides.get(0).size() >= sides.get(1).size() ? 0 : 1;
    List<Integer> a = sides.get(longer);
    List<Integer> b = new ArrayList<>(sides.get(longer + 2));
    Collections.reverse(b);
    if (a.size() != b.size()) {
      return new int[0];
    }
    if (depth(mean, a) > depth(mean, b)) {
      List<Integer> swap = a;
      a = b;
      b = swap;
    }
    List<Integer> all = new ArrayList<>(a);
    all.addAll(b);
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  private static long edge(int a, int b) {
    return ((long) Math.min(a, b) << 32) | Math.max(a, b);
  }

  private static double depth(float[] mean, List<Integer> vertices) {
    return vertices.stream().mapToDouble(v -> mean[3 * v + 2]).sum();
  }

  /** Adds a person's lashes. */
  void add(FaceParts parts, FaceScene scene, float detail, SplittableRandom random) {
    float mascara = parts.traits.makeUp().mascara();
    float length = 0.55f + 0.25f * (float) random.nextDouble() + 0.25f * mascara;
    float[] mean = parts.head.model.mean();
    int each = detail > 8 ? 26 : 13;
    List<float[]> points = new ArrayList<>();
    float[] p = parts.position;
    for (int[] strip : strips) {
      int n = strip.length / 2;
      boolean upper = mean[3 * strip[n + n / 2] + 1] > mean[3 * strip[n / 2] + 1] - 0.35f;
      for (int i = 0; i < (upper ? each : each / 3); i++) {
        float t = (n - 1) * (i + (float) random.nextDouble()) / each;
        int a = Math.min(n - 2, (int) t);
        float f = t - a;
        float reach = length * (0.8f + 0.4f * (float) random.nextDouble());
        float[] path = new float[9];
        for (int c = 0; c < 3; c++) {
          float root = p[3 * strip[a] + c] * (1 - f) + p[3 * strip[a + 1] + c] * f;
          float tip = p[3 * strip[n + a] + c] * (1 - f) + p[3 * strip[n + a + 1] + c] * f;
          path[c] = root;
          path[3 + c] = root + 0.5f * reach * (tip - root);
          path[6 + c] = root + reach * (tip - root);
        }
        path[4] -= upper ? 0.04f : 0;
        points.add(path);
      }
    }
    int n = points.size();
    float[] all = new float[9 * n];
    float[] colour = new float[3 * n];
    float[] width = new float[n];
    float[] open = new float[n];
    float[] brow = parts.traits.brow();
    for (int i = 0; i < n; i++) {
      System.arraycopy(points.get(i), 0, all, 9 * i, 9);
      for (int c = 0; c < 3; c++) {
        colour[3 * i + c] = (1 - mascara) * 0.4f * brow[c] + 0.004f;
      }
      width[i] = 0.035f + 0.03f * mascara;
      open[i] = 0.8f;
    }
    float alpha = 0.5f + 0.45f * mascara;
    scene.strands.add(new Strands(all, 3, colour, width, open, 0.6f, alpha, 0));
  }
}
