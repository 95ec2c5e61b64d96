package kpnative;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import kpnative.files.FileTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts become paths in one place, {@code FileNames.path}: Java's own way takes no name beyond
 * ASCII where the locale is {@code C}. {@link PathsAsTextTest} is about the way back.
 */
class TextsAsPathsTest {
  /** What is no literal of ours. */
  private static final Pattern JAVAS_WAY =
      Pattern.compile("\\bPath\\.of\\((?!\"|url\\.toURI)|\\bPath::of\\b|\\bPaths\\.get\\(");

  /** The way itself, and what the system says of its own libraries and folders. */
  private static final List<String> EXEMPT = List.of("kpnative/files/FileNames.java", "natives");

  @Test
  void nobodyElseMakesAPathOfAText() throws IOException {
    List<String> places = new ArrayList<>();
    int files = 0;
    for (Path root : List.of(Path.of("src/main/java"), Path.of("spark/src/main/java"))) {
      for (Path file : FileTree.under(root)) {
        Path folder = FileTree.folderOf(file);
        if (EXEMPT.stream().noneMatch(e -> file.endsWith(e) || folder.endsWith(e))) {
          String code = Files.readString(file, StandardCharsets.UTF_8);
          JAVAS_WAY
              .matcher(code)
              .results()
              .forEach(found -> places.add(file + ": " + found.group()));
          files++;
        }
      }
    }
    assertThat(files).isGreaterThan(100);
    assertThat(places).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Path.of(text)", "x.map(Path::of)", "Paths.get(\"a\", text)", "Path.of(FILE)"})
  void javasWayIsFound(String code) {
    assertThat(JAVAS_WAY.matcher(code).find()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Path.of(\"-\")", "WrittenPath.of(text)", "FileNames.path(text)"})
  void otherWaysAreNone(String code) {
    assertThat(JAVAS_WAY.matcher(code).find()).isFalse();
  }
}
