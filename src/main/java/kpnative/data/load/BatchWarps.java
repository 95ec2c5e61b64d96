package kpnative.data.load;

import java.util.Arrays;
import kpnative.geometry.Warp;

/**
 * The warps of a batch's samples. Each is stored as the two warps that were applied; they are
 * composed only on request.
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
   * Stores a sample's warp.
   *
   * @param photographToPicture from the photograph to the decoded picture
   * @param pictureToInput from the decoded picture to the input
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
