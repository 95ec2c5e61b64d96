package kpnative.infer;

import kpnative.crop.Crop;
import kpnative.image.Image;
import kpnative.keypoints.Keypoints;

/**
 * A batch of faces, which may come from different pictures: {@link #put} each into its slot, {@link
 * #run} the network, read the keypoints.
 *
 * <p>Not thread-safe: use one per thread, from {@link KeypointDetector#batch}. Closing it returns
 * its memory to the detector's pool; closing the detector frees that memory.
 */
public final class DetectorBatch implements AutoCloseable {
  private final HeldCall held;

  /** A batch with this memory. */
  DetectorBatch(HeldCall held) {
    this.held = held;
  }

  /** {@return the batch size, in faces} */
  public int size() {
    return held.faces();
  }

  /**
   * Puts a face into slot {@code i}. A slot that is not refilled keeps the face of the run before.
   *
   * @param i from 0 to {@link #size} - 1
   * @param picture has the channels of the spec's input; borrowed
   * @param crop what the network sees of it, from {@link DetectorSpec#crop} or {@link
   *     DetectorSpec#cropOfPicture}
   * @throws IllegalStateException if the batch or its detector is closed
   */
  public void put(int i, Image picture, Crop crop) {
    DetectorCall memory = held.begin();
    try {
      memory.sample(picture, crop, i);
    } finally {
      held.end();
    }
  }

  /** Runs the network on all slots. */
  public void run() {
    DetectorCall memory = held.begin();
    try {
      memory.run();
    } finally {
      held.end();
    }
  }

  /** {@return the keypoints of face {@code i} of the last run, in its photograph's pixels} */
  public Keypoints keypoints(int i) {
    DetectorCall memory = held.begin();
    try {
      return memory.keypoints(i);
    } finally {
      held.end();
    }
  }

  /**
   * {@return the standard deviations of face {@code i}'s keypoints in the last run, as {@link
   * DetectorSession#detect} gives them}
   */
  public float[] deviations(int i) {
    DetectorCall memory = held.begin();
    try {
      return memory.deviations(i);
    } finally {
      held.end();
    }
  }

  /**
   * {@return the logits of face {@code i}'s keypoints being visible in the last run, {@code [K]};
   * NaN if the network does not output them} {@link VisibilityCalibration} makes probabilities of
   * them.
   */
  public float[] visibility(int i) {
    DetectorCall memory = held.begin();
    try {
      return memory.visibility(i);
    } finally {
      held.end();
    }
  }

  /** Returns the memory to the pool. Idempotent. */
  @Override
  public void close() {
    held.close();
  }
}
