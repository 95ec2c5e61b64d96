package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewCommandTest {
  @TempDir Path temp;

  @Test
  void aSheetOfSamplesIsWritten() throws IOException {
    Path png = temp.resolve("grid.png");
    CommandRun run = preview(png, "--count", "4", "--seed", "3");

    assertThat(run.exit()).isZero();
    assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(4 * 256);
  }

  @Test
  void theSameSeedGivesTheSameSheet() throws IOException {
    preview(temp.resolve("first.png"), "--count", "2", "--seed", "3");
    preview(temp.resolve("second.png"), "--count", "2", "--seed", "3");
    preview(temp.resolve("other.png"), "--count", "2", "--seed", "4");
    byte[] first = Files.readAllBytes(temp.resolve("first.png"));

    assertThat(temp.resolve("second.png")).hasBinaryContent(first);
    assertThat(Files.readAllBytes(temp.resolve("other.png"))).isNotEqualTo(first);
  }

  @Test
  void aSkippedPictureIsNotShown() throws IOException {
    Path data = temp.resolve("faces");
    Annotations.faces(data, "face", 6, 68);
    Files.writeString(data.resolve("face1.png"), "no picture");
    Path png = temp.resolve("grid.png");

    CommandRun run =
        CommandRun.of(
            "preview", "--data", data, "--set", "data.on_error=skip", "--count", 8, "--out", png);

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .hasLineCount(2)
        .contains("left out: ", "face1.png", "left out 1 face or file");
    assertThat(png).exists();
  }

  @Test
  void stepsAreDrawnAndWritten() throws IOException {
    Path png = temp.resolve("steps.png");
    CommandRun run = preview(png, "--steps", "--count", "2");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualToNormalizingNewlines(png + "\n" + png + ".json\n");
    assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(6 * 256);
    assertThat(temp.resolve("steps.png.json")).content().startsWith("[{\"picture\":\"synthetic");
  }

  @Test
  void replayingWithoutStepsIsRefused() {
    CommandRun run = preview(temp.resolve("grid.png"), "--replay", "steps.png.json");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("--replay needs --steps");
  }

  @Test
  void aCountOutOfRangeIsRefused() {
    CommandRun run = preview(temp.resolve("grid.png"), "--count", "0");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("must be 1 to 600, got 0");
  }

  private static CommandRun preview(Path png, String... more) {
    String[] args = new String[more.length + 5];
    System.arraycopy(
        new String[] {"preview", "--data", "synthetic:12", "--out", png.toString()}, 0, args, 0, 5);
    System.arraycopy(more, 0, args, 5, more.length);
    return CommandRun.of((Object[]) args);
  }
}
