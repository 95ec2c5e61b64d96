package kpnative.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Small torch.save files, built byte by byte. */
class PthFileTest {
  @TempDir Path folder;

  /** {@return a file with one storage, "0", of six floats, 1 to 6} */
  private Path file(WeightFormat format, PickleBytes pickle) throws IOException {
    return file(format, pickle, new PickleBytes().floats(1, 2, 3, 4, 5, 6).bytes());
  }

  private Path file(WeightFormat format, PickleBytes pickle, byte[] data) throws IOException {
    byte[] bytes;
    if (format == WeightFormat.PYTORCH_ZIP) {
      bytes =
          new ZipBytes()
              .entry("any name/data.pkl", pickle.bytes())
              .entry("any name/data/0", data)
              .bytes();
    } else {
      ByteBuffer all = ByteBuffer.allocate(1000 + pickle.bytes().length + data.length);
      all.put(PickleBytes.legacyStart().bytes()).put(pickle.bytes());
      all.put(new PickleBytes().keys("0").int64(data.length / Float.BYTES).bytes()).put(data);
      bytes = Arrays.copyOf(all.array(), all.position());
    }
    return Files.write(folder.resolve("weights.pth"), bytes);
  }

  private static PickleBytes start() {
    return PickleBytes.start();
  }

  private static TensorData floats(float... values) {
    return TensorData.ofFloats(values, values.length);
  }

  private static PickleBytes dictOf(PickleBytes value) {
    return value.op("s.");
  }

  private static PickleBytes oneTensor() {
    return dictOf(start().op("}").text("w").vector("FloatStorage", "0", 6));
  }

  @ParameterizedTest
  @EnumSource(names = {"PYTORCH_ZIP", "PYTORCH_LEGACY"})
  void aDictOfTensorsIsReadFromBothFormats(WeightFormat format) throws IOException {
    WeightFile read = WeightFile.read(file(format, oneTensor()));

    assertThat(read)
        .isEqualTo(new WeightFile(format, Map.of("w", floats(1, 2, 3, 4, 5, 6)), Map.of()));
  }

  @ParameterizedTest
  @EnumSource(names = {"PYTORCH_ZIP", "PYTORCH_LEGACY"})
  void namesShareAStorageEachWithItsOwnStartShapeAndStrides(WeightFormat format)
      throws IOException {
    PickleBytes pickle = start().orderedDict().op("(");
    pickle.text("rows").tensor("FloatStorage", "0", 6, 0, new int[] {2, 3}, new int[] {3, 1});
    pickle.text("columns").tensor("FloatStorage", "0", 6, 0, new int[] {3, 2}, new int[] {1, 3});
    pickle.text("tail").tensor("FloatStorage", "0", 6, 4, new int[] {2}, new int[] {1});
    pickle.text("odd").tensor("FloatStorage", "0", 6, 1, new int[] {3}, new int[] {2});
    pickle.text("same").tensor("FloatStorage", "0", 6, 5, new int[] {2, 2}, new int[] {0, 0});
    pickle.text("one").tensor("FloatStorage", "0", 6, 3, new int[] {}, new int[] {});
    pickle.text("none").tensor("FloatStorage", "0", 6, 6, new int[] {0, 4}, new int[] {4, 1});
    Map<String, TensorData> tensors = WeightFile.read(file(format, pickle.op("u."))).tensors();

    assertThat(tensors.keySet())
        .containsExactly("rows", "columns", "tail", "odd", "same", "one", "none");
    assertThat(tensors)
        .containsEntry("rows", TensorData.ofFloats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3))
        .containsEntry("columns", TensorData.ofFloats(new float[] {1, 4, 2, 5, 3, 6}, 3, 2))
        .containsEntry("tail", floats(5, 6))
        .containsEntry("odd", floats(2, 4, 6))
        .containsEntry("same", TensorData.ofFloats(new float[] {6, 6, 6, 6}, 2, 2))
        .containsEntry("one", TensorData.ofFloats(new float[] {4}))
        .containsEntry("none", TensorData.ofFloats(new float[0], 0, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "DoubleStorage, F64", "FloatStorage, F32", "HalfStorage, F16", "BFloat16Storage, BF16",
    "LongStorage, I64", "IntStorage, I32", "ShortStorage, I16", "CharStorage, I8",
    "ByteStorage, U8", "BoolStorage, BOOL"
  })
  void everyClassOfStoragesKeepsItsType(String storage, DType dtype) throws IOException {
    byte[] data = new byte[4 * dtype.bytes()];
    data[dtype.bytes() * 2 + 1] = 1;
    PickleBytes pickle = start().op("}").text("w");
    // transposed, so that each width is copied too
    pickle.tensor(storage, "0", 4, 0, new int[] {2, 2}, new int[] {1, 2}).op("s.");
    TensorData w = WeightFile.read(file(WeightFormat.PYTORCH_ZIP, pickle, data)).tensors().get("w");

    byte[] transposed = new byte[data.length];
    int[] from = {0, 2, 1, 3};
    for (int i = 0; i < 4; i++) {
      System.arraycopy(data, from[i] * dtype.bytes(), transposed, i * dtype.bytes(), dtype.bytes());
    }
    assertThat(w).isEqualTo(new TensorData(dtype, new long[] {2, 2}, ByteBuffer.wrap(transposed)));
  }

  @Test
  void theMetadataOfAnOrderedDictIsSkipped() throws IOException {
    PickleBytes pickle = start().orderedDict().text("w").vector("FloatStorage", "0", 6).op("s}");
    pickle.text("_metadata").orderedDict().text("").op("}").text("version").number(1).op("sssb");

    assertThat(WeightFile.read(file(WeightFormat.PYTORCH_ZIP, pickle.op("."))).tensors())
        .isEqualTo(Map.of("w", floats(1, 2, 3, 4, 5, 6)));
  }

  @ParameterizedTest
  @EnumSource(names = {"PYTORCH_ZIP", "PYTORCH_LEGACY"})
  void parametersAreTensors(WeightFormat format) throws IOException {
    PickleBytes pickle = start().op("}").text("w").global("torch._utils", "_rebuild_parameter");
    pickle.op("(").vector("FloatStorage", "0", 6).raw(0x88).orderedDict().op("tRs.");

    assertThat(WeightFile.read(file(format, pickle)).tensors())
        .isEqualTo(Map.of("w", floats(1, 2, 3, 4, 5, 6)));
  }

  @Test
  void theInstructionsOfLaterPickleProtocolsAreRead() throws IOException {
    PickleBytes pickle = new PickleBytes().raw(0x80, 4, 0x95).int64(1 << 20).op("}").raw(0x94);
    pickle.raw(0x8d).int64(1).op("w").raw(0x94); // a string with a length of 8 bytes
    pickle.raw(0x8c, 12).op("torch._utils").raw(0x8c, 18).op("_rebuild_tensor_v2").raw(0x93);
    pickle.op("(").storage("FloatStorage", "0", 6).raw(0x8a, 1, 2); // begins at the third
    pickle.tuple(4).tuple(1).raw(0x89).op("h").raw(0).op("tRs.");

    assertThat(WeightFile.read(file(WeightFormat.PYTORCH_ZIP, pickle)).tensors())
        .isEqualTo(Map.of("w", floats(3, 4, 5, 6)));
  }

  @Test
  void theParametersTensorsAndPairsOfTheFirstPyTorchAreRead() throws IOException {
    PickleBytes pickle = start().global("collections", "OrderedDict").op("]]").text("w").op("a");
    pickle.global("torch.nn.parameter", "Parameter");
    pickle.global("torch._utils", "_rebuild_tensor").op("(").storage("FloatStorage", "0", 6);
    pickle.number(0).tuple(6).tuple(1).op("tR").raw(0x85, 0x81); // NEWOBJ of one tensor
    pickle.raw(0x88, 0x89).op("N").raw(0x87).op("b"); // its state: gradients, volatile, hooks
    pickle.op("aa").raw(0x85).op("R.");

    assertThat(WeightFile.read(file(WeightFormat.PYTORCH_LEGACY, pickle)).tensors())
        .isEqualTo(Map.of("w", floats(1, 2, 3, 4, 5, 6)));
  }

  @Test
  void aViewOfAStorageBeginsWhereTheViewDoes() throws IOException {
    PickleBytes pickle = start().op("}").text("w").global("torch._utils", "_rebuild_tensor");
    pickle.op("((").text("storage").global("torch", "FloatStorage").text("0").text("cpu");
    pickle.number(6).op("(").text("7").number(2).number(3).op("ttQ");
    pickle.number(1).tuple(2).tuple(1).op("tRs.");

    assertThat(WeightFile.read(file(WeightFormat.PYTORCH_LEGACY, pickle)).tensors())
        .isEqualTo(Map.of("w", floats(4, 5)));
  }

  @Test
  void aCheckpointGivesItsDictOfTensorsWithoutModuleAndItsNumbersAsMetadata() throws IOException {
    PickleBytes pickle = start().op("}(").text("epoch").number(90).text("arch").text("resnet18");
    pickle.text("state_dict").orderedDict().text("module.fc.weight");
    pickle.vector("FloatStorage", "0", 6).op("s");
    pickle.text("best_acc1").vector("FloatStorage", "0", 6); // a tensor beside the dict
    pickle.text("lr").op("G").hex("3fe0000000000000").text("done").raw(0x88);
    pickle.text("optimizer").op("}").text("state").op("}").number(0).op("}").text("step");
    pickle.vector("FloatStorage", "0", 6).op("sssu.");
    WeightFile read = WeightFile.read(file(WeightFormat.PYTORCH_ZIP, pickle));

    assertThat(read.tensors()).containsOnlyKeys("fc.weight");
    assertThat(read.metadata())
        .isEqualTo(Map.of("epoch", "90", "arch", "resnet18", "lr", "0.5", "done", "true"));
  }

  @Test
  void modulePrefixesStayWhereNotAllHaveThem() throws IOException {
    PickleBytes pickle = start().op("}(").text("module.a").vector("FloatStorage", "0", 6);
    pickle.text("b").vector("FloatStorage", "0", 6).op("u.");

    assertThat(WeightFile.read(file(WeightFormat.PYTORCH_ZIP, pickle)).tensors().keySet())
        .containsExactly("module.a", "b");
  }

  @Test
  void twoDictsOfTensorsAreNamedAndRefused() throws IOException {
    PickleBytes pickle = start().op("}(");
    pickle.text("model").op("}").text("w").vector("FloatStorage", "0", 6).op("s");
    pickle.text("ema").op("}").text("w").vector("FloatStorage", "0", 6).op("su.");
    Path file = file(WeightFormat.PYTORCH_ZIP, pickle);

    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": contains 2 dicts of tensors, expected one: 'model', 'ema'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | 0 | 7 | 1 | tensor 'w' is in a storage of 7 elements (F32), whose data has 24 bytes",
        "6 | 0 | 7 | 1 | tensor 'w' of shape [7] reaches element 6 of a storage of 6",
        "6 | 1 | 6 | 1 | tensor 'w' of shape [6] reaches element 6 of a storage of 6",
        "6 | 0 | 2 | 6 | tensor 'w' of shape [2] reaches element 6 of a storage of 6",
        "6 | -1 | 1 | 1 | a tensor's start: -1, expected 0 to 2^63 - 1",
        "6 | 0 | -1 | 1 | a tensor's shape: -1, expected",
        "6 | 5 | 6 | -1 | a tensor's strides: -1, expected",
        "6 | 0 | 2000000000 | 0 | tensor 'w' of shape [2000000000] is larger than 2 GiB",
        "6 | 0 | 500000000 | 0 | over 4 times the file's"
      })
  void aTensorBeyondItsStorageIsRefused(int count, int first, int size, int stride, String message)
      throws IOException {
    PickleBytes pickle = start().op("}").text("w");
    pickle.tensor("FloatStorage", "0", count, first, new int[] {size}, new int[] {stride});
    Path file = file(WeightFormat.PYTORCH_ZIP, dictOf(pickle));

    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void aZipOfBigEndianNumbersIsRefused() throws IOException {
    byte[] bytes =
        new ZipBytes()
            .entry("x/data.pkl", oneTensor().bytes())
            .entry("x/byteorder", "big".getBytes(StandardCharsets.US_ASCII))
            .entry("x/data/0", new byte[24])
            .bytes();
    Path file = Files.write(folder.resolve("big.pth"), bytes);

    assertThatThrownBy(() -> WeightFile.read(file))
        .hasMessageContaining("expected little-endian data");
  }

  @Test
  void aStorageThatTheZipLacksIsNamed() throws IOException {
    byte[] bytes = new ZipBytes().entry("x/data.pkl", oneTensor().bytes()).bytes();
    Path file = Files.write(folder.resolve("none.pth"), bytes);

    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": the zip entry 'x/data/0' is missing");
  }

  @Test
  void aZipOfOtherThingsIsRefused() throws IOException {
    byte[] bytes = new ZipBytes().entry("word/document.xml", new byte[3]).bytes();
    Path file = Files.write(folder.resolve("letter.pth"), bytes);

    assertThatThrownBy(() -> WeightFile.read(file)).hasMessageContaining("not from torch.save");
  }

  @ParameterizedTest
  @EnumSource(names = {"PYTORCH_ZIP", "PYTORCH_LEGACY"})
  void aFileCutAnywhereIsRefusedWithItsPath(WeightFormat format) throws IOException {
    byte[] bytes = Files.readAllBytes(file(format, oneTensor()));
    Path cut = folder.resolve("cut.pth");
    for (int length = 0; length < bytes.length; length++) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> WeightFile.read(cut))
          .as("cut to %d of %d bytes", length, bytes.length)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(cut.toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | 24 | the storage '0' has 5 elements, the pickle says 6",
        "-1 | 24 | the storage '0' has -1 elements, the pickle says 6",
        "6 | 20 | expected 6 elements (F32), but only 20 bytes are left",
        "6 | 28 | 4 bytes follow its storages"
      })
  void aLegacyStorageOfAnotherSizeIsRefused(long count, int bytes, String message)
      throws IOException {
    byte[] keys = new PickleBytes().keys("0").int64(count).bytes();
    assertRefused(message, oneTensor().bytes(), keys, new byte[bytes]);
  }

  @Test
  void aLegacyListOfStoragesHasEachOnceAndNoOther() throws IOException {
    byte[] data = new PickleBytes().int64(6).floats(1, 2, 3, 4, 5, 6).bytes();
    for (String second : new String[] {"0", "1"}) {
      byte[] keys = new PickleBytes().keys("0", second).bytes();
      assertRefused(
          "has a key that no tensor uses, or has a key twice",
          oneTensor().bytes(),
          keys,
          data,
          data);
    }
    assertRefused(
        "the storage '0' is missing", oneTensor().bytes(), new PickleBytes().keys().bytes());
  }

  private void assertRefused(String message, byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(PickleBytes.legacyStart().bytes());
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    Path file = Files.write(folder.resolve("legacy.pth"), all.toByteArray());
    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }
}
