package kpnative.data.read;

/** The frame in which keypoints were annotated in pictures that EXIF turns. */
public enum PointFrame {
  /** The upright photograph, as viewers show it. */
  UPRIGHT,
  /** The stored picture: the software that showed it did not apply the EXIF orientation. */
  STORED
}
