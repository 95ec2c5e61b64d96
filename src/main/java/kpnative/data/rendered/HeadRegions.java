package kpnative.data.rendered;

import java.util.Arrays;

/**
 * Where {@link Proportions} change a head: how near each vertex of the mean head is to what
 * changes. The arrays are not copied, and nobody changes them.
 *
 * @param aboveNeck 1 where the face's height counts, 0 on the shoulders, [V]
 * @param jaw 1 at the jaw, 0 above and behind, [V]
 */
record HeadRegions(Eye[] eyes, float[] aboveNeck, float[] jaw) {
  /**
   * The surroundings of an eye.
   *
   * @param x of its middle, cm
   * @param vertices in ascending order
   * @param nearness of each, 1 in the middle
   */
  record Eye(float x, float y, int[] vertices, float[] nearness) {}

  static HeadRegions of(float[] mean, float[][] eyeCentres) {
    int n = mean.length / 3;
    float[] aboveNeck = new float[n];
    float[] jaw = new float[n];
    for (int v = 0; v < n; v++) {
      float y = mean[3 * v + 1];
      aboveNeck[v] = Math.max(0, Math.min(1, (y + 16) / 6));
      jaw[v] = Noise.step(1, 7, -y) * Noise.step(-1, 5, mean[3 * v + 2]);
    }
    return new HeadRegions(
        Arrays.stream(eyeCentres).map(c -> eye(mean, c)).toArray(Eye[]::new), aboveNeck, jaw);
  }

  private static Eye eye(float[] mean, float[] centre) {
    int[] vertices = new int[mean.length / 3];
    float[] nearness = new float[vertices.length];
    int n = 0;
    for (int v = 0; v < vertices.length; v++) {
      float dx = mean[3 * v] - centre[0];
      float dy = mean[3 * v + 1] - centre[1];
      float dz = mean[3 * v + 2] - centre[2];
      float d = dx * dx / 6.8f + dy * dy / 4.8f + dz * dz / 36;
      if (d < 6) {
        vertices[n] = v;
        nearness[n++] = (float) StrictMath.exp(-d);
      }
    }
    return new Eye(centre[0], centre[1], Arrays.copyOf(vertices, n), Arrays.copyOf(nearness, n));
  }
}
