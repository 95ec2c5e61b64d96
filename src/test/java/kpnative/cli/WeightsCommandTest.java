package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import kpnative.weights.DType;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import kpnative.weights.WeightFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsCommandTest {
  @TempDir Path temp;

  private Path file() throws IOException {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    tensors.put("conv1.weight", TensorData.ofFloats(new float[12], 2, 3, 2));
    tensors.put("steps", TensorData.ofLongs(new long[] {7}));
    tensors.put("half", new TensorData(DType.F16, new long[] {2}, ByteBuffer.allocate(4)));
    Path file = temp.resolve("w.safetensors");
    SafetensorsFile.write(file, tensors, Map.of("arch", "resnet18"));
    return file;
  }

  @Test
  void inspectListsEveryTensorAndTheTotals() throws IOException {
    CommandRun run = CommandRun.of("weights", "inspect", file());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            conv1.weight  F32   [2, 3, 2]
            steps         I64   []
            half          F16   [2]
            3 tensors, 15 elements, 60 bytes; safetensors
            metadata: arch, kpnative.crc32c
            """);
  }

  @Test
  void convertKeepsNamesTypesAndValues() throws IOException {
    Path in = file();
    Path out = temp.resolve("out.safetensors");
    CommandRun run = CommandRun.of("weights", "convert", in, out);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualToIgnoringNewLines(out + ": 3 tensors, 15 elements, 60 bytes; safetensors");
    assertThat(WeightFile.read(out)).isEqualTo(WeightFile.read(in));
  }

  @Test
  void convertWritesWhatPyTorchSaved() throws IOException {
    Path in = Path.of("../shared/reference/narrow8-half-zip.pth");
    Assumptions.assumeTrue(Files.exists(in), in + " is absent");
    Path out = temp.resolve("out.safetensors");
    CommandRun run = CommandRun.of("weights", "convert", in, out, "--quiet");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(SafetensorsFile.read(out).tensors()).isEqualTo(WeightFile.read(in).tensors());
  }

  @Test
  void aFileThatIsRefusedIsOneLine() throws IOException {
    Path evil = temp.resolve("evil.pth");
    Files.write(
        evil, "\u0080\u0002cos\nsystem\n(S'true'\ntR.".getBytes(StandardCharsets.ISO_8859_1));
    CommandRun run = CommandRun.of("weights", "inspect", evil);

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains(evil + ": byte 2: the global 'os.system'");
  }

  @Test
  void aFailedConversionLeavesTheOldFile() throws IOException {
    Path out = Files.writeString(temp.resolve("out.safetensors"), "old");
    CommandRun run = CommandRun.of("weights", "convert", temp.resolve("none.pth"), out, "--force");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).hasLineCount(1).contains("no such file");
    assertThat(out).hasContent("old");
  }

  @Test
  void bothExplainThemselves() {
    for (String word : new String[] {"inspect", "convert"}) {
      assertThat(CommandRun.of("weights", word, "--help").out()).contains("weights " + word);
      assertThat(CommandRun.of("weights", word, "--version").out()).startsWith("kp-native ");
      assertThat(CommandRun.of("generate-completion").out()).contains(word);
    }
    CommandRun run = CommandRun.of("weights");
    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("weights --help");
  }
}
