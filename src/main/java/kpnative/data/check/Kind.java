package kpnative.data.check;

/** The kinds of {@link Finding}, in report order. */
public enum Kind {
  /** An annotation that cannot be read; the text is its first error. */
  ANNOTATION("annotations that cannot be read"),
  /** A picture that cannot be read. */
  PICTURE("pictures that cannot be read"),
  /** A number of keypoints other than that of most faces; the value is the number. */
  COUNT("faces with another number of keypoints"),
  /** Keypoints of another schema than most faces', though as many; a training refuses both. */
  SCHEMA("faces of another schema"),
  /** Keypoints that were not annotated; the value is their number. */
  MISSING("faces with missing keypoints"),
  /**
   * Keypoints on a line, at one place or within a few pixels; the value is their extent, or their
   * standard deviation across the line, pixels.
   */
  DEGENERATE("faces without an area"),
  /**
   * Keypoints that were read in the wrong frame of a photograph that EXIF turns; the value is how
   * much more upright the other frame makes the face, up to 2, or 0 if that cannot be told.
   */
  TURNED("faces in the other frame of a turned photograph"),
  /** Keypoints outside the picture; the value is the largest distance, pixels. */
  OUTSIDE("faces with keypoints outside the picture"),
  /** Left and right are swapped; the value is how many times better the swapped face fits. */
  MIRRORED("faces with left and right swapped"),
  /**
   * A shape unlike the others; the value is its distance from the shape model, a fraction of the
   * box's side.
   */
  SHAPE("shapes unlike the others"),
  /**
   * A label far from where a model of the other faces puts it; the value is the distance in
   * standard deviations of right labels.
   */
  LABEL("faces with points far from where the other faces put them"),
  /** Two copies of one photograph; the value is the likeness, up to 1. */
  DUPLICATE("duplicate photographs"),
  /** One photograph or person on both sides of the split; the value is the likeness, or 1. */
  BOTH_SIDES("faces on both sides of the split"),
  /** Several faces of one photograph; the value is their number. */
  SHARED("photographs with several faces"),
  /** A face that is enlarged more than 2 times for the network's input; the value is the factor. */
  SMALL("faces that are small for the input");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  /** {@return a heading for findings of this kind, in the plural} */
  public String title() {
    return title;
  }
}
