package kpnative.network;

/** The sub-pixel refinement of an argmax. */
public enum Refinement {
  /** No refinement: the pixel's centre. */
  NONE,
  /** A shift of a quarter of a pixel towards the higher neighbour, along x and y. */
  QUARTER,
  /**
   * Zhang et al. 2020: the maximum of the quadratic fitted to the map's logarithm around the pixel.
   */
  DARK
}
