package kpnative.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OptionalArtifactTest {
  private static final OptionalArtifact ABSENT =
      new OptionalArtifact("org.example:absent", "org.example.Absent", "examples");

  @Test
  void anAbsentArtifactIsNamedWithWhatNeedsIt() {
    assertThat(ABSENT.isPresent()).isFalse();
    assertThatThrownBy(ABSENT::require)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("examples need org.example:absent, ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aPresentArtifactPassesTheCheck() {
    for (OptionalArtifact artifact : all()) {
      assertThat(artifact.isPresent()).as(artifact.coordinates()).isTrue();
      assertThatCode(artifact::require).doesNotThrowAnyException();
    }
  }

  @Test
  void everyArtifactIsAnOptionalDependencyInThePom() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    for (OptionalArtifact artifact : all()) {
      String[] parts = artifact.coordinates().split(":");
      assertThat(pom)
          .containsPattern(
              String.format(
                  Locale.ROOT,
                  "<groupId>%s</groupId>\\s*<artifactId>%s</artifactId>\\s*<version>[^<]*</version>\\s*<optional>true",
                  parts[0].replace(".", "\\."),
                  parts[1]));
    }
  }

  private static List<OptionalArtifact> all() {
    return List.of(OptionalArtifact.LIBTORCH, OptionalArtifact.FFMPEG, OptionalArtifact.YAML);
  }
}
