package kpnative.keypoints;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Builds a mirror permutation: for each point, the index that takes its place in the mirrored face.
 */
final class MirrorOrder {
  private final int[] places;

  MirrorOrder(int count) {
    places = new int[count];
  }

  /** {@return for each index, the index that takes its place} */
  List<Integer> places() {
    return IntStream.of(places).boxed().toList();
  }

  /** The points {@code first} to {@code last} lie on the face's axis of symmetry. */
  void onAxis(int first, int last) {
    for (int i = first; i <= last; i++) {
      places[i] = i;
    }
  }

  /** Two points that mirror each other. */
  void pair(int a, int b) {
    places[a] = b;
    places[b] = a;
  }

  /** The points {@code first} to {@code last} run from one side of the face to the other. */
  void reverse(int first, int last) {
    for (int i = first; i <= last; i++) {
      places[i] = first + last - i;
    }
  }

  /** Two runs of {@code n} points that mirror each other point by point. */
  void swap(int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      pair(a + i, b + i);
    }
  }

  /** Two closed contours of {@code n} points from {@code a} and {@code b}, both clockwise. */
  void turned(int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      pair(a + i, b + (n - i) % n); // mirroring makes a clockwise contour anticlockwise
    }
  }

  /**
   * A closed contour of {@code n} points from {@code first}, which maps onto itself and swaps
   * {@code first} with {@code opposite}.
   */
  void ring(int first, int opposite, int n) {
    for (int i = 0; i < n; i++) {
      places[first + i] = first + Math.floorMod(opposite - first - i, n);
    }
  }
}
