package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kpnative.text.SpecMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {
  /** With one convolution, int8 would have nothing to compute. */
  private static final String TWO_LAYERS = "network.channels=[2,3]";

  @TempDir static Path shared;
  private static Path nose = Path.of("");
  private static Path other = Path.of("");

  @TempDir Path temp;

  @BeforeAll
  static void train() {
    nose = CommandRun.tinyWeights(shared.resolve("nose"), "nose/conv2", TWO_LAYERS);
    other = CommandRun.tinyWeights(shared.resolve("other"), "nose/conv3", TWO_LAYERS);
  }

  private static CommandRun bench(String... more) {
    List<String> words = new ArrayList<>(List.of("bench", "--seconds", "0.3"));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  @Test
  void everyVariantOfEveryFileIsARow() throws IOException {
    CommandRun run =
        bench(
            "--weights",
            nose.toString(),
            "--weights",
            other.toString(),
            "--precision",
            "float32,int8",
            "--threads",
            "2,1",
            "--json",
            "-");

    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode all = SpecMapper.tree(run.out(), "standard output");
    List<String> rows = new ArrayList<>();
    for (JsonNode row : all.get("rows")) {
      rows.add(row.get("precision").asText() + " " + row.get("threads").asInt());
      assertThat(row.get("ms_median").asDouble())
          .isPositive()
          .isLessThanOrEqualTo(row.get("ms_p95").asDouble());
      assertThat(row.get("faces_per_second").asDouble()).isPositive();
      assertThat(row.get("ms_ready").asDouble()).isPositive();
    }
    List<String> once = List.of("float32 1", "float32 2", "int8 1", "int8 2");
    assertThat(rows).hasSize(8).startsWith(once.toArray(new String[0])).endsWith(rows.get(7));
    assertThat(rows.subList(4, 8)).isEqualTo(once);
    assertThat(all.get("rows").get(0).get("shift").asDouble()).isZero();
    assertThat(all.get("rows").get(2).get("shift").asDouble()).isPositive();
    assertThat(all.get("choices")).hasSize(2);
    assertThat(all.get("resident_bytes").asLong()).isPositive();
    assertThat(run.err()).contains("int8 with ranges of these faces");
  }

  @Test
  void theTableSaysWhatWasMeasuredAndEndsInWhatToChoose() {
    CommandRun run =
        bench("--weights", nose.toString(), "--precision", "float32", "--threads", "1");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("8 painted faces, 5 rounds of all in turn", "logical cores")
        .containsPattern("\n  float32 +1 +[0-9.]+ +[0-9.]+ +[0-9]+ +[0-9]+ +0\\.000\n")
        .containsPattern("medians of rounds differ by up to [0-9]+ %")
        .endsWith(" a second\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theListIsAFileToo() throws IOException {
    Path json = temp.resolve("bench.json");
    CommandRun run =
        bench(
            "--weights",
            nose.toString(),
            "--data",
            "synthetic:3",
            "--threads",
            "1",
            "--precision",
            "float32",
            "--json",
            json.toString());

    assertThat(run.out()).contains("3 of 3 faces");
    assertThat(SpecMapper.tree(Files.readString(json), "file").get("faces").asText())
        .isEqualTo("3 of 3 faces");
  }

  @Test
  void whereAllIsLeftOutThatIsALine() {
    Path one = CommandRun.tinyWeights(temp.resolve("one"), "nose/conv2", "network.channels=[2]");
    CommandRun run = bench("--weights", one.toString(), "--precision", "int8", "--threads", "1");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("no layer of this network is computed in int8")
        .contains("nothing is left to measure: float32 can always be");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--precision|float16|--precision takes float32, bfloat16 and int8 here, got float16",
        "--precision|float32,auto|--precision takes float32, bfloat16 and int8 here, got auto",
        "--threads|0|--threads must be 1 to 1024, got 0",
        "--threads|1,4096|--threads must be 1 to 1024, got 4096",
      })
  void whatCannotBeMeasuredIsRefused(String option, String value, String why) {
    CommandRun run = bench("--weights", nose.toString(), option, value);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(why).hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }
}
