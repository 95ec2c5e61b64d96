package kpnative.track;

import java.util.List;

/**
 * A frame and its faces. Immutable, as far as the frame is.
 *
 * @param frame what the source gave
 * @param faces in the order of their ids; empty if there is none
 * @param <F> whatever the source calls a frame
 */
public record FollowedFrame<F>(F frame, List<TrackedFace> faces) {
  /** Copies the list. */
  public FollowedFrame {
    faces = List.copyOf(faces);
  }
}
