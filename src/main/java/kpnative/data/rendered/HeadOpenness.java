package kpnative.data.rendered;

/** How open to light from all sides each place of a head is. */
final class HeadOpenness {
  /** Directions from which the light's way to each vertex is looked at. */
  private static final int DIRECTIONS = 100;

  private HeadOpenness() {}

  /**
   * {@return the share of light from all sides that reaches each vertex, weighted by the cosine:
   * the head is looked at from directions spread evenly over the sphere}
   *
   * @param normals of the vertices, length 1
   * @param solid triangles that are in the light's way
   */
  static float[] of(float[] position, float[] normals, int[] solid) {
    int count = position.length / 3;
    float[] seen = new float[count];
    float[] all = new float[count];
    int side = 256;
    DepthBuffer buffer = new DepthBuffer(side, side);
    float[] screen = new float[position.length];
    for (int k = 0; k < DIRECTIONS; k++) {
      double height = 1 - 2 * (k + 0.5) / DIRECTIONS;
      double turn = k * 2.399963; // the golden angle
      double ring = Math.sqrt(1 - height * height);
      float[] d = {
        (float) (ring * Math.cos(turn)), (float) height, (float) (ring * Math.sin(turn))
      };
      float[] a = Direction.unit(Direction.cross(new float[] {0.3f, 1, 0.2f}, d));
      float[] b = Direction.cross(d, a);
      for (int i = 0; i < position.length; i += 3) {
        float x = position[i];
        float y = position[i + 1];
        float z = position[i + 2];
        screen[i] = (x * a[0] + y * a[1] + z * a[2]) * 6 + side / 2f;
        screen[i + 1] = (x * b[0] + y * b[1] + z * b[2]) * 6 + side / 2f;
        screen[i + 2] = -(x * d[0] + y * d[1] + z * d[2]);
      }
      buffer.clear();
      buffer.draw(screen, solid, 0, DepthBuffer.Facing.BOTH, 0);
      for (int i = 0; i < count; i++) {
        float cosine =
            normals[3 * i] * d[0] + normals[3 * i + 1] * d[1] + normals[3 * i + 2] * d[2];
        if (cosine < 0.05f) {
          continue;
        }
        int x = Math.max(0, Math.min(side - 1, Math.round(screen[3 * i])));
        int y = Math.max(0, Math.min(side - 1, Math.round(screen[3 * i + 1])));
        all[i] += cosine;
        seen[i] += screen[3 * i + 2] <= buffer.depth(y * side + x) + 0.2f ? cosine : 0;
      }
    }
    for (int i = 0; i < count; i++) {
      seen[i] /= Math.max(1e-6f, all[i]);
    }
    return seen;
  }
}
