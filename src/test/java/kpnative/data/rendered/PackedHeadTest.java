package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kpnative.weights.DType;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PackedHeadTest {
  @TempDir Path folder;

  /** Changes a good file into one at fault. */
  @FunctionalInterface
  interface Fault {
    void in(Map<String, TensorData> tensors, Map<String, String> metadata);
  }

  private HeadModel read(Map<String, TensorData> tensors, Map<String, String> metadata)
      throws IOException {
    Path file = folder.resolve("head.safetensors");
    SafetensorsFile.write(file, tensors, metadata);
    return HeadModelFile.read(file);
  }

  @Test
  void aHeadHasItsTensorsNumbers() throws IOException {
    Map<String, TensorData> tensors = MadeHead.tensors();
    HeadModel head = read(tensors, MadeHead.metadata());
    assertThat(head.vertexCount()).isEqualTo(MadeHead.V);
    assertThat(head.triangleCount()).isEqualTo(MadeHead.T);
    assertThat(head.mean()).isEqualTo(floats(tensors, "vertices"));
    assertThat(head.uv()).isEqualTo(floats(tensors, "uv"));
    int n = 3 * MadeHead.V;
    assertThat(head.identity()[99])
        .isEqualTo(Arrays.copyOfRange(floats(tensors, "identity"), 99 * n, 100 * n));
    assertThat(head.expression()[head.expression("jawOpen")])
        .isEqualTo(Arrays.copyOfRange(floats(tensors, "expression"), 26 * n, 27 * n));
    assertThat(head.parts()).isEqualTo(MadeHead.LAYOUT.parts());
    assertThat(head.landmarks()).isEqualTo(MadeHead.LAYOUT.landmarks());
    assertThat(head.materials()).startsWith(HeadMaterial.FACE).endsWith(HeadMaterial.TEETH);
  }

  private static float[] floats(Map<String, TensorData> tensors, String name) {
    return tensors.get(name).toFloat32().floats();
  }

  @Test
  void modesMayBeOf32Bits() throws IOException {
    Map<String, TensorData> wide = MadeHead.tensors();
    wide.replaceAll((name, t) -> t.dtype().isFloat() ? t.toFloat32() : t);
    HeadModel narrow = read(MadeHead.tensors(), MadeHead.metadata());
    assertThat(read(wide, MadeHead.metadata()).identity()).isDeepEqualTo(narrow.identity());
  }

  @Test
  void aWrittenHeadIsReadAsItWas() throws IOException {
    HeadModel head = read(MadeHead.tensors(), MadeHead.metadata());
    Path file = folder.resolve("written.safetensors");
    HeadModelFile.write(head, file);
    assertThat(HeadModelFile.read(file)).usingRecursiveComparison().isEqualTo(head);
  }

  @Test
  void namesInAnotherOrderMeanTheSame() throws IOException {
    Map<String, String> metadata = MadeHead.metadata();
    metadata.put("parts", "teeth,face");
    Map<String, TensorData> tensors = MadeHead.tensors();
    tensors.put("vertex_part", MadeHead.bytes(1, 1, 1, 1, 0, 0, 0, 0));
    assertThat(read(tensors, metadata).parts()).isEqualTo(MadeHead.LAYOUT.parts());
  }

  @Test
  void anUnknownExpressionIsNamedBesideTheKnown() throws IOException {
    HeadModel head = read(MadeHead.tensors(), MadeHead.metadata());
    assertThatThrownBy(() -> head.expression("jawopen"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no expression 'jawopen': expected one of browDown_L, ")
        .hasMessageContaining(", jawOpen, ");
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("no tensor 'uv'", (t, m) -> t.remove("uv")),
        fault("no tensor 'identity'", (t, m) -> t.remove("identity")),
        fault("no metadata 'parts'", (t, m) -> m.remove("parts")),
        fault("lack noseSneer_R", (t, m) -> edit(m, "expressions", ",noseSneer_R", "")),
        fault(
            "is F16 [53, 8, 3], expected [54, 8, 3]", (t, m) -> edit(m, "expressions", "$", ",x")),
        fault(
            "an expression's name is there twice",
            (t, m) -> {
              edit(m, "expressions", "$", ",jawOpen");
              t.put("expression", TensorData.ofFloats(new float[54 * 24], 54, 8, 3));
            }),
        fault("has 'M_Cheese', expected one of", (t, m) -> edit(m, "materials", "Teeth", "Cheese")),
        fault("has 'x\\u001b', expected one of", (t, m) -> edit(m, "parts", "teeth", "x\u001b")),
        fault("'vertex_part' is U8 [8], expected [9]", (t, m) -> zeros(t, "vertices", 9, 3)),
        fault("'vertices' has F32 [24], expected 2", (t, m) -> zeros(t, "vertices", 24)),
        fault("is F32 [8, 4], expected [8, 3]", (t, m) -> zeros(t, "vertices", 8, 4)),
        fault("is F32 [9, 1], expected [9, 2]", (t, m) -> zeros(t, "uv", 9, 1)),
        fault("is F32 [99, 8, 3], expected [100", (t, m) -> zeros(t, "identity", 99, 8, 3)),
        fault("expected [0, 2]", (t, m) -> zeros(t, "uv", 0, 9)),
        fault("is F32 [6, 3], expected I32", (t, m) -> zeros(t, "triangles", 6, 3)),
        fault("expected a tensor of floats, got I32", (t, m) -> t.put("uv", ints(18, 0, 9, 2))),
        fault("number 0 is -1, expected an index from 0 to 7", (t, m) -> corner(t, -1)),
        fault("number 0 is 8, expected an index from 0 to 7", (t, m) -> corner(t, 8)),
        fault(
            "triangles in the texture: number 3 is 9, expected an index from 0 to 8",
            (t, m) -> t.put("triangle_uv", ints(18, 9, 6, 3))),
        fault(
            "landmarks: number 3 is 2147483647",
            (t, m) -> t.put("landmarks68", ints(68, Integer.MAX_VALUE, 68))),
        fault("'landmarks68' is I32 [67]", (t, m) -> t.put("landmarks68", ints(67, 0, 67))),
        fault(
            "'triangle_material': number 2 is 255, expected an index into 2 materials",
            (t, m) -> t.put("triangle_material", MadeHead.bytes(0, 1, 255, 0, 0, 0))),
        fault("vertices: number 4 is NaN", (t, m) -> set(t, "vertices", Float.NaN)),
        fault("identity 0: number 4 is Infinity", (t, m) -> set(t, "identity", 1 / 0f)),
        fault("expression browDown_L: number 4", (t, m) -> set(t, "expression", -1 / 0f)),
        fault("texture coordinates: number 4", (t, m) -> set(t, "uv", Float.NaN)),
        fault("got none", (t, m) -> empty(t)));
  }

  private static Arguments fault(String message, Fault fault) {
    return Arguments.of(message, fault);
  }

  private static void edit(Map<String, String> metadata, String key, String of, String to) {
    metadata.computeIfPresent(key, (k, text) -> text.replaceFirst(of, to));
  }

  private static void zeros(Map<String, TensorData> tensors, String name, long... shape) {
    int n = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    tensors.put(name, TensorData.ofFloats(new float[n], shape));
  }

  /** {@return zeros, but the value at place 3} */
  private static TensorData ints(int n, int value, long... shape) {
    int[] all = new int[n];
    all[3] = value;
    return MadeHead.ints(all, shape);
  }

  private static void corner(Map<String, TensorData> tensors, int value) {
    int[] all = new int[3 * MadeHead.T];
    all[0] = value;
    tensors.put("triangles", MadeHead.ints(all, MadeHead.T, 3));
  }

  private static void set(Map<String, TensorData> tensors, String name, float value) {
    TensorData t = tensors.get(name);
    float[] all = t.toFloat32().floats();
    all[4] = value;
    tensors.put(name, TensorData.ofFloats(all, t.shape()));
  }

  private static void empty(Map<String, TensorData> tensors) {
    zeros(tensors, "vertices", 0, 3);
    zeros(tensors, "identity", 100, 0, 3);
    zeros(tensors, "expression", 53, 0, 3);
    tensors.put("vertex_part", new TensorData(DType.U8, new long[] {0}, ByteBuffer.allocate(0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFileAtFaultIsRefusedInOneLine(String message, Fault fault) {
    Map<String, TensorData> tensors = MadeHead.tensors();
    Map<String, String> metadata = MadeHead.metadata();
    fault.in(tensors, metadata);
    assertThatThrownBy(() -> read(tensors, metadata))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder.resolve("head.safetensors") + ": ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    Path file = MadeHead.write(folder.resolve("head.safetensors"));
    byte[] all = Files.readAllBytes(file);
    for (int n : List.of(0, 7, 100, all.length / 2, all.length - 1)) {
      Files.write(file, Arrays.copyOf(all, n));
      assertThatThrownBy(() -> HeadModelFile.read(file))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file.toString());
    }
  }
}
