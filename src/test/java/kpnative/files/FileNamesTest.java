package kpnative.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds under any locale; {@code cli.OutsideAsciiTest} runs commands under {@code LC_ALL=C}. */
class FileNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "/a/b",
        "a b%20c",
        "../a/./b",
        "",
        "/",
        "ü",
        "/ü/顔",
        "顔/../\uD83D\uDE00",
        "ä?#[]"
      })
  void aTextSurvivesAsAPath(String text) {
    assertThat(FileNames.text(FileNames.path(text))).isEqualTo(text);
    assertThat(FileNames.path(text).isAbsolute()).isEqualTo(text.startsWith("/"));
  }

  @Test
  void aNameIsResolvedInItsFolder() {
    assertThat(FileNames.text(FileNames.in(Path.of("a"), "ü.png"))).isEqualTo("a/ü.png");
    assertThat(FileNames.text(FileNames.in(FileNames.path("顔"), "/ü"))).isEqualTo("/ü");
  }

  @Test
  void noFileHasANulInItsName() {
    assertThatThrownBy(() -> FileNames.path("a\0b")).isInstanceOf(InvalidPathException.class);
  }
}
