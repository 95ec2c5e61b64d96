package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No file gets two results of one command, the second in place of the first, even by force. */
class TwoResultsTest {
  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "--json, --csv, ''",
    "--json, --annotations, coco:",
    "--csv, --annotations, csv:",
    "--json, --annotations, labelstudio:",
    "--csv, --annotations, cvat:"
  })
  void aFileOfTwoResultsIsRefusedBeforeTheWork(String one, String other, String kind)
      throws Exception {
    Annotations.faces(temp, "face", 1, 68);
    Path file = Files.writeString(temp.resolve("results"), "mine");
    Path same = temp.resolve("x").resolve("..").resolve("results");

    CommandRun run =
        CommandRun.of(
            "predict",
            "--face-detector",
            "none",
            "--force",
            "--device",
            "cpu",
            "--threads",
            "1",
            one,
            file,
            other,
            kind + same,
            "--out",
            temp.resolve("out"),
            temp.resolve("face0.png"));

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("two results would be written to one file");
    assertThat(file).hasContent("mine");
  }
}
