package kpnative.codec;

import kpnative.geometry.PixelCentres;
import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;

/**
 * Encodes keypoints in a network's input frame as the coordinates that the network regresses, and
 * decodes them: fractions of the input's width and height ({@link PixelCentres}), minus {@code
 * origin}.
 *
 * <p>Layout: {@code [2K]}, x and y interleaved. Points outside the image are allowed.
 *
 * @param origin the fraction that is encoded as 0: 0, or 0.5 to centre the range on 0
 */
public record CoordinateCodec(double origin) {
  /** {@return the number of floats for K keypoints} */
  public int floats(int keypoints) {
    return 2 * keypoints;
  }

  /**
   * Writes the target of one face.
   *
   * @param keypoints keypoints in the input frame, pixels
   * @param input the input's size
   * @param target receives {@link #floats} floats, from index {@code offset} on
   */
  public void encode(Keypoints keypoints, Size input, float[] target, int offset) {
    encode(keypoints.toArray(), keypoints.count(), input, target, offset);
  }

  /**
   * Writes the target of one face. Allocates nothing.
   *
   * @param xy x and y interleaved, in the input frame, pixels; only the first {@code 2 * keypoints}
   *     values are read
   * @param keypoints K
   * @param input the input's size
   * @param target receives {@link #floats} floats, from index {@code offset} on
   */
  public void encode(double[] xy, int keypoints, Size input, float[] target, int offset) {
    for (int k = 0; k < keypoints; k++) {
      target[offset + 2 * k] = (float) (PixelCentres.fraction(xy[2 * k], input.width()) - origin);
      target[offset + 2 * k + 1] =
          (float) (PixelCentres.fraction(xy[2 * k + 1], input.height()) - origin);
    }
  }

  /**
   * {@return the keypoints that the floats from {@code offset} on encode, in the input frame,
   * pixels}
   */
  public Keypoints decode(float[] output, int offset, int keypoints, Size input) {
    double[] xy = new double[2 * keypoints];
    decode(output, offset, keypoints, input, xy);
    return Keypoints.of(xy);
  }

  /**
   * Decodes the floats from {@code offset} on into keypoints in the input frame, pixels. Allocates
   * nothing.
   *
   * @param xy receives x and y interleaved, from index 0 on
   */
  public void decode(float[] output, int offset, int keypoints, Size input, double[] xy) {
    for (int k = 0; k < keypoints; k++) {
      xy[2 * k] = PixelCentres.pixel(output[offset + 2 * k] + origin, input.width());
      xy[2 * k + 1] = PixelCentres.pixel(output[offset + 2 * k + 1] + origin, input.height());
    }
  }
}
