package kpnative.keypoints;

import java.util.List;
import java.util.stream.IntStream;

/** Collects, for each point, the index that a left-right mirror image has in its place. */
final class MirrorOrder {
  private final int[] places;

  MirrorOrder(int count) {
    places = new int[count];
  }

  /** {@return for each index, the one in its place} */
  List<Integer> places() {
    return IntStream.of(places).boxed().toList();
  }

  /** The points from {@code first} to {@code last} lie on the face's axis. */
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

  /** The points from {@code first} to {@code last} run from one side to the other. */
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

  /** Two closed lines of {@code n} points from {@code a} and {@code b}, both drawn clockwise. */
  void turned(int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      pair(a + i, b + (n - i) % n); // a mirror image is drawn anticlockwise
    }
  }

  /**
   * A closed line of {@code n} points from {@code first}, in which {@code first} and {@code
   * opposite} swap.
   */
  void ring(int first, int opposite, int n) {
    for (int i = 0; i < n; i++) {
      places[first + i] = first + Math.floorMod(opposite - first - i, n);
    }
  }
}
