package kpnative.network;

/** How a place between pixels is found. */
public enum Refinement {
  /** Not at all: the pixel's centre. */
  NONE,
  /** A quarter of a pixel towards the higher neighbour, in rows and columns. */
  QUARTER,
  /** Zhang et al. 2020: the top of the parabola that fits the maps' logarithm there. */
  DARK
}
