package kpnative.data.annotation;

/** What an annotation format can hold beside the places of points. */
public enum Holds {
  /** Parts of a pixel. */
  SUBPIXEL,
  /** Points' names. */
  NAMES,
  /** A name of the kind of face. */
  KIND,
  /** Faces of several kinds, with points of their own. */
  KINDS,
  /** Lines between points. */
  EDGES,
  /** Which points change places in the mirrored face. */
  MIRROR,
  /** Whether a point is seen or hidden. */
  VISIBILITY,
  /** That this is not known of a point, where others are known. */
  UNKNOWN,
  /** Faces that lack some points. */
  ABSENT,
  /** Boxes. */
  BOX,
  /** Faces without a box; a format with {@link #BOX} alone gives each face one. */
  NO_BOX,
  /** Several faces in a picture. */
  SEVERAL,
  /** Pictures without a face. */
  EMPTY,
  /** Pictures whose names have line breaks or outer blanks. */
  ODD_NAMES,
  /** Names of faces in a picture. */
  ID,
  /** Scores of detected faces. */
  SCORE
}
