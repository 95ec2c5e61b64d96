package kpnative.data.rendered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All of one head's hair, put together as surfaces of one {@link HairMaterial} that share their
 * vertices. Not thread-safe.
 */
final class HairMesh {
  private float[] position = new float[3 * 12_000];
  private float[] normal = new float[3 * 12_000];
  private float[] rest = new float[3 * 12_000];
  private float[] attributes = new float[4 * 12_000];
  private float[] openness = new float[12_000];
  private int[] triangles = new int[3 * 16_000];
  private final List<int[]> parts = new ArrayList<>();
  private final List<Boolean> sides = new ArrayList<>();
  private int count;
  private int corners;

  /** {@return the number of vertices, which is the next one's} */
  int count() {
    return count;
  }

  /** Adds a vertex. */
  void vertex(float x, float y, float z, float nx, float ny, float nz) {
    if (count == openness.length) {
      position = Arrays.copyOf(position, 2 * position.length);
      normal = Arrays.copyOf(normal, 2 * normal.length);
      rest = Arrays.copyOf(rest, 2 * rest.length);
      attributes = Arrays.copyOf(attributes, 2 * attributes.length);
      openness = Arrays.copyOf(openness, 2 * openness.length);
    }
    int i = 3 * count++;
    position[i] = x;
    position[i + 1] = y;
    position[i + 2] = z;
    float l = FaceShader.inverseLength(nx, ny, nz);
    normal[i] = nx * l;
    normal[i + 1] = ny * l;
    normal[i + 2] = nz * l;
  }

  /**
   * Sets how the last vertex looks.
   *
   * @param across place across the hairs, cm
   * @param along place along them
   * @param lock a number that differs from lock to lock
   * @param tip share of the tips' colour
   * @param level brightness, about 1
   * @param open the share of light from all sides that arrives
   */
  void look(float across, float along, float lock, float tip, float level, float open) {
    int v = count - 1;
    rest[3 * v] = across;
    rest[3 * v + 1] = along;
    rest[3 * v + 2] = lock;
    attributes[4 * v] = tip;
    attributes[4 * v + 1] = level;
    openness[v] = open;
  }

  /** Adds two triangles: a and b below, c above a, d above b. */
  void quad(int a, int b, int c, int d) {
    if (corners + 6 > triangles.length) {
      triangles = Arrays.copyOf(triangles, 2 * triangles.length);
    }
    triangles[corners++] = a;
    triangles[corners++] = b;
    triangles[corners++] = c;
    triangles[corners++] = c;
    triangles[corners++] = b;
    triangles[corners++] = d;
  }

  /**
   * Ends the part of the mesh that was added since the last part: a surface of its own.
   *
   * @param twoSided whether its inside is seen too
   */
  void part(boolean twoSided) {
    if (corners > 0) {
      parts.add(Arrays.copyOf(triangles, corners));
      sides.add(twoSided);
      corners = 0;
    }
  }

  /** Adds the parts to a scene; the mesh is not used after that. */
  void add(FaceScene scene, Material material) {
    Vertices v =
        new Vertices(
            Arrays.copyOf(position, 3 * count),
            Arrays.copyOf(normal, 3 * count),
            Arrays.copyOf(rest, 3 * count),
            Arrays.copyOf(openness, count),
            Arrays.copyOf(attributes, 4 * count));
    for (int i = 0; i < parts.size(); i++) {
      scene.surfaces.add(new Surface(v, parts.get(i), material, sides.get(i)));
    }
  }
}
