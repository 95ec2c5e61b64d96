package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import kpnative.crop.BoxRule;
import kpnative.image.Channels;
import kpnative.natives.Device;
import kpnative.network.TorchModule;
import kpnative.weights.DType;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorFileTest {
  private static final short ONE_AND_A_HALF = 0x3e00; // as float16

  private static final DetectorSpec SPEC =
      MadeDetector.spec(BoxRule.From.POINTS, Channels.GRAY, false);

  @TempDir Path folder;

  @Test
  void halvesAreWidenedToFloats() throws IOException {
    Map<String, TensorData> weights = MadeDetector.weights(SPEC);
    weights.replaceAll((name, t) -> halves(t));
    Path file = MadeDetector.write(folder.resolve("half.safetensors"), SPEC, weights);

    try (TorchModule module = DetectorFile.read(file).module(Device.CPU)) {
      assertThat(module.state()).isNotEmpty();
      for (TensorData t : module.state().values()) {
        assertThat(t.dtype()).isEqualTo(DType.F32);
        assertThat(t.floats()).containsOnly(1.5f);
      }
    }
  }

  @Test
  void bytesAreReadLikeAFile() throws IOException {
    Path file = MadeDetector.random(folder.resolve("w.safetensors"), SPEC);
    SafetensorsFile inMemory = SafetensorsFile.read(Path.of("memory"), Files.readAllBytes(file));

    assertThat(inMemory).isEqualTo(SafetensorsFile.read(file));
  }

  @Test
  void bytesThatAreTruncatedAreRefusedByTheirName() throws IOException {
    Path file = MadeDetector.random(folder.resolve("w.safetensors"), SPEC);
    byte[] bytes = Files.readAllBytes(file);
    byte[] torn = Arrays.copyOf(bytes, bytes.length - 1);

    assertThatThrownBy(() -> SafetensorsFile.read(Path.of("memory"), torn))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("memory: ");
  }

  @Test
  void inStatedBoxesTheMarginStays() throws IOException {
    Path file = MadeDetector.random(folder.resolve("w.safetensors"), SPEC);
    BoxRule box = DetectorFile.read(file).inStatedBoxes().spec().box();

    assertThat(box.from()).isEqualTo(BoxRule.From.ANNOTATION);
    assertThat(box.margin()).isCloseTo(SPEC.box().margin(), within(0.0));
  }

  private static TensorData halves(TensorData like) {
    ByteBuffer bytes =
        ByteBuffer.allocate((int) like.elements() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putShort(ONE_AND_A_HALF);
    }
    return new TensorData(DType.F16, like.shape(), bytes.flip());
  }
}
