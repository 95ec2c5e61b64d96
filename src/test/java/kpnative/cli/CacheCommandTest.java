package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import kpnative.testing.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheCommandTest {
  @TempDir Path temp;

  @Test
  void itReportsWhatItDecodedAndThenThatNothingChanged() throws IOException {
    Annotations.faces(temp, "face", 6, 68);
    Path file = temp.resolve(".kp-native-gray.pictures");
    CommandRun first = CommandRun.of("cache", "--data", temp, "--schema", "ibug68");
    CommandRun second = CommandRun.of("cache", "--data", temp, "--schema", "ibug68");

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).startsWith(file + ": 6 of 6 pictures, 0.0 MiB, decoded in ");
    assertThat(first.err()).isEqualToIgnoringNewLines("decoding 6 pictures into " + file);
    assertThat(file).exists();
    assertThat(second.out())
        .startsWith(file + ": 6 of 6 pictures, 0.0 MiB, unchanged")
        .contains("\ngray pictures, as face68/quick with its input of 96x96 reads them: for train")
        .contains("--recipe face68/quick --set data.cache=file");
    assertThat(second.err()).isEmpty();
  }

  @Test
  void picturesThatCannotBeDecodedAreToldEveryTime() throws IOException {
    Annotations.faces(temp, "face", 6, 68);
    Files.writeString(temp.resolve("face2.png"), "no picture");
    Path file = temp.resolve(".kp-native-gray.pictures");
    CommandRun first = CommandRun.of("cache", "--quiet", "--data", temp);
    FileTime written = Files.getLastModifiedTime(file);
    CommandRun second = CommandRun.of("cache", "--quiet", "--data", temp);

    assertThat(first.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(first.err()).hasLineCount(2).contains("left out: ", "face2.png");
    assertThat(second).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
  }

  @Test
  void theTrainingThatUsesItHasTheRecipeAndSettingsAsGiven() throws IOException {
    Annotations.faces(temp.resolve("data"), "face", 6, 68);
    String yaml = CommandRun.of("train", "--print-config").out().replace("face68/quick", "mine");
    Path file = Files.writeString(temp.resolve("my recipe.yaml"), yaml);

    CommandRun run =
        CommandRun.of(
            "cache",
            "--recipe",
            file,
            "--set",
            "input.channels=color",
            "--set",
            "network.channels=[8, 8, 8, 8]",
            "--data",
            temp.resolve("data"));

    assertThat(run.err()).contains("decoding 6 pictures");
    assertThat(run.out())
        .contains(
            "\ncolor pictures, as mine with its input of 96x96 reads them: for train --recipe '")
        .contains(
            "/my recipe.yaml' --set input.channels=color --set 'network.channels=[8, 8, 8, 8]'")
        .contains("8]' --set data.cache=file; a recipe");
  }

  @Test
  void picturesWithoutRoomAreNoFault() throws IOException {
    Annotations.faces(temp, "face", 6, 68);
    for (int i = 0; i < 2; i++) {
      CommandRun run = CommandRun.of("cache", "--set", "data.cache_mb=0", "--data", temp);

      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out()).contains(": 0 of 6 pictures", "do not fit into data.cache_mb");
    }
  }

  @Test
  void dataWithoutFilesAreRefused() {
    CommandRun run = CommandRun.of("cache", "--data", "synthetic:12");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("expected --data in files");
  }

  @Test
  void theCountIsShownOnATerminalAndErased() {
    StringWriter shown = new StringWriter();
    ManualClock clock = new ManualClock();
    try (CountPrinter count =
        new CountPrinter(new PrintWriter(shown), "pictures", false, true, clock)) {
      clock.advance(249_000_000);
      count.show(1, 9); // too early to draw
      clock.advance(1_000_000);
      count.show(4, 9);
      assertThat(shown.toString()).isEqualTo(Terminal.ERASE_LINE + "4 of 9 pictures");
    }
    assertThat(shown.toString()).endsWith("pictures" + Terminal.ERASE_LINE);
  }
}
