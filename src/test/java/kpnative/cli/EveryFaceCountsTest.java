package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code submission}, whose rows are numbered by the faces, and {@code model --numbers}, whose
 * numbers are published, refuse data of which a face cannot be read.
 */
class EveryFaceCountsTest {
  private static final int ROWS = 11;
  private static final int BAD = 4;

  @TempDir Path temp;

  /** What is wrong with one face of a list. */
  enum Fault {
    COORDINATE("faces.csv:6"),
    CELLS("faces.csv:6"),
    NO_PICTURE("faces.csv:6"),
    FILE("face4.pts"),
    COUNT("face4.pts"),
    BOX("faces.xml:7");

    private final String named;

    Fault(String named) {
      this.named = named;
    }

    /** Writes faces with this fault; {@return their specification} */
    String make(Path folder) throws IOException {
      Annotations.faces(folder, "face", ROWS, 68);
      Path annotation = folder.resolve("face" + BAD + ".pts");
      switch (this) {
        case FILE -> Files.writeString(annotation, "version: 1\nn_points: 68\n{\n1 2\n}\n");
        case COUNT -> Files.writeString(annotation, Annotations.pts(58));
        case BOX -> {
          return "dlib:" + Files.writeString(folder.resolve("faces.xml"), xml());
        }
        default -> {
          return "csv:" + Files.writeString(folder.resolve("faces.csv"), csv());
        }
      }
      return "pts:" + folder;
    }

    private String csv() {
      StringBuilder text = new StringBuilder("file");
      for (int k = 0; k < 68; k++) {
        text.append(",x").append(k).append(",y").append(k);
      }
      for (int i = 0; i < ROWS; i++) {
        boolean bad = i == BAD;
        text.append("\n").append(bad && this == NO_PICTURE ? "gone" : "face" + i).append(".png");
        for (int k = 0; k < 68; k++) {
          boolean odd = bad && k == 9;
          text.append(odd && this == COORDINATE ? ",nan" : "," + (10 + k % 20));
          text.append(odd && this == CELLS ? "" : "," + (10 + k / 4));
        }
      }
      return text.append('\n').toString();
    }

    private static String xml() {
      StringBuilder text = new StringBuilder("<dataset><images>\n\n");
      for (int i = 0; i < ROWS; i++) {
        String width = i == BAD ? "-20" : "20";
        text.append("<image file='face").append(i).append(".png'>");
        text.append("<box top='9' left='9' height='20' width='").append(width).append("'>");
        for (int k = 0; k < 68; k++) {
          text.append("<part name='").append(k).append("' x='").append(10 + k % 20);
          text.append("' y='").append(10 + k / 4).append("'/>");
        }
        text.append("</box></image>\n");
      }
      return text.append("</images></dataset>\n").toString();
    }
  }

  static Stream<Arguments> cases() {
    return Stream.of(Fault.values())
        .flatMap(f -> Stream.of("submission", "model").map(command -> Arguments.of(command, f)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void oneFaceAtFaultIsRefused(String command, Fault fault) throws IOException {
    String data = fault.make(temp.resolve("data"));
    Path rows = temp.resolve("rows.csv");
    Object[] words =
        command.equals("model")
            ? new Object[] {"model", "--numbers", "--quiet", "--data", data}
            : new Object[] {"submission", "--quiet", "--data", data, "--out", rows};

    CommandRun run = CommandRun.of(words);

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).hasLineCount(1).contains(fault.named).doesNotContain("left out");
    assertThat(run.err()).doesNotContain("read without");
    assertThat(run.out()).isEmpty();
    assertThat(rows).doesNotExist();
  }
}
