package kpnative.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CountedTest {
  /**
   * A number before what people count, at the beginning of a sentence or after a comma or colon.
   */
  private static final Pattern ALWAYS_PLURAL =
      Pattern.compile("(?:\"|, |: |in |on )%d (?:faces|pictures|frames)\\b(?! in %d files)");

  @Test
  void oneIsSingularAndAllElseIsPlural() {
    assertThat(Counted.of(1, "face")).isEqualTo("1 face");
    assertThat(Counted.of(0, "face")).isEqualTo("0 faces");
    assertThat(Counted.of(21, "picture")).isEqualTo("21 pictures");
  }

  @Test
  void noLineOfTheCommandSaysOneFaces() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of("src/main/java/kpnative"))) {
      files =
          all.filter(p -> p.toString().endsWith(".java"))
              .filter(p -> p.toString().matches(".*/(cli|doctor|draw|predict|suggest)/[^/]+"))
              .toList();
    }
    assertThat(files).hasSizeGreaterThan(50);
    for (Path file : files) {
      assertThat(ALWAYS_PLURAL.matcher(Files.readString(file)).results().map(r -> r.group()))
          .as("in %s: Counted.of writes 1 face, 2 faces", file)
          .isEmpty();
    }
  }
}
