package kpnative.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFilesTest {
  @TempDir Path folder;

  @Test
  void aNamedFileThatExistsIsRefused() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine"), "mine");

    assertThatThrownBy(() -> new OutputFiles(false).named(mine))
        .isInstanceOf(IOException.class)
        .hasMessage(mine + " exists; --force replaces it");
    assertThat(new OutputFiles(true).named(mine)).isEqualTo(mine);
  }

  @Test
  void aLinkToNothingExists() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"));

    assertThatThrownBy(() -> new OutputFiles(false).named(link)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void neitherAFolderNorADeviceIsReplaced(boolean force) {
    assertThatThrownBy(() -> new OutputFiles(force).named(folder))
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> new OutputFiles(force).named(Path.of("/dev/null")))
        .hasMessageContaining("is not a regular file");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void twoResultsHaveTwoFiles(boolean force) throws IOException {
    OutputFiles files = new OutputFiles(force);
    files.named(folder.resolve("a"));

    assertThatThrownBy(() -> files.named(folder.resolve("b/../a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(files.chosen(folder, "a", "")).isEqualTo("a-2");
  }

  @Test
  void aChosenNameIsNumberedWhereOneOfItsFilesExists() throws IOException {
    Files.createFile(folder.resolve("clip.csv"));
    Files.createFile(folder.resolve("clip-2.avi"));

    assertThat(new OutputFiles(false).chosen(folder, "clip", ".avi", ".csv")).isEqualTo("clip-3");
    assertThat(new OutputFiles(true).chosen(folder, "clip", ".avi", ".csv")).isEqualTo("clip");
  }

  @Test
  void manyEqualNamesAreNumberedInTimeThatGrowsWithTheirNumber() {
    OutputFiles files = new OutputFiles(false);
    int count = 50_000; // takes minutes if every name tries all numbers

    String last =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () -> {
              for (int i = 1; i < count; i++) {
                files.chosen(folder, "face", ".png");
              }
              return files.chosen(folder, "face", ".png");
            });

    assertThat(last).isEqualTo("face-" + count);
    assertThat(files.chosen(folder, "face", ".jpg")).isEqualTo("face");
    assertThat(files.chosen(folder, "face-2", ".png")).isEqualTo("face-2-2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFileThatIsNamedTwiceIsToldAsThatThoughItHasBeenWritten(boolean force) throws IOException {
    OutputFiles files = new OutputFiles(force);
    Path file = files.named(folder.resolve("a.txt"));
    Files.createFile(file);
    assertThatThrownBy(() -> files.named(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two results would be written to one file")
        .hasMessageNotContaining("--force");
  }
}
