package kpnative.infer;

import kpnative.crop.Crop;
import kpnative.image.Image;
import kpnative.keypoints.Keypoints;

/**
 * Faces of different pictures that go through a detector's network together: put each in its place,
 * run, and read what was found.
 *
 * <p>Not thread-safe: one a thread, from {@link KeypointDetector#batch}. Close it when the thread
 * is done; its memory then serves other calls. A detector that is closed frees it, too.
 */
public final class DetectorBatch implements AutoCloseable {
  private final HeldCall held;

  /** A batch with this memory. */
  DetectorBatch(HeldCall held) {
    this.held = held;
  }

  /** {@return how many faces go through the network in a run} */
  public int size() {
    return held.faces();
  }

  /**
   * Puts a face in its place. A place that is not filled anew holds the last run's face.
   *
   * @param i from 0 to {@link #size} - 1
   * @param picture with the channels of the spec's input; borrowed
   * @param crop what the network sees of it, from {@link DetectorSpec#crop} or {@link
   *     DetectorSpec#cropOfPicture}
   * @throws IllegalStateException if this or its detector is closed
   */
  public void put(int i, Image picture, Crop crop) {
    DetectorCall memory = held.begin();
    try {
      memory.sample(picture, crop, i);
    } finally {
      held.end();
    }
  }

  /** Runs the network on all places. */
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

  /** Gives the memory back. Idempotent. */
  @Override
  public void close() {
    held.close();
  }
}
