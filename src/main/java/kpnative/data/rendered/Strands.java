package kpnative.data.rendered;

/**
 * Hairs, or other thin round things such as the frame of glasses: polylines of a width, in the
 * head's frame, cm.
 *
 * @param points x, y, z, [N, S, 3]
 * @param perStrand S
 * @param colour linear albedo of each strand, [N, 3]
 * @param width of each strand at its root, cm, [N]
 * @param openness the share of light from all sides that reaches each strand, [N]
 * @param taper 1: strands end in a point; 0: as wide as at the root
 * @param alpha how much a strand hides of what is behind it
 * @param gloss strength of the highlight along the strands
 */
record Strands(
    float[] points,
    int perStrand,
    float[] colour,
    float[] width,
    float[] openness,
    float taper,
    float alpha,
    float gloss) {
  Strands {
    int n = width.length;
    if (perStrand < 2
        || points.length != n * perStrand * 3
        || colour.length != 3 * n
        || openness.length != n) {
      throw new IllegalArgumentException("arrays of " + n + " strands differ in length");
    }
  }
}
