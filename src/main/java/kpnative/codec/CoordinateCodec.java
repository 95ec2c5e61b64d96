package kpnative.codec;

import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;

/**
 * Coordinates as fractions of the input's sides, moved by {@code origin}: {@code (x + 0.5) / W -
 * origin} and likewise for y. With pixel centres at whole numbers, 0 and 1 (at origin 0) are the
 * picture's edges, and a fraction means the same place at any size of the same picture.
 *
 * <p>Form: {@code [2K]}, x and y in turn; places outside the picture are allowed.
 *
 * @param origin the fraction that becomes 0: 0, or 0.5 to centre the range
 */
public record CoordinateCodec(double origin) implements KeypointCodec {
  @Override
  public int floats(int keypoints) {
    return 2 * keypoints;
  }

  @Override
  public void encode(double[] xy, int keypoints, Size input, float[] target, int offset) {
    for (int k = 0; k < keypoints; k++) {
      target[offset + 2 * k] = (float) ((xy[2 * k] + 0.5) / input.width() - origin);
      target[offset + 2 * k + 1] = (float) ((xy[2 * k + 1] + 0.5) / input.height() - origin);
    }
  }

  @Override
  public Keypoints decode(float[] output, int offset, int keypoints, Size input) {
    double[] xy = new double[2 * keypoints];
    decode(output, offset, keypoints, input, xy);
    return Keypoints.of(xy);
  }

  /**
   * Writes the keypoints, in the input frame, that the numbers from {@code offset} on stand for;
   * makes no object.
   *
   * @param xy takes x and y in turn, from its beginning on
   */
  public void decode(float[] output, int offset, int keypoints, Size input, double[] xy) {
    for (int k = 0; k < keypoints; k++) {
      xy[2 * k] = (output[offset + 2 * k] + origin) * input.width() - 0.5;
      xy[2 * k + 1] = (output[offset + 2 * k + 1] + origin) * input.height() - 0.5;
    }
  }
}
