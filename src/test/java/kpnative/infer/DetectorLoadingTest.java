package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import kpnative.crop.BoxRule;
import kpnative.image.Channels;
import kpnative.natives.NativeMemory;
import kpnative.testing.OwnProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weight files are untrusted input. */
class DetectorLoadingTest {
  private static final long MEBIBYTE = 1 << 20;
  private static final DetectorSpec POINTS =
      MadeDetector.spec(BoxRule.From.POINTS, Channels.GRAY, false);

  @TempDir Path folder;

  @Test
  void anAbsentFileIsNamed() {
    Path absent = folder.resolve("absent.safetensors");

    assertThatThrownBy(() -> KeypointDetector.load(absent))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(absent.toString());
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    Path file = MadeDetector.random(folder.resolve("w.safetensors"), POINTS);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

    assertThatThrownBy(() -> KeypointDetector.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() throws IOException {
    var weights = MadeDetector.weights(POINTS);
    weights.put("fc9.bias", Objects.requireNonNull(weights.remove("fc1.bias")));
    Path file = MadeDetector.write(folder.resolve("w.safetensors"), POINTS, weights);

    assertThatThrownBy(() -> KeypointDetector.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("fc1.bias")
        .hasMessageContaining("fc9.bias");
  }

  @Test
  @OwnProcess
  void aNetworkLargerThanItsFileIsRefusedBeforeMemoryIsTaken() throws IOException {
    String json = POINTS.toJson();
    String huge = json.replace("\"hidden\":[]", "\"hidden\":[20000,60000]");
    assertThat(huge).isNotEqualTo(json);
    DetectorSpec spec = DetectorSpec.of(Map.of(DetectorSpec.KEY, huge), "made");
    Path file =
        MadeDetector.write(folder.resolve("w.safetensors"), spec, MadeDetector.weights(POINTS));
    long resident = NativeMemory.residentBytes();

    assertThatThrownBy(() -> KeypointDetector.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("numbers");
    assertThat(NativeMemory.residentBytes() - resident).isLessThan(64 * MEBIBYTE);
  }
}
