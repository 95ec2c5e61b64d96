package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorseThanMeanShapeTest {
  private static final String SENTENCE = "This model is worse than the mean shape: ";

  @Test
  void trainAndEvaluateCallAModelThatHasLearntNothingSo(@TempDir Path folder) {
    CommandRun trained =
        CommandRun.of(
            "train",
            "--recipe=face68/quick",
            "--data=synthetic:12",
            "--set=input={height: 32, width: 32}",
            "--set=network.channels=[4, 4, 4, 4]",
            "--set=network.head.channels=[4]",
            "--set=train.epochs=1",
            "--set=train.max_minutes=0",
            "--set=train.lr=1e-9",
            "--threads=1",
            "--no-report",
            "--out=" + folder.resolve("run"));
    assertThat(trained.exit()).as(trained.err()).isZero();
    assertThat(trained.out()).contains(SENTENCE);

    String weights = "--weights=" + folder.resolve("run/weights/best.safetensors");
    assertThat(CommandRun.of("evaluate", weights, "--data=synthetic:12").out()).contains(SENTENCE);
    CommandRun json = CommandRun.of("evaluate", weights, "--data=synthetic:12", "--json");
    assertThat(json.out()).startsWith("{").doesNotContain(SENTENCE).contains("\"left_out\":0");
    assertThat(json.err()).contains(SENTENCE);
  }
}
