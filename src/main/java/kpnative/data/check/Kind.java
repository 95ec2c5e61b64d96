package kpnative.data.check;

/** What a {@link Finding} is about, in the order of a report. */
public enum Kind {
  /** An annotation that cannot be read: its first mistake. */
  ANNOTATION("annotations that cannot be read"),
  /** A picture that cannot be read. */
  PICTURE("pictures that cannot be read"),
  /** Another count of keypoints than most faces have; the value is the count. */
  COUNT("faces with another count of keypoints"),
  /** Keypoints that nobody placed; the value is how many. */
  MISSING("faces with missing keypoints"),
  /** Keypoints on a line, at one place or in a few pixels; the value is the smaller extent. */
  DEGENERATE("faces without an area"),
  /** Keypoints outside the picture; the value is the farthest one's distance, pixels. */
  OUTSIDE("faces with keypoints outside the picture"),
  /** Left and right are swapped; the value is how many times better the swapped face fits. */
  MIRRORED("faces with left and right swapped"),
  /** A shape unlike the others; the value is its distance, a part of the box's side. */
  SHAPE("shapes unlike the others"),
  /** One photograph twice; the value is the likeness, up to 1. */
  DUPLICATE("duplicate photographs"),
  /** One photograph or person on both sides of the split; the value is the likeness, or 1. */
  BOTH_SIDES("faces on both sides of the split"),
  /** Several faces of one photograph; the value is how many. */
  SHARED("photographs with several faces"),
  /** A face that the network's input enlarges a lot; the value is the factor. */
  SMALL("faces that are small for the input");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  /** {@return what findings of this kind are, in the plural} */
  public String title() {
    return title;
  }
}
