package kpnative.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightFileTest {
  @TempDir Path folder;

  @Test
  void aSafetensorsFileIsDetectedUnderAnyName() throws IOException {
    Path file = folder.resolve("weights.pth");
    Map<String, TensorData> tensors = Map.of("w", TensorData.ofFloats(new float[] {1, 2}, 2));
    SafetensorsFile.write(file, tensors, Map.of("k", "v"));
    WeightFile read = WeightFile.read(file);

    assertThat(read.format()).isEqualTo(WeightFormat.SAFETENSORS);
    assertThat(read.tensors()).isEqualTo(tensors);
    assertThat(read.metadata()).containsEntry("k", "v");
  }

  /** A header length of 640 gives the bytes 0x80, 2, with which a pickle of protocol 2 begins. */
  @Test
  void aHeaderLengthThatLooksLikeAPickleIsNotOne() throws IOException {
    String json = "{\"w\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}";
    byte[] bytes = new byte[8 + 640 + 1];
    bytes[0] = (byte) 0x80;
    bytes[1] = 2;
    byte[] padded = (json + " ".repeat(640 - json.length())).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(padded, 0, bytes, 8, 640);

    assertThat(WeightFile.read(Files.write(folder.resolve("w"), bytes)).format())
        .isEqualTo(WeightFormat.SAFETENSORS);
  }

  @ParameterizedTest
  @CsvSource({
    "'', not a safetensors file",
    "short, not a safetensors file",
    "a text of some length, not a safetensors file",
  })
  void anotherFileIsNamed(String content, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("x.pth"), content);
    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void aPickleThatIsNotOfTorchSaveIsNamed() throws IOException {
    byte[] pickle = PickleBytes.start().op("}").text("w").number(1).op("s.").bytes();
    Path file = Files.write(folder.resolve("x.pkl"), pickle);
    assertThatThrownBy(() -> WeightFile.read(file))
        .hasMessage(file + ": a pickle, but not from torch.save: it has no magic number");
  }

  @Test
  void aFolderAndAMissingFileAreNamed() {
    Path none = folder.resolve("none.pth");
    assertThatThrownBy(() -> WeightFile.read(none)).hasMessage(none + ": no such file");
    assertThatThrownBy(() -> WeightFile.read(folder))
        .hasMessage(folder + ": expected a weight file, got a folder");
  }
}
