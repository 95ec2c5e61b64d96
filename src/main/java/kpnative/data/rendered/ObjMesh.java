package kpnative.data.rendered;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import kpnative.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A mesh from a Wavefront OBJ file: lines {@code v x y z}, {@code vt u v}, {@code usemtl NAME} and
 * {@code f} with three or four corners {@code a/b} or {@code a/b/c}, whose indices count from 1 and
 * refer to lines above. Lines of other kinds (comments, normals, groups, smoothing, the library of
 * materials) say nothing that a head needs. Quads are split from their first corner.
 *
 * <p>Arrays grow with the lines read, so no count in the file is trusted.
 */
final class ObjMesh {
  /** Over this a file is none: ICT-FaceKit's have up to 3.4 MB. */
  private static final int MAX_BYTES = 64 << 20;

  private static final int SHOWN = 60;
  private static final int MAX_DIGITS = 8; // below 2^31

  private final String name;
  private final byte[] text;
  private final boolean surface;
  private final double[] positions;
  private int line;
  private int at; // within the line, whose end is at end
  private int end;
  private int vertices;
  private int uvs;
  private int corners;
  private float[] uv = new float[0];
  private int[] triangles = new int[0];
  private int[] uvTriangles = new int[0];
  private final List<HeadMaterial> materials = new ArrayList<>();
  private @Nullable HeadMaterial material;

  private ObjMesh(Path file, int vertexCount, boolean surface) throws IOException {
    this.name = FileNames.text(file);
    this.text = InputFile.bytes(file, "an OBJ mesh", MAX_BYTES);
    this.surface = surface;
    this.positions = new double[3 * vertexCount];
    parse();
    if (vertices != vertexCount) {
      throw new IOException(
          name + ": expected " + vertexCount + " vertices (lines v), got " + vertices);
    }
  }

  /**
   * {@return a mesh with its texture coordinates and materials}
   *
   * @param vertexCount the number of vertices that it must have
   * @throws IOException if the file cannot be read or is no such mesh; the message names the file
   *     and, where one is at fault, the line
   */
  static ObjMesh surface(Path file, int vertexCount) throws IOException {
    ObjMesh mesh = new ObjMesh(file, vertexCount, true);
    if (mesh.corners == 0) {
      throw new IOException(mesh.name + ": expected faces (lines f), got none");
    }
    return mesh;
  }

  /**
   * {@return another mesh with the same faces; only its positions are kept}
   *
   * @throws IOException as {@link #surface}, or if the vertices of the faces are others
   */
  static ObjMesh sameFaces(Path file, ObjMesh as) throws IOException {
    ObjMesh mesh = new ObjMesh(file, as.vertices, false);
    if (mesh.corners != as.corners
        || Arrays.mismatch(mesh.triangles, 0, mesh.corners, as.triangles, 0, as.corners) >= 0) {
      throw new IOException(
          mesh.name + ": expected the faces of " + as.name + ", got others: not the same vertices");
    }
    return mesh;
  }

  /** {@return [3V]} */
  double[] positions() {
    return positions;
  }

  /** {@return the surface, with positions in single precision} */
  HeadMesh toHeadMesh() {
    float[] mean = new float[positions.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) positions[i];
    }
    return new HeadMesh(
        mean,
        Arrays.copyOf(triangles, corners),
        Arrays.copyOf(uv, 2 * uvs),
        Arrays.copyOf(uvTriangles, corners),
        materials.toArray(new HeadMaterial[0]));
  }

  private void parse() throws IOException {
    for (int start = 0; start < text.length; start = end + 1) {
      line++;
      at = start;
      end = start;
      while (end < text.length && text[end] != '\n') {
        end++;
      }
      String kind = keyword();
      switch (kind) {
        case "v" -> vertex(start);
        case "vt" -> texture(start);
        case "f" -> face(start);
        case "usemtl" -> useMaterial();
        default -> {} // says nothing of the shape
      }
    }
  }

  private String keyword() {
    int from = at;
    while (at < end && !isBlank(text[at])) {
      at++;
    }
    return at - from > 6 ? "" : latin(from, at); // usemtl is the longest
  }

  private void vertex(int start) throws IOException {
    if (3 * vertices == positions.length) {
      throw error("expected no more than " + vertices + " vertices", start);
    }
    for (int i = 0; i < 3; i++) {
      positions[3 * vertices + i] = number("v x y z", start);
    }
    lineEnds("v x y z", start);
    vertices++;
  }

  private void texture(int start) throws IOException {
    if (surface) {
      if (2 * uvs == uv.length) {
        uv = Arrays.copyOf(uv, grown(uv.length, 2));
      }
      uv[2 * uvs] = (float) number("vt u v", start);
      uv[2 * uvs + 1] = (float) number("vt u v", start);
    }
    uvs++;
  }

  private void face(int start) throws IOException {
    int[] a = new int[4];
    int[] b = new int[4];
    int n = 0;
    for (skipBlanks(); at < end; skipBlanks()) {
      if (n == a.length) {
        throw error("expected a face of 3 or 4 corners", start);
      }
      a[n] = index(vertices, "vertices", start);
      if (at >= end || text[at++] != '/') {
        throw error("expected corners with a texture coordinate, as in f 1/1 2/2 3/3", start);
      }
      b[n++] = index(uvs, "texture coordinates", start);
      while (at < end && !isBlank(text[at])) { // the index of a normal
        at++;
      }
    }
    if (n < 3) {
      throw error("expected a face of 3 or 4 corners, as in f 1/1 2/2 3/3", start);
    }
    for (int i = 2; i < n; i++) {
      triangle(start, a[0], a[i - 1], a[i], b[0], b[i - 1], b[i]);
    }
  }

  private void triangle(int start, int a, int b, int c, int ua, int ub, int uc) throws IOException {
    if (corners == triangles.length) {
      triangles = Arrays.copyOf(triangles, grown(corners, 3));
      uvTriangles = Arrays.copyOf(uvTriangles, surface ? triangles.length : 0);
    }
    if (surface) {
      if (material == null) {
        throw error("expected a line usemtl before the first face", start);
      }
      materials.add(material);
      uvTriangles[corners] = ua;
      uvTriangles[corners + 1] = ub;
      uvTriangles[corners + 2] = uc;
    }
    triangles[corners++] = a;
    triangles[corners++] = b;
    triangles[corners++] = c;
  }

  private void useMaterial() throws IOException {
    String used = latin(at, end).strip();
    material = null;
    for (HeadMaterial m : HeadMaterial.values()) {
      if (m.fileName().equals(used)) {
        material = m;
      }
    }
    if (surface && material == null) {
      throw error("expected a material of ICT-FaceKit's, such as M_Face", at);
    }
  }

  /** {@return an index from 0, read as one from 1} */
  private int index(int count, String of, int start) throws IOException {
    int from = at;
    int value = 0;
    while (at < end && text[at] >= '0' && text[at] <= '9' && at - from <= MAX_DIGITS) {
      value = 10 * value + text[at++] - '0';
    }
    if (at == from || at - from > MAX_DIGITS || value < 1 || value > count) {
      throw error("expected an index from 1 to " + count + ", the " + of + " above", start);
    }
    return value - 1;
  }

  private double number(String form, int start) throws IOException {
    skipBlanks();
    int from = at;
    boolean plain = true; // parseDouble takes NaN, hexadecimal numbers and 1f, too
    while (at < end && !isBlank(text[at])) {
      byte c = text[at++];
      plain &= (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }
    try {
      double value = plain ? Double.parseDouble(latin(from, at)) : Double.NaN;
      if (Math.abs(value) <= Float.MAX_VALUE) { // false for NaN
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IOException(error("expected " + form, start).getMessage(), e);
    }
    throw error("expected " + form + " of finite numbers", start);
  }

  private void lineEnds(String form, int start) throws IOException {
    skipBlanks();
    if (at < end) {
      throw error("expected " + form, start);
    }
  }

  private void skipBlanks() {
    while (at < end && isBlank(text[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  private static int grown(int length, int of) {
    return Math.max(of << 10, length / of * 3 / 2 * of);
  }

  private String latin(int from, int to) {
    return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private IOException error(String expected, int start) {
    String got = latin(start, Math.min(end, start + SHOWN)).strip();
    return new IOException(
        String.format(
            Locale.ROOT,
            "%s:%d: %s, got '%s%s'",
            name,
            line,
            expected,
            PlainText.line(got),
            end - start > SHOWN ? "..." : ""));
  }
}
