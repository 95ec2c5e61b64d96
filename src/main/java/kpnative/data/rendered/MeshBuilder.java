package kpnative.data.rendered;

import java.util.Arrays;

/**
 * Puts a thing's surface together from grids of vertices. Patterns are fixed to where a vertex was
 * when it was added; it may be moved after that. Not thread-safe.
 */
final class MeshBuilder {
  private float[] position = new float[600];
  private float[] rest = new float[600];
  private float[] attributes = new float[800];
  private float[] openness = new float[200];
  private int[] triangles = new int[1200];
  private int corners;
  private int count;

  /** {@return how many vertices there are, which is the next one's number} */
  int count() {
    return count;
  }

  /** Adds a vertex; returns its number. */
  int vertex(double x, double y, double z) {
    if (3 * count + 3 > position.length) {
      position = Arrays.copyOf(position, 2 * position.length);
      rest = Arrays.copyOf(rest, 2 * rest.length);
      attributes = Arrays.copyOf(attributes, 2 * attributes.length);
      openness = Arrays.copyOf(openness, 2 * openness.length);
    }
    int i = 3 * count;
    position[i] = (float) x;
    position[i + 1] = (float) y;
    position[i + 2] = (float) z;
    System.arraycopy(position, i, rest, i, 3);
    openness[count] = 1;
    return count++;
  }

  /** Sets where patterns see a vertex. */
  void rest(int vertex, double x, double y, double z) {
    rest[3 * vertex] = (float) x;
    rest[3 * vertex + 1] = (float) y;
    rest[3 * vertex + 2] = (float) z;
  }

  /** Sets one of a vertex's four attributes. */
  void attribute(int vertex, int which, double value) {
    attributes[4 * vertex + which] = (float) value;
  }

  /** Sets the share of light from all sides that reaches a vertex. */
  void openness(int vertex, double share) {
    openness[vertex] = (float) share;
  }

  float x(int vertex) {
    return position[3 * vertex];
  }

  float y(int vertex) {
    return position[3 * vertex + 1];
  }

  float z(int vertex) {
    return position[3 * vertex + 2];
  }

  /** Adds a triangle; seen from outside it goes round to the left. */
  void triangle(int a, int b, int c) {
    if (corners + 3 > triangles.length) {
      triangles = Arrays.copyOf(triangles, 2 * triangles.length);
    }
    triangles[corners++] = a;
    triangles[corners++] = b;
    triangles[corners++] = c;
  }

  /**
   * Adds the triangles of rows of vertices that were added one after the other. Seen from outside,
   * later rows lie above and later columns to the right.
   *
   * @param around whether the last column is joined to the first
   */
  void grid(int first, int rows, int columns, boolean around) {
    for (int r = 0; r + 1 < rows; r++) {
      for (int c = 0; c < (around ? columns : columns - 1); c++) {
        int a = first + r * columns + c;
        int b = first + r * columns + (c + 1) % columns;
        triangle(a, b, b + columns);
        triangle(a, b + columns, a + columns);
      }
    }
  }

  /**
   * Adds a round tube along a path.
   *
   * @param path x, y, z of each place
   * @param radius at each place; 0 at an end closes it
   * @param flat its extent along {@code side}, as a share of the radius
   * @param side a direction across the path, which the flat sides face
   */
  void tube(float[] path, float[] radius, int sides, float flat, float[] side) {
    int n = radius.length;
    int first = count;
    for (int i = 0; i < n; i++) {
      int a = 3 * Math.max(0, i - 1);
      int b = 3 * Math.min(n - 1, i + 1);
      float[] along = {path[b] - path[a], path[b + 1] - path[a + 1], path[b + 2] - path[a + 2]};
      float[] u = Direction.unit(Direction.cross(along, side));
      float[] v = Direction.unit(Direction.cross(along, u));
      for (int k = 0; k < sides; k++) {
        double t = 2 * Math.PI * k / sides;
        double c = radius[i] * Math.cos(t);
        double s = radius[i] * flat * Math.sin(t);
        vertex(
            path[3 * i] + c * u[0] + s * v[0],
            path[3 * i + 1] + c * u[1] + s * v[1],
            path[3 * i + 2] + c * u[2] + s * v[2]);
      }
    }
    grid(first, n, sides, true);
  }

  /**
   * Adds a body of revolution about the y axis.
   *
   * @param profile radius and y from the bottom up
   */
  void lathe(int sides, double... profile) {
    int first = count;
    for (int i = 0; i < profile.length; i += 2) {
      for (int k = 0; k < sides; k++) {
        double t = 2 * Math.PI * k / sides;
        vertex(profile[i] * Math.sin(t), profile[i + 1], profile[i] * Math.cos(t));
      }
    }
    grid(first, profile.length / 2, sides, true);
  }

  /** Moves all vertices from number {@code from} on. */
  void place(int from, Placement placement) {
    for (int i = from; i < count; i++) {
      placement.apply(position, 3 * i);
    }
  }

  /** Turns all triangles inside out, for what was mirrored. */
  void flip() {
    for (int t = 0; t < corners; t += 3) {
      int a = triangles[t];
      triangles[t] = triangles[t + 1];
      triangles[t + 1] = a;
    }
  }

  /** {@return the surface; the builder is not used after that} */
  Surface surface(Material material, boolean twoSided) {
    Vertices v =
        new Vertices(
            Arrays.copyOf(position, 3 * count),
            normals(),
            Arrays.copyOf(rest, 3 * count),
            Arrays.copyOf(openness, count),
            Arrays.copyOf(attributes, 4 * count));
    return new Surface(v, Arrays.copyOf(triangles, corners), material, twoSided);
  }

  private float[] normals() {
    float[] n = new float[3 * count];
    for (int t = 0; t < corners; t += 3) {
      int a = 3 * triangles[t];
      int b = 3 * triangles[t + 1];
      int c = 3 * triangles[t + 2];
      float ux = position[b] - position[a];
      float uy = position[b + 1] - position[a + 1];
      float uz = position[b + 2] - position[a + 2];
      float wx = position[c] - position[a];
      float wy = position[c + 1] - position[a + 1];
      float wz = position[c + 2] - position[a + 2];
      for (int k = 0; k < 3; k++) {
        int i = 3 * triangles[t + k];
        n[i] += uy * wz - uz * wy;
        n[i + 1] += uz * wx - ux * wz;
        n[i + 2] += ux * wy - uy * wx;
      }
    }
    for (int i = 0; i < n.length; i += 3) {
      float l = Direction.inverseLength(n[i], n[i + 1], n[i + 2]);
      n[i] *= l;
      n[i + 1] *= l;
      n[i + 2] *= l;
    }
    return n;
  }
}
