package kpnative.network;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of one node's output, without the batch: maps {@code [C, H, W]} or numbers {@code [N]}.
 *
 * @param sizes three for maps, one for numbers; each at least 1
 */
public record Shape(List<Integer> sizes) {
  /** Rejects other ranks, empty sizes and more elements than an int counts. */
  public Shape {
    sizes = List.copyOf(sizes);
    if (sizes.size() != 1 && sizes.size() != 3) {
      throw new IllegalArgumentException("a shape is [C, H, W] or [N], got " + sizes);
    }
    long elements = 1;
    for (int s : sizes) {
      if (s < 1) {
        throw new IllegalArgumentException("every size must be at least 1, got " + sizes);
      }
      elements *= s;
      if (elements > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("shape " + sizes + " has over 2^31 - 1 elements");
      }
    }
  }

  /** {@return maps of this size} */
  public static Shape maps(int channels, int height, int width) {
    return new Shape(List.of(channels, height, width));
  }

  /** {@return this many numbers} */
  public static Shape numbers(int count) {
    return new Shape(List.of(count));
  }

  /** {@return whether this is {@code [C, H, W]}} */
  public boolean isMaps() {
    return sizes.size() == 3;
  }

  /** {@return C of maps, N of numbers} */
  public int channels() {
    return sizes.get(0);
  }

  /**
   * {@return rows}
   *
   * @throws IllegalStateException if these are not maps
   */
  public int height() {
    requireMaps();
    return sizes.get(1);
  }

  /**
   * {@return columns}
   *
   * @throws IllegalStateException if these are not maps
   */
  public int width() {
    requireMaps();
    return sizes.get(2);
  }

  /** {@return the product of the sizes} */
  public int elements() {
    return sizes.stream().reduce(1, (a, b) -> a * b);
  }

  private void requireMaps() {
    if (!isMaps()) {
      throw new IllegalStateException("not maps: " + this);
    }
  }

  /** {@return for example {@code 32x23x31}} */
  @Override
  public String toString() {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
