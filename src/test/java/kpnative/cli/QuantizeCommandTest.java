package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import kpnative.data.painted.SyntheticFaces;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class QuantizeCommandTest {
  @TempDir static Path shared;
  private static Path exact = Path.of("");

  @TempDir Path temp;

  @BeforeAll
  static void train() {
    exact = CommandRun.tinyWeights(shared.resolve("run"), "nose/conv2");
  }

  @Test
  void itReportsTheCostOfEightBitsAndItsCopyComputesWithThem() throws IOException {
    Path out = temp.resolve("int8.safetensors");
    CommandRun run = quantize(out, 4);

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("int8: ranges calibrated on 4 faces, errors measured on 8 others")
        .containsPattern("nme_box +[0-9.]+ +[0-9.]+ +[+-][0-9.]+")
        .containsPattern(
            "milliseconds per face: float32 [0-9.]+, (bfloat16 [0-9.]+, )?int8 [0-9.]+");

    Path picture = temp.resolve("face.png");
    BufferedImage face = SyntheticFaces.render(0, 1);
    ImageIO.write(face, "png", picture.toFile());
    Path drawn = temp.resolve("drawn");
    CommandRun predicted =
        CommandRun.of(
            "predict",
            "--weights",
            out,
            "--precision",
            "int8",
            "--face-detector",
            "none",
            "--out",
            drawn,
            picture);
    assertThat(predicted.err()).isEmpty();
    assertThat(drawn.resolve("face.png")).isNotEmptyFile();
  }

  @Test
  void autoIsOneOfThePrecisionsThatKeepTheError() {
    Path out = temp.resolve("int8.safetensors");
    String said = quantize(out, 4).out();
    assertThat(said).containsPattern("--precision auto chooses the fastest of float32");

    CommandRun auto = evaluate(out, "auto");
    String chosen =
        auto.err()
            .lines()
            .filter(line -> line.startsWith("precision: "))
            .map(line -> line.substring("precision: ".length()))
            .findFirst()
            .orElseThrow();
    CommandRun named = evaluate(out, chosen);

    assertThat(said.lines().filter(line -> line.startsWith("--precision auto")))
        .allMatch(line -> line.contains(chosen));
    assertThat(auto.out()).isEqualTo(named.out());
  }

  private static CommandRun evaluate(Path weights, String precision) {
    CommandRun run =
        CommandRun.of(
            "evaluate",
            "--weights",
            weights,
            "--data",
            "synthetic:6",
            "--precision",
            precision,
            "--json",
            "--threads",
            1);
    assertThat(run.exit()).as(run.err()).isZero();
    return run;
  }

  @Test
  void facesMustBeLeftToMeasure() {
    CommandRun run = quantize(temp.resolve("int8.safetensors"), 12);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("--faces must be 1 to 11");
    assertThat(temp.resolve("int8.safetensors")).doesNotExist();
  }

  private static CommandRun quantize(Path out, int faces) {
    return CommandRun.of(
        "quantize",
        "--weights",
        exact,
        "--data",
        "synthetic:12",
        "--faces",
        faces,
        "--out",
        out,
        "--threads",
        1);
  }

  @Test
  void withoutANumberHalfOfFewFacesAreLeftToMeasure() {
    CommandRun run =
        CommandRun.of(
            "quantize",
            "--weights",
            exact,
            "--data",
            "synthetic:12",
            "--out",
            temp.resolve("int8.safetensors"),
            "--threads",
            1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("ranges calibrated on 6 faces, errors measured on 6 others");
  }
}
