package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import kpnative.infer.BuiltInModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The MIT notice of the model free goes with every file that is made of it. */
class NoticeTest {
  private static final String BEGIN = "Copyright (c) 2020 USC Institute for Creative Technologies";
  private static final String END = "USE OR OTHER DEALINGS IN THE";

  @TempDir Path folder;

  @BeforeEach
  void theModelIsInTheBuild() {
    assumeTrue(BuiltInModel.free().isPresent(), "this build has no model builtin:free");
  }

  private static void run(String words) {
    CommandRun run = CommandRun.of((Object[]) words.split(" "));
    assertThat(run.exit()).as("%s: %s", words, run.err()).isZero();
  }

  private static void assertHasNotice(Path file) throws IOException {
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains(BEGIN, END);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export --weights builtin:free --format onnx --out OUT",
        "export --weights builtin:free --format torchscript --out OUT",
        "export --weights builtin:free --format safetensors --out OUT",
        "export --weights builtin:free --format safetensors --half --out OUT",
        "weights convert builtin:free OUT",
        "weights select builtin:free OUT --points 36-47",
        "calibrate --weights builtin:free --data synthetic:4 --split all --out OUT --threads 1",
        "quantize --weights builtin:free --data synthetic:3 --faces 1 --out OUT --threads 1"
      })
  void aFileMadeOfTheModelHasIt(String command) throws IOException {
    Path out = folder.resolve("made");
    run(command.replace("OUT", out.toString()));
    assertHasNotice(out);
  }

  @Test
  void aFileMadeOfThatHasItToo() throws IOException {
    Path converted = folder.resolve("a.safetensors");
    run("weights convert builtin:free " + converted);
    Path some = folder.resolve("b.safetensors");
    run("weights select " + converted + " " + some + " --points 0-16");
    Path onnx = folder.resolve("c.onnx");
    run("export --weights " + some + " --format onnx --out " + onnx);
    assertHasNotice(onnx);
  }

  @Test
  void weightsThatWereTrainedFromTheModelHaveIt() throws IOException {
    Path run = folder.resolve("run");
    String small = " --set train.samples_per_epoch=8 --set data.workers=1 --threads 1";
    run(
        "train --recipe finetune --from builtin:free --data synthetic:12 --out "
            + run
            + " --set train.epochs=1"
            + small);
    assertHasNotice(run.resolve("weights/last.safetensors"));
    assertHasNotice(run.resolve("weights/best.safetensors"));
  }

  @Test
  void weightsOfOthersHaveNone() throws IOException {
    Path run = folder.resolve("run");
    run(
        "train --recipe nose/conv2 --data synthetic:8 --out "
            + run
            + " --set train.epochs=1 --threads 1");
    try (Stream<Path> all = Files.list(run.resolve("weights"))) {
      for (Path file : all.filter(f -> f.toString().endsWith(".safetensors")).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .doesNotContain(BuiltInModel.NOTICE_KEY);
      }
    }
  }
}
