package kpnative.data.rendered;

/** What a surface looks like at a point. Called for every pixel: allocates nothing. */
@FunctionalInterface
interface Material {
  /**
   * Sets the colour of the surface at {@code hit}.
   *
   * @param paint holds {@link Paint#reset()}'s values on entry
   */
  void paint(Hit hit, Paint paint);

  /**
   * {@return whether parts of it that overlap in a pixel may be lit as one, however far apart, and
   * by their own normals, from whichever side they are seen}
   */
  default boolean joins() {
    return false;
  }
}
