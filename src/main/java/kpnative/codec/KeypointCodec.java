package kpnative.codec;

import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;

/** Keypoints in a network's input frame to the numbers that the network learns, and back. */
public sealed interface KeypointCodec permits CoordinateCodec {
  /** {@return the number of floats for K keypoints} */
  int floats(int keypoints);

  /**
   * Writes the target of one face.
   *
   * @param keypoints in the input frame, pixels
   * @param input the input's size
   * @param target written from {@code offset} on, {@link #floats} numbers
   */
  default void encode(Keypoints keypoints, Size input, float[] target, int offset) {
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
  void encode(double[] xy, int keypoints, Size input, float[] target, int offset);

  /**
   * {@return the keypoints, in the input frame, that the numbers from {@code offset} on stand for}
   */
  Keypoints decode(float[] output, int offset, int keypoints, Size input);
}
