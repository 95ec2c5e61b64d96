package kpnative.data.rendered;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import kpnative.files.FileNames;
import kpnative.text.PlainText;
import kpnative.weights.DType;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.jspecify.annotations.Nullable;

/**
 * A head in one safetensors file: {@code vertices} [V, 3], {@code uv} [U, 2], {@code identity}
 * [100, V, 3] and {@code expression} [53, V, 3] of floats of any width; {@code triangles} and
 * {@code triangle_uv} [T, 3] and {@code landmarks68} [68] of I32; {@code triangle_material} [T] and
 * {@code vertex_part} [V] of U8, indices into the lists of names, separated by commas, in the
 * metadata {@code materials} and {@code parts}; the expressions' names in {@code expressions}.
 * Other tensors are ignored.
 */
final class PackedHead {
  private final Path file;
  private final SafetensorsFile content;

  private PackedHead(Path file, SafetensorsFile content) {
    this.file = file;
    this.content = content;
  }

  /**
   * {@return the head in a file with these bytes}
   *
   * @param file the path that messages name
   */
  static HeadModel read(Path file, byte[] bytes) throws IOException {
    return new PackedHead(file, SafetensorsFile.read(file, bytes)).model();
  }

  private HeadModel model() throws IOException {
    int v = count("vertices");
    int t = count("triangles");
    int u = count("uv");
    List<String> expressions = names("expressions");
    for (String name : HeadNames.EXPRESSIONS) {
      if (!expressions.contains(name)) {
        throw new IOException(FileNames.text(file) + ": the metadata 'expressions' lack " + name);
      }
    }
    HeadMesh mesh =
        new HeadMesh(
            floats(tensor("vertices", v, 3)),
            ints("triangles", t, 3),
            floats(tensor("uv", u, 2)),
            ints("triangle_uv", t, 3),
            coded(
                "triangle_material",
                t,
                "materials",
                HeadMaterial.values(),
                HeadMaterial::fileName));
    HeadPart[] parts = coded("vertex_part", v, "parts", HeadPart.values(), HeadPart::fileName);
    try {
      return new HeadModel(
          mesh,
          parts,
          ints("landmarks68", HeadModel.LANDMARKS),
          modes("identity", HeadNames.IDENTITIES, v),
          expressions,
          modes("expression", expressions.size(), v));
    } catch (IllegalArgumentException e) {
      throw new IOException(FileNames.text(file) + ": " + e.getMessage(), e);
    }
  }

  /** {@return the first size of a tensor of rank 2} */
  private int count(String name) throws IOException {
    TensorData t = present(name);
    if (t.shape().length != 2) {
      throw new IOException(
          FileNames.text(file) + ": tensor '" + name + "' has " + t + ", expected 2 dimensions");
    }
    return Math.toIntExact(t.shape()[0]); // under 2 GiB
  }

  private TensorData present(String name) throws IOException {
    @Nullable TensorData t = content.tensors().get(name);
    if (t == null) {
      throw new IOException(
          FileNames.text(file) + ": no tensor '" + name + "', which a head needs");
    }
    return t;
  }

  private TensorData tensor(String name, long... shape) throws IOException {
    TensorData t = present(name);
    if (!Arrays.equals(t.shape(), shape)) {
      throw new IOException(
          FileNames.text(file)
              + ": tensor '"
              + name
              + "' is "
              + t
              + ", expected "
              + Arrays.toString(shape));
    }
    return t;
  }

  private float[] floats(TensorData t) throws IOException {
    if (!t.dtype().isFloat()) {
      throw new IOException(FileNames.text(file) + ": expected a tensor of floats, got " + t);
    }
    return t.toFloat32().floats();
  }

  /** {@return the rows of a tensor [count, V, 3], widened one by one} */
  private float[][] modes(String name, int count, int v) throws IOException {
    TensorData all = tensor(name, count, v, 3);
    int bytes = 3 * v * all.dtype().bytes();
    float[][] modes = new float[count][];
    for (int i = 0; i < count; i++) {
      TensorData one =
          new TensorData(all.dtype(), new long[] {v, 3}, all.data().slice(i * bytes, bytes));
      modes[i] = floats(one);
    }
    return modes;
  }

  private int[] ints(String name, long... shape) throws IOException {
    TensorData t = typed(name, DType.I32, shape);
    int[] values = new int[Math.toIntExact(t.elements())];
    t.data().asIntBuffer().get(values);
    return values;
  }

  private TensorData typed(String name, DType type, long... shape) throws IOException {
    TensorData t = tensor(name, shape);
    if (t.dtype() != type) {
      throw new IOException(
          FileNames.text(file) + ": tensor '" + name + "' is " + t + ", expected " + type);
    }
    return t;
  }

  /** {@return the values that bytes stand for, by a list of names in the metadata} */
  private <E extends Enum<E>> E[] coded(
      String tensor, int n, String list, E[] values, Function<E, String> nameOf)
      throws IOException {
    Map<String, E> known = new HashMap<>();
    for (E value : values) {
      known.put(nameOf.apply(value), value);
    }
    List<E> byIndex = new ArrayList<>();
    for (String name : names(list)) {
      @Nullable E value = known.get(name);
      if (value == null) {
        throw new IOException(
            FileNames.text(file)
                + ": the metadata '"
                + list
                + "' has '"
                + PlainText.line(name)
                + "', expected one of "
                + String.join(", ", known.keySet()));
      }
      byIndex.add(value);
    }
    byte[] indices = new byte[n];
    typed(tensor, DType.U8, n).data().get(indices);
    E[] all = Arrays.copyOf(values, n); // of the same type; every element is replaced
    for (int i = 0; i < n; i++) {
      int index = indices[i] & 0xff;
      if (index >= byIndex.size()) {
        throw new IOException(
            FileNames.text(file)
                + ": tensor '"
                + tensor
                + "': number "
                + i
                + " is "
                + index
                + ", expected an index into "
                + byIndex.size()
                + " "
                + list);
      }
      all[i] = byIndex.get(index);
    }
    return all;
  }

  private List<String> names(String key) throws IOException {
    @Nullable String text = content.metadata().get(key);
    if (text == null) {
      throw new IOException(
          FileNames.text(file) + ": no metadata '" + key + "', which a head needs");
    }
    return List.of(text.split(",", -1));
  }
}
