package kpnative.augment;

/** The kinds of augmentation; an {@link Augmentation} has an entry for each. */
public enum Step {
  /** {@link Entry.Flip}. */
  FLIP(0),
  /** {@link Entry.Scale}. */
  SCALE(1),
  /** {@link Entry.Rotation}. */
  ROTATION(2),
  /** {@link Entry.Homography}. */
  HOMOGRAPHY(3),
  /** {@link Entry.Translation}. */
  TRANSLATION(4),
  /** {@link Entry.Color}. */
  COLOR(5),
  /** {@link Entry.Occlusion}. */
  OCCLUSION(6),
  /** {@link Entry.Shear}. */
  SHEAR(7),
  /** {@link Entry.Gamma}. */
  GAMMA(8),
  /** {@link Entry.Gray}. */
  GRAY(9),
  /** {@link Entry.Blur}. */
  BLUR(10),
  /** {@link Entry.Noise}. */
  NOISE(11),
  /** {@link Entry.Jpeg}. */
  JPEG(12);

  private final int stream;

  Step(int stream) {
    this.stream = stream;
  }

  /**
   * {@return the number of this step's random stream} The number never changes, and a new step
   * takes a new number, so that existing recipes keep drawing the same values.
   */
  int stream() {
    return stream;
  }
}
