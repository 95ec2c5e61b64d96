package kpnative.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {
  @TempDir Path folder;

  private static Map<String, TensorData> tensors() {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    tensors.put("b", TensorData.ofFloats(new float[] {1, -2, 3.5f, 4, 5, Float.NaN}, 2, 3));
    tensors.put("a", TensorData.ofLongs(new long[] {Long.MIN_VALUE, 7}, 2));
    tensors.put("scalar", TensorData.ofFloats(new float[] {0.25f}));
    tensors.put("empty", TensorData.ofFloats(new float[0], 0, 4));
    tensors.put("u8", new TensorData(DType.U8, new long[] {3}, ByteBuffer.allocate(3)));
    return tensors;
  }

  private Path file(String header, int dataBytes) throws IOException {
    return file(header, header.getBytes(StandardCharsets.UTF_8).length, dataBytes);
  }

  private Path file(String header, long statedLength, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(statedLength).put(json);
    return Files.write(folder.resolve("x.safetensors"), bytes.array());
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = folder.resolve("w.safetensors");
    Map<String, String> metadata = Map.of("recipe", "a: \"b\"\nc: \u00e9\u4e2d");
    SafetensorsFile.write(file, tensors(), metadata);
    SafetensorsFile read = SafetensorsFile.read(file);
    assertThat(read.tensors()).isEqualTo(tensors());
    assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors().keySet());
    assertThat(read.metadata()).containsAllEntriesOf(metadata);
    assertThat(SafetensorsFile.readMetadata(file)).isEqualTo(read.metadata());
  }

  @Test
  void theSameTensorsGiveTheSameBytesAndAnAlignedHeader() throws IOException {
    Path one = folder.resolve("1");
    Path two = folder.resolve("2");
    SafetensorsFile.write(one, tensors(), Map.of("k", "v"));
    SafetensorsFile.write(two, tensors(), Map.of("k", "v"));
    byte[] bytes = Files.readAllBytes(one);
    assertThat(bytes).isEqualTo(Files.readAllBytes(two));
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(header % 8).isZero();
  }

  @Test
  void aFileBuiltFromTheFormatsDescriptionIsRead() throws IOException {
    String header = "{\"t\":{\"shape\":[2],\"data_offsets\":[0,8],\"dtype\":\"F32\"}}    ";
    Path file = file(header, 8);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(bytes.limit() - 8, 1).putFloat(bytes.limit() - 4, -2);
    Files.write(file, bytes.array());
    assertThat(SafetensorsFile.read(file).tensors())
        .isEqualTo(Map.of("t", TensorData.ofFloats(new float[] {1, -2}, 2)));
  }

  @Test
  void aChangedByteOfATensorIsNoticed() throws IOException {
    Path file = folder.resolve("w.safetensors");
    SafetensorsFile.write(file, tensors(), Map.of());
    byte[] bytes = Files.readAllBytes(file);
    int data = 24 + 16 + 4 + 3;
    for (int i = bytes.length - data; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      assertThatThrownBy(() -> SafetensorsFile.read(file))
          .as("byte %d of %d", i, bytes.length)
          .isInstanceOf(IOException.class)
          .hasMessage(file + ": damaged: the content does not match the checksum");
    }
  }

  @Test
  void aFileCutAnywhereIsRefusedWithItsPath() throws IOException {
    Path whole = folder.resolve("whole");
    SafetensorsFile.write(whole, tensors(), Map.of("k", "v"));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = folder.resolve("cut.safetensors");
    for (int length = 0; length < bytes.length; length++) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> SafetensorsFile.read(cut))
          .as("cut to %d bytes", length)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(cut.toString());
    }
  }

  @Test
  void aLongerFileIsRefused() throws IOException {
    Path file = file("{\"t\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}", 3);
    assertThatThrownBy(() -> SafetensorsFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("end at byte 2 of the data, which has 3");
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        bad("not an object", "[]", "does not begin with '{'"),
        bad("broken JSON", "{\"a\":", "not valid JSON"),
        bad("two objects", "{}{}", "follows the header"),
        bad("no range", "{\"a\":{\"dtype\":\"U8\",\"shape\":[1]}}", "tensor 'a' needs dtype"),
        bad("a number", "{\"a\":1}", "tensor 'a' must be an object"),
        bad("unknown key", "{\"a\":{\"code\":\"x\"}}", "tensor 'a': unknown key 'code'"),
        bad("unknown type", entry("\"X9\"", "[1]", "[0,1]"), "tensor 'a': dtype 'X9'"),
        bad("type is a number", entry("7", "[1]", "[0,1]"), "dtype must be a string"),
        bad("negative size", entry("\"U8\"", "[-1]", "[0,1]"), "must not be negative"),
        bad("fractional size", entry("\"U8\"", "[1.5]", "[0,1]"), "integers only"),
        bad("nested sizes", entry("\"U8\"", "[[1]]", "[0,1]"), "integers only"),
        bad("size beyond a long", entry("\"U8\"", "[99999999999999999999]", "[0,1]"), "JSON"),
        bad(
            "overflowing shape",
            entry("\"F32\"", "[4294967296,4294967296,4]", "[0,4]"),
            "overflows"),
        bad(
            "shape that overflows to its range",
            entry("\"F64\"", "[2305843009213693953]", "[0,8]"),
            "overflows"),
        bad("too many sizes", entry("\"U8\"", "[" + "1,".repeat(64) + "1]", "[0,1]"), "over 64"),
        bad("wrong range", entry("\"F32\"", "[1]", "[0,5]"), "needs 4 bytes, its range has 5"),
        bad("reversed range", entry("\"U8\"", "[1]", "[4,3]"), "outside the data"),
        bad(
            "range outside",
            entry("\"U8\"", "[100]", "[0,100]"),
            "outside the data section of 8 bytes"),
        bad(
            "range near the largest long",
            entry("\"U8\"", "[1]", "[9223372036854775806,9223372036854775807]"),
            "outside the data"),
        bad("one offset", entry("\"U8\"", "[1]", "[0]"), "two data_offsets"),
        bad("three offsets", entry("\"U8\"", "[1]", "[0,1,2]"), "over 2 numbers"),
        bad("gap at the start", entry("\"U8\"", "[7]", "[1,8]"), "(gap)"),
        bad(
            "overlap",
            "{\"a\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]},"
                + "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}",
            "tensor 'b': begins at byte 4, expected 5 (overlap)"),
        bad(
            "duplicate tensor",
            "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                + "\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}",
            "Duplicate field 'a'"),
        bad(
            "duplicate tensor, spelled with an escape",
            "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                + "\"\\u0061\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}",
            "Duplicate field 'a'"),
        bad(
            "duplicate key of a tensor",
            "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"shape\":[8],\"data_offsets\":[0,8]}}",
            "Duplicate field 'shape'"),
        bad(
            "duplicate metadata",
            "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}",
            "Duplicate field 'k'"),
        bad(
            "two objects of metadata",
            "{\"__metadata__\":{\"k\":\"1\"},\"__metadata__\":{\"l\":\"2\"}}",
            "Duplicate field '__metadata__'"),
        bad("UTF-16", "{\u0000\"\u0000a\u0000\"\u0000}\u0000", "not valid JSON"),
        bad("an open object", entry("\"U8\"", "[8]", "[0,8]").replace("}}", "}"), "not valid JSON"),
        bad("overflowing sum", entry("\"F64\"", "[1152921504606846976,8]", "[0,8]"), "overflows"),
        bad(
            "an unused byte at the end",
            entry("\"U8\"", "[7]", "[0,7]"),
            "the tensors end at byte 7 of the data, which has 8"),
        bad(
            "a gap",
            "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},"
                + "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}",
            "tensor 'b': begins at byte 4, expected 3 (gap)"),
        bad(
            "a range inside another",
            "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[3,5]}}",
            "(overlap)"),
        bad(
            "a name that would drive the terminal",
            "{\"\\u001b[2J\":1}",
            "tensor '\\u001b[2J' must be an object"),
        bad("metadata is not an object", "{\"__metadata__\":3}", "__metadata__ must be an object"),
        bad(
            "metadata holds a number",
            "{\"__metadata__\":{\"k\":3}}",
            "__metadata__.'k' must be a string"),
        bad("deep nesting", "{\"a\":" + "[".repeat(5000), "tensor 'a' must be an object"));
  }

  private static Arguments bad(String name, String header, String message) {
    return Arguments.of(name, header, message);
  }

  private static String entry(String dtype, String shape, String offsets) {
    return String.format(
        Locale.ROOT,
        "{\"a\":{\"dtype\":%s,\"shape\":%s,\"data_offsets\":%s}}",
        dtype,
        shape,
        offsets);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void aBrokenHeaderIsRefusedWithPathAndReason(String name, String header, String message)
      throws IOException {
    Path file = file(header, 8);
    assertThatThrownBy(() -> SafetensorsFile.read(file))
        .as(name)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 3, 2_000_000_000L, 100_000_001L, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void anAbsurdHeaderLengthIsRefusedBeforeMemoryIsTaken(long length) throws IOException {
    Path file = file("{}", length, 0);
    assertThatThrownBy(() -> SafetensorsFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("header length " + Long.toUnsignedString(length));
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() throws IOException {
    Path file = file("{\"a\":1}", 0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[10] = (byte) 0xff;
    Files.write(file, bytes);
    assertThatThrownBy(() -> SafetensorsFile.read(file)).hasMessageContaining("not UTF-8");
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("none.safetensors");
    assertThatThrownBy(() -> SafetensorsFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": no such file");
  }

  @Test
  void aTensorNamedLikeTheMetadataIsRefused() {
    assertThatThrownBy(
            () ->
                SafetensorsFile.write(
                    folder.resolve("x"),
                    Map.of("__metadata__", TensorData.ofFloats(new float[1], 1)),
                    Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void millionsOfEmptyTensorsAreRefused() throws IOException {
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i <= 100_000; i++) {
      header.append(i == 0 ? "" : ",").append('"').append(i);
      header.append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
    }
    Path file = file(header.append('}').toString(), 0);
    assertThatThrownBy(() -> SafetensorsFile.read(file)).hasMessage(file + ": over 100000 tensors");
  }
}
