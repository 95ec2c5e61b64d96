package kpnative.data.annotation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kpnative.keypoints.Edge;

/**
 * What the points of one kind of face are: COCO's category, CVAT's skeleton, the header of a table.
 * Immutable.
 *
 * @param name the kind's, such as {@code face}
 * @param points the points' names in order, all different; K of them
 * @param named false where the file names no points, so that the names are numbers from 0
 * @param edges pairs of indices from 0, to be drawn as lines
 * @param mirror for each point, the index of that which takes its place in the mirrored face; empty
 *     where the file does not say
 */
public record PointLayout(
    String name,
    List<String> points,
    boolean named,
    List<Edge> edges,
    Optional<List<Integer>> mirror) {
  /** The name of a kind of face that has none. */
  public static final String FACE = "face";

  /** Rejects names that occur twice and indices that are none. */
  public PointLayout {
    points = List.copyOf(points);
    edges = List.copyOf(edges);
    mirror = mirror.map(List::copyOf);
    int count = points.size();
    if (new HashSet<>(points).size() != count) {
      throw new IllegalArgumentException("the points of '" + name + "' need different names");
    }
    if (edges.stream().anyMatch(e -> isOutside(e.from(), count) || isOutside(e.to(), count))) {
      throw new IllegalArgumentException("an edge of '" + name + "' has no such point: " + edges);
    }
    if (mirror.isPresent() && !isPairing(mirror.get(), count)) {
      throw new IllegalArgumentException(
          "the mirror pairs of '" + name + "' are none: " + mirror.get());
    }
  }

  /**
   * {@return a layout whose points have names and nothing else} Numbers in turn from 0, with or
   * without leading zeros, are no names.
   */
  public static PointLayout of(String name, List<String> points) {
    boolean numbered =
        IntStream.range(0, points.size()).allMatch(i -> points.get(i).matches("0{0,9}" + i));
    return numbered
        ? unnamed(name, points.size())
        : new PointLayout(name, points, true, List.of(), Optional.empty());
  }

  /** {@return a layout of a number of points without names} */
  public static PointLayout unnamed(String name, int count) {
    return new PointLayout(name, numbers(count), false, List.of(), Optional.empty());
  }

  /** {@return K} */
  public int count() {
    return points.size();
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).toList();
  }

  /** {@return this layout with numbers instead of names} */
  public PointLayout withoutNames() {
    return new PointLayout(name, numbers(count()), false, edges, mirror);
  }

  /** {@return this layout with other edges} */
  public PointLayout withEdges(List<Edge> other) {
    return new PointLayout(name, points, named, other, mirror);
  }

  /** {@return this layout with other mirror pairs, or none} */
  public PointLayout withMirror(Optional<List<Integer>> other) {
    return new PointLayout(name, points, named, edges, other);
  }

  /** {@return this layout under another name} */
  public PointLayout withName(String other) {
    return new PointLayout(other, points, named, edges, mirror);
  }

  private static boolean isOutside(int index, int count) {
    return index < 0 || index >= count;
  }

  private static boolean isPairing(List<Integer> mirror, int count) {
    return mirror.size() == count
        && IntStream.range(0, count)
            .allMatch(i -> !isOutside(mirror.get(i), count) && mirror.get(mirror.get(i)).equals(i));
  }
}
