package kpnative.network;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of one node's output, without the batch: maps {@code [C, H, W]} or a vector {@code
 * [N]}.
 *
 * @param sizes three for maps, one for a vector; each at least 1
 */
public record Shape(List<Integer> sizes) {
  /** Rejects other ranks, sizes below 1 and more than 2^31 - 1 elements. */
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

  /** {@return the shape {@code [channels, height, width]}} */
  public static Shape maps(int channels, int height, int width) {
    return new Shape(List.of(channels, height, width));
  }

  /** {@return the shape {@code [count]}} */
  public static Shape numbers(int count) {
    return new Shape(List.of(count));
  }

  /** {@return whether this is {@code [C, H, W]}} */
  public boolean isMaps() {
    return sizes.size() == 3;
  }

  /** {@return C of maps, N of a vector} */
  public int channels() {
    return sizes.get(0);
  }

  /**
   * {@return H, the number of rows}
   *
   * @throws IllegalStateException if this is a vector
   */
  public int height() {
    requireMaps();
    return sizes.get(1);
  }

  /**
   * {@return W, the number of columns}
   *
   * @throws IllegalStateException if this is a vector
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
      throw new IllegalStateException("a vector [N] has no rows and columns: " + this);
    }
  }

  /** {@return for example {@code 32x23x31}} */
  @Override
  public String toString() {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
