package kpnative.data.rendered;

/**
 * A picture while it is made: linear light, interleaved red, green and blue, and for each pixel the
 * nearest depth so far, in cm. Not thread-safe.
 */
final class Canvas {
  final int width;
  final int height;
  final float[] rgb;
  final float[] depth;

  /** How much of each pixel shows the face's own skin, eyes and mouth: 0 to 1. */
  final float[] face;

  Canvas(int width, int height, float[] rgb) {
    if (rgb.length != 3 * Math.multiplyExact(width, height)) {
      throw new IllegalArgumentException(
          "a canvas of "
              + width
              + " x "
              + height
              + " needs three values a pixel, got "
              + rgb.length);
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
    depth = new float[width * height];
    face = new float[width * height];
    java.util.Arrays.fill(depth, Float.POSITIVE_INFINITY);
  }
}
