package kpnative.data.rendered;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import kpnative.weights.DType;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;

/** A tiny head in the forms of files: 8 vertices, 6 triangles, all modes. */
final class MadeHead {
  static final int V = 8;
  static final int T = 6;
  static final int U = 9;

  /** Half of the vertices are the face, the others teeth. */
  static final HeadLayout LAYOUT =
      new HeadLayout(
          IntStream.range(0, V)
              .mapToObj(v -> v < V / 2 ? HeadPart.FACE : HeadPart.TEETH)
              .toArray(HeadPart[]::new),
          IntStream.range(0, HeadModel.LANDMARKS).map(i -> i * 3 % V).toArray());

  private MadeHead() {}

  /** {@return the tensors of the packed form, which may be changed} */
  static Map<String, TensorData> tensors() {
    Random random = new Random(5);
    Map<String, TensorData> all = new LinkedHashMap<>();
    all.put("vertices", TensorData.ofFloats(normals(random, V * 3, 8), V, 3));
    all.put("uv", TensorData.ofFloats(normals(random, U * 2, 1), U, 2));
    all.put("triangles", ints(corners(V), T, 3));
    all.put("triangle_uv", ints(corners(U), T, 3));
    all.put("triangle_material", bytes(0, 0, 0, 1, 1, 1));
    all.put("vertex_part", bytes(0, 0, 0, 0, 1, 1, 1, 1));
    all.put("identity", modes(random, HeadNames.IDENTITIES));
    all.put("expression", modes(random, HeadNames.EXPRESSIONS.size()));
    all.put("landmarks68", ints(LAYOUT.landmarks(), HeadModel.LANDMARKS));
    return all;
  }

  /** {@return the metadata of the packed form, which may be changed} */
  static Map<String, String> metadata() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("materials", "M_Face,M_Teeth");
    all.put("parts", "face,teeth");
    all.put("expressions", String.join(",", HeadNames.EXPRESSIONS));
    return all;
  }

  /** {@return a file in the packed form} */
  static Path write(Path file) throws IOException {
    SafetensorsFile.write(file, tensors(), metadata());
    return file;
  }

  /** Writes a head as the folder {@code FaceXModel}, each number with all its digits. */
  static void write(Path folder, HeadModel head) throws IOException {
    write(folder, "generic_neutral_mesh", head, new float[head.mean().length]);
    for (int i = 0; i < head.identity().length; i++) {
      write(folder, String.format(Locale.ROOT, "identity%03d", i), head, head.identity()[i]);
    }
    for (String name : head.expressionNames()) {
      write(folder, name, head, head.expression()[head.expression(name)]);
    }
  }

  private static void write(Path folder, String name, HeadModel head, float[] mode)
      throws IOException {
    StringBuilder text = new StringBuilder("# made by a test\r\nmtllib none.mtl\ng head\n");
    for (int i = 0; i < mode.length; i += 3) {
      text.append('v');
      for (int k = i; k < i + 3; k++) {
        text.append(' ').append((double) head.mean()[k] + mode[k]);
      }
      text.append('\n');
    }
    for (int i = 0; i < head.uv().length; i += 2) {
      text.append("vt ").append(head.uv()[i]).append("  ").append(head.uv()[i + 1]).append(" 0\n");
    }
    for (int t = 0; t < head.triangleCount(); t++) {
      text.append("usemtl ").append(head.materials()[t].fileName()).append("\r\nf");
      for (int k = 3 * t; k < 3 * t + 3; k++) {
        text.append(' ').append(head.triangles()[k] + 1);
        text.append('/').append(head.uvTriangles()[k] + 1).append(t % 2 == 0 ? "/7" : "");
      }
      text.append(" \r\n");
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".obj"), text);
  }

  static TensorData ints(int[] values, long... shape) {
    ByteBuffer all = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(all::putInt);
    return new TensorData(DType.I32, shape, all.flip());
  }

  static TensorData bytes(int... values) {
    ByteBuffer all = ByteBuffer.allocate(values.length);
    Arrays.stream(values).forEach(v -> all.put((byte) v));
    return new TensorData(DType.U8, new long[] {values.length}, all.flip());
  }

  private static int[] corners(int count) {
    return IntStream.range(0, 3 * T).map(i -> (i * 5 + i / 3) % count).toArray();
  }

  private static TensorData modes(Random random, int count) {
    return TensorData.ofFloats(normals(random, count * V * 3, 0.2), count, V, 3).toFloat16();
  }

  private static float[] normals(Random random, int n, double deviation) {
    float[] all = new float[n];
    for (int i = 0; i < n; i++) {
      all[i] = (float) (deviation * random.nextGaussian());
    }
    return all;
  }
}
