package kpnative.data.load;

import java.util.Arrays;
import kpnative.geometry.Warp;

/**
 * The warps of a batch's samples, each in two parts as it was used, so that the whole is made only
 * for who asks.
 */
final class BatchWarps {
  private final Warp[] toPicture;
  private final Warp[] toInput;

  BatchWarps(int capacity) {
    toPicture = new Warp[capacity];
    toInput = new Warp[capacity];
    Arrays.fill(toPicture, Warp.IDENTITY);
    Arrays.fill(toInput, Warp.IDENTITY);
  }

  /**
   * Keeps a sample's warp.
   *
   * @param photographToPicture to the picture that was decoded
   * @param pictureToInput from that to the input
   */
  void put(int i, Warp photographToPicture, Warp pictureToInput) {
    toPicture[i] = photographToPicture;
    toInput[i] = pictureToInput;
  }

  /** {@return the warp from the photograph to the input} */
  Warp get(int i) {
    return toPicture[i].equals(Warp.IDENTITY) ? toInput[i] : toPicture[i].then(toInput[i]);
  }

  void move(int from, int to) {
    put(to, toPicture[from], toInput[from]);
  }
}
