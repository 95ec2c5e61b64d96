package kpnative.data.rendered;

import java.util.Arrays;

/**
 * A picture while it is made: linear light, interleaved red, green and blue, and for each pixel the
 * nearest depth so far, in cm. Not thread-safe.
 */
final class Canvas {
  final int width;
  final int height;
  final float[] rgb;
  final float[] depth;

  /** How much of each pixel shows the head's own skin, eyes and mouth: 0 to 1. */
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
    Arrays.fill(depth, Float.POSITIVE_INFINITY);
  }

  /** {@return the mean luminance of what shows the face, or 0.3 if nothing does} */
  float faceLuminance() {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < face.length; i++) {
      if (face[i] > 0) {
        // ITU-R BT.709
        sum += face[i] * (0.2126 * rgb[3 * i] + 0.7152 * rgb[3 * i + 1] + 0.0722 * rgb[3 * i + 2]);
        weight += face[i];
      }
    }
    return weight < 1 ? 0.3f : (float) (sum / weight);
  }
}
