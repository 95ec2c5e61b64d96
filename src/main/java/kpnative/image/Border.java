package kpnative.image;

/** The values that a warp reads outside the source picture. */
public enum Border {
  /** Black. */
  CONSTANT,
  /** The nearest edge pixel. */
  REPLICATE,
  /** The picture mirrored at its edge, without repeating the edge pixel. */
  REFLECT
}
