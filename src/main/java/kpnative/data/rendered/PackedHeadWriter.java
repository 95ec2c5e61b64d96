package kpnative.data.rendered;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import kpnative.weights.DType;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;

/** Writes what {@link PackedHead} reads, the modes with 16 bits. */
final class PackedHeadWriter {
  private PackedHeadWriter() {}

  /**
   * Creates or replaces a file.
   *
   * @throws IOException if it cannot be written; an existing file is then unchanged
   */
  static void write(Path file, HeadModel head) throws IOException {
    int v = head.vertexCount();
    int t = head.triangleCount();
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    tensors.put("vertices", TensorData.ofFloats(head.mean(), v, 3));
    tensors.put("uv", TensorData.ofFloats(head.uv(), head.uv().length / 2, 2));
    tensors.put("triangles", ints(head.triangles(), t, 3));
    tensors.put("triangle_uv", ints(head.uvTriangles(), t, 3));
    tensors.put("triangle_material", codes(head.materials()));
    tensors.put("vertex_part", codes(head.parts()));
    tensors.put("identity", modes(head.identity(), v));
    tensors.put("expression", modes(head.expression(), v));
    tensors.put("landmarks68", ints(head.landmarks(), HeadModel.LANDMARKS));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("materials", names(HeadMaterial.values(), HeadMaterial::fileName));
    metadata.put("parts", names(HeadPart.values(), HeadPart::fileName));
    metadata.put("expressions", String.join(",", head.expressionNames()));
    SafetensorsFile.write(file, tensors, metadata);
  }

  private static <E> String names(E[] all, Function<E, String> name) {
    return Arrays.stream(all).map(name).collect(Collectors.joining(","));
  }

  private static TensorData ints(int[] values, long... shape) {
    ByteBuffer bytes = allocate(Integer.BYTES * values.length);
    bytes.asIntBuffer().put(values);
    return new TensorData(DType.I32, shape, bytes);
  }

  /** {@return the places of constants in their enum, fewer than 256} */
  private static TensorData codes(Enum<?>[] values) {
    ByteBuffer bytes = allocate(values.length);
    for (Enum<?> value : values) {
      bytes.put((byte) value.ordinal());
    }
    return new TensorData(DType.U8, new long[] {values.length}, bytes.flip());
  }

  /** {@return modes [count, V, 3], narrowed one by one} */
  private static TensorData modes(float[][] modes, int v) {
    ByteBuffer bytes = allocate(Short.BYTES * 3 * v * modes.length);
    for (float[] mode : modes) {
      bytes.put(TensorData.ofFloats(mode, v, 3).toFloat16().data());
    }
    return new TensorData(DType.F16, new long[] {modes.length, v, 3}, bytes.flip());
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
