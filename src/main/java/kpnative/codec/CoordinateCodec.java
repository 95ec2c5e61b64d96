package kpnative.codec;

import kpnative.geometry.PixelCentres;
import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;

/**
 * Keypoints in a network's input frame to the numbers that the network learns, and back:
 * coordinates as fractions of the input's sides ({@link PixelCentres}), moved by {@code origin}.
 *
 * <p>Form: {@code [2K]}, x and y in turn; places outside the picture are allowed.
 *
 * @param origin the fraction that becomes 0: 0, or 0.5 to centre the range
 */
public record CoordinateCodec(double origin) {
  /** {@return the number of floats for K keypoints} */
  public int floats(int keypoints) {
    return 2 * keypoints;
  }

  /**
   * Writes the target of one face.
   *
   * @param keypoints in the input frame, pixels
   * @param input the input's size
   * @param target written from {@code offset} on, {@link #floats} numbers
   */
  public void encode(Keypoints keypoints, Size input, float[] target, int offset) {
    encode(keypoints.toArray(), keypoints.count(), input, target, offset);
  }

  /**
   * Writes the target of one face; makes no object.
   *
   * @param xy x and y in turn, in the input frame, pixels; numbers after those of {@code keypoints}
   *     are not read
   * @param keypoints K
   * @param input the input's size
   * @param target written from {@code offset} on, {@link #floats} numbers
   */
  public void encode(double[] xy, int keypoints, Size input, float[] target, int offset) {
    for (int k = 0; k < keypoints; k++) {
      target[offset + 2 * k] = (float) (PixelCentres.fraction(xy[2 * k], input.width()) - origin);
      target[offset + 2 * k + 1] =
          (float) (PixelCentres.fraction(xy[2 * k + 1], input.height()) - origin);
    }
  }

  /**
   * {@return the keypoints, in the input frame, that the numbers from {@code offset} on stand for}
   */
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
      xy[2 * k] = PixelCentres.pixel(output[offset + 2 * k] + origin, input.width());
      xy[2 * k + 1] = PixelCentres.pixel(output[offset + 2 * k + 1] + origin, input.height());
    }
  }
}
