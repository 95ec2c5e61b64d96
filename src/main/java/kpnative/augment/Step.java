package kpnative.augment;

/** The kinds of change that an {@link Augmentation} has an entry for. */
/* The number of a step names its random stream, so a new one is put at the end: then the others
 * draw what they drew before. */
public enum Step {
  /** {@link Entry.Flip}. */
  FLIP,
  /** {@link Entry.Scale}. */
  SCALE,
  /** {@link Entry.Rotation}. */
  ROTATION,
  /** {@link Entry.Homography}. */
  HOMOGRAPHY,
  /** {@link Entry.Translation}. */
  TRANSLATION,
  /** {@link Entry.Color}. */
  COLOR,
  /** {@link Entry.Occlusion}. */
  OCCLUSION,
  /** {@link Entry.Shear}. */
  SHEAR,
  /** {@link Entry.Gamma}. */
  GAMMA,
  /** {@link Entry.Gray}. */
  GRAY,
  /** {@link Entry.Blur}. */
  BLUR,
  /** {@link Entry.Noise}. */
  NOISE,
  /** {@link Entry.Jpeg}. */
  JPEG
}
