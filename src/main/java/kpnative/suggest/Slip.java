package kpnative.suggest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kpnative.keypoints.Edge;
import kpnative.keypoints.KeypointSchema;

/**
 * A mistake that people make when they put points one after the other: some stand in others'
 * places, or on the way there.
 *
 * @param points indices in the schema
 * @param towards for each, the point in whose place it stands, or to which it is on the way
 */
record Slip(List<Integer> points, List<Integer> towards) {
  private static final int LONGEST = 6; // points that slid together

  /**
   * {@return what may happen to the points of this schema: neighbours on its lines and mirror pairs
   * have each other's places, and up to six neighbours of a line slid along it}
   */
  static List<Slip> of(KeypointSchema schema) {
    Set<Slip> slips = new LinkedHashSet<>();
    List<List<Integer>> next = new ArrayList<>();
    for (int k = 0; k < schema.count(); k++) {
      next.add(new ArrayList<>());
    }
    for (Edge e : schema.edges()) {
      next.get(e.from()).add(e.to());
      next.get(e.to()).add(e.from());
      slips.add(exchanged(e.from(), e.to()));
    }
    for (int k = 0; k < schema.count(); k++) {
      for (int to : next.get(k)) {
        follow(next, new ArrayList<>(List.of(to, k)), slips);
      }
    }
    schema
        .mirror()
        .ifPresent(
            m -> {
              for (int k = 0; k < m.size(); k++) {
                if (m.get(k) > k) {
                  slips.add(exchanged(k, m.get(k)));
                }
              }
            });
    return List.copyOf(slips);
  }

  /** {@return whether two points have each other's places} */
  boolean isExchange() {
    return points.size() == 2
        && points.get(0).equals(towards.get(1))
        && points.get(1).equals(towards.get(0));
  }

  private static Slip exchanged(int a, int b) {
    return new Slip(
        List.of(Math.min(a, b), Math.max(a, b)), List.of(Math.max(a, b), Math.min(a, b)));
  }

  /** Adds what slides along a way through the points to its beginning, and along longer ones. */
  private static void follow(List<List<Integer>> next, List<Integer> way, Set<Slip> slips) {
    List<Integer> points = way.subList(1, way.size());
    List<Integer> towards = way.subList(0, way.size() - 1);
    slips.add(new Slip(List.copyOf(points), List.copyOf(towards)));
    List<Integer> onward = next.get(way.get(way.size() - 1));
    if (points.size() < LONGEST && onward.size() <= 2) { // a line, not a mesh
      for (int k : onward) {
        if (!way.contains(k)) {
          way.add(k);
          follow(next, way, slips);
          way.remove(way.size() - 1);
        }
      }
    }
  }
}
