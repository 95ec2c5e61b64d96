package kpnative.data.rendered;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * A morphable 3D head: a mean surface, and displacements of its vertices for identities and
 * expressions, which are added with weights. A head is {@code mean + sum(c[i] * identity[i]) +
 * sum(w[j] * expression[j])} with c normal and w from 0 to 1.
 *
 * <p>Frame: centimetres, x to the person's left, y up, z out of the face; left and right are the
 * person's own. V vertices, T triangles, U texture coordinates.
 *
 * <p>Immutable and thread-safe: the arrays that the accessors return are the model's own, and must
 * not be changed.
 *
 * @see <a href="https://arxiv.org/abs/2004.03458">Li et al. 2020, on the model of ICT-FaceKit</a>
 */
public final class HeadModel {
  /** The number of {@link #landmarks()}. */
  public static final int LANDMARKS = 68;

  private final HeadMesh mesh;
  private final HeadPart[] parts;
  private final int[] landmarks;
  private final float[][] identity;
  private final List<String> expressionNames;
  private final float[][] expression;

  /**
   * Takes the arrays without copying them.
   *
   * @throws IllegalArgumentException if sizes do not fit, an index is beyond its count, or a number
   *     is NaN or infinite; the message names the array and the place in it
   */
  HeadModel(
      HeadMesh mesh,
      HeadPart[] parts,
      int[] landmarks,
      float[][] identity,
      List<String> expressionNames,
      float[][] expression) {
    this.mesh = mesh;
    this.parts = parts;
    this.landmarks = landmarks;
    this.identity = identity;
    this.expressionNames = List.copyOf(expressionNames);
    this.expression = expression;
    check();
  }

  /** {@return the vertices of the mean head, [3V]: x, y and z of one after the other, cm} */
  public float[] mean() {
    return mesh.vertices();
  }

  /** {@return [100][3V], the displacement by one standard deviation of each component, cm} */
  public float[][] identity() {
    return identity;
  }

  /** {@return the names of the expressions, such as {@code jawOpen} and {@code eyeBlink_R}} */
  public List<String> expressionNames() {
    return expressionNames;
  }

  /** {@return [53][3V], the displacement by each expression at weight 1, cm} */
  public float[][] expression() {
    return expression;
  }

  /**
   * {@return the index of an expression}
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public int expression(String name) {
    int index = expressionNames.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "no expression '" + name + "': expected one of " + String.join(", ", expressionNames));
    }
    return index;
  }

  /** {@return [3T], the vertices of each triangle, counter-clockwise as seen from outside} */
  public int[] triangles() {
    return mesh.triangles();
  }

  /**
   * {@return [2U], texture coordinates, v up; parts share the unit square, or have one of their own
   * further right}
   */
  public float[] uv() {
    return mesh.uv();
  }

  /** {@return [3T], the texture coordinates of each triangle's corners} */
  public int[] uvTriangles() {
    return mesh.uvTriangles();
  }

  /** {@return [T], what each triangle is made of} */
  public HeadMaterial[] materials() {
    return mesh.materials();
  }

  /** {@return [V], the part that each vertex belongs to} */
  public HeadPart[] parts() {
    return parts;
  }

  /** {@return the vertices of the 68 points, in iBUG's order; the jaw as a line on the surface} */
  public int[] landmarks() {
    return landmarks;
  }

  /** {@return V} */
  public int vertexCount() {
    return mesh.vertices().length / 3;
  }

  /** {@return T} */
  public int triangleCount() {
    return mesh.triangles().length / 3;
  }

  private void check() {
    int v = vertexCount();
    int t = triangleCount();
    if (v < 1 || t < 1) {
      throw new IllegalArgumentException("a head needs vertices and triangles, got none");
    }
    size("coordinates", mesh.vertices().length, 3L * v);
    size("triangles' corners", mesh.triangles().length, 3L * t);
    size("triangles' corners in the texture", mesh.uvTriangles().length, 3L * t);
    size("triangles' materials", mesh.materials().length, t);
    size("vertices' parts", parts.length, v);
    size("landmarks", landmarks.length, LANDMARKS);
    indices("triangles", mesh.triangles(), v);
    indices("triangles in the texture", mesh.uvTriangles(), mesh.uv().length / 2);
    indices("landmarks", landmarks, v);
    finite("vertices", mesh.vertices());
    finite("texture coordinates", mesh.uv());
    for (int i = 0; i < identity.length; i++) {
      size("numbers of identity " + i, identity[i].length, 3L * v);
      finite("identity " + i, identity[i]);
    }
    size("expressions", expression.length, expressionNames.size());
    if (new HashSet<>(expressionNames).size() != expressionNames.size()) {
      throw new IllegalArgumentException("an expression's name is there twice");
    }
    for (int i = 0; i < expression.length; i++) {
      size("numbers of expression " + expressionNames.get(i), expression[i].length, 3L * v);
      finite("expression " + expressionNames.get(i), expression[i]);
    }
  }

  private static void size(String what, long got, long expected) {
    if (got != expected) {
      throw new IllegalArgumentException("expected " + expected + " " + what + ", got " + got);
    }
  }

  private static void indices(String what, int[] indices, int count) {
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] >= count) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s: number %d is %d, expected an index from 0 to %d",
                what,
                i,
                indices[i],
                count - 1));
      }
    }
  }

  private static void finite(String what, float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new IllegalArgumentException(
            what + ": number " + i + " is " + numbers[i] + ", expected a finite number");
      }
    }
  }
}
