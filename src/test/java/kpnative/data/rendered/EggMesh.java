package kpnative.data.rendered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The vertices and triangles of {@link EggHead} while they are put together. */
final class EggMesh {
  private float[] xyz = new float[3 << 12];
  private float[] uv = new float[2 << 12];
  private final List<HeadPart> parts = new ArrayList<>();
  private final List<HeadMaterial> materials = new ArrayList<>();
  private int[] triangles = new int[3 << 12];

  int count() {
    return parts.size();
  }

  int vertex(HeadPart part, float[] p, double u, double v) {
    int i = parts.size();
    if (3 * i == xyz.length) {
      xyz = Arrays.copyOf(xyz, 2 * xyz.length);
      uv = Arrays.copyOf(uv, 2 * uv.length);
    }
    System.arraycopy(p, 0, xyz, 3 * i, 3);
    uv[2 * i] = (float) u;
    uv[2 * i + 1] = (float) v;
    parts.add(part);
    return i;
  }

  void triangle(HeadMaterial material, int a, int b, int c) {
    int t = 3 * materials.size();
    if (t == triangles.length) {
      triangles = Arrays.copyOf(triangles, 2 * t);
    }
    triangles[t] = a;
    triangles[t + 1] = b;
    triangles[t + 2] = c;
    materials.add(material);
  }

  void quad(HeadMaterial material, int a, int b, int c, int d) {
    triangle(material, a, b, c);
    triangle(material, a, c, d);
  }

  /** A place on a sheet, x, y, z, for s and t from 0 to 1. */
  @FunctionalInterface
  interface Sheet {
    float[] at(double s, double t);
  }

  /** Adds a sheet, whose s goes to the left and whose t goes up as seen from outside. */
  void sheet(HeadPart part, HeadMaterial material, int columns, int rows, Sheet sheet) {
    int from = count();
    double square = 1 + part.ordinal(); // each part has its own square of the texture
    for (int r = 0; r <= rows; r++) {
      for (int c = 0; c <= columns; c++) {
        double s = (double) c / columns;
        double t = (double) r / rows;
        vertex(part, sheet.at(s, t), square + s, t);
      }
    }
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int a = from + r * (columns + 1) + c;
        quad(material, a, a + 1, a + columns + 2, a + columns + 1);
      }
    }
  }

  float x(int vertex) {
    return xyz[3 * vertex];
  }

  float y(int vertex) {
    return xyz[3 * vertex + 1];
  }

  float z(int vertex) {
    return xyz[3 * vertex + 2];
  }

  float v(int vertex) {
    return uv[2 * vertex + 1];
  }

  HeadPart part(int vertex) {
    return parts.get(vertex);
  }

  HeadPart[] parts() {
    return parts.toArray(HeadPart[]::new);
  }

  HeadMesh mesh() {
    int[] corners = Arrays.copyOf(triangles, 3 * materials.size());
    return new HeadMesh(
        Arrays.copyOf(xyz, 3 * count()),
        corners,
        Arrays.copyOf(uv, 2 * count()),
        corners.clone(),
        materials.toArray(HeadMaterial[]::new));
  }
}
