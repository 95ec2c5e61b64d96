package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training on invalid data ends with a one-line message and an exit code. */
class BadDataTest {
  @TempDir Path temp;
  private Path data;

  @BeforeEach
  void make() throws IOException {
    data = temp.resolve("data");
    Annotations.faces(data, "good", 3, 68);
  }

  @Test
  void pointsOutsideThePictureAreKept() throws IOException {
    String text = Annotations.pts(68).replaceFirst("\\{\n.*", "{\n-3.0 60.5");
    Files.writeString(data.resolve("good1.pts"), text);

    assertThat(train("pts:" + data).exit()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"67", "69"})
  void aCountThatContradictsItsFileCostsThatFace(int points) throws IOException {
    String text = Annotations.pts(points).replace("n_points: " + points, "n_points: 68");
    Files.writeString(data.resolve("good1.pts"), text);

    assertLeftOut(train("pts:" + data), "good1.pts", "68");
  }

  @ParameterizedTest
  @CsvSource({"nan", "inf", "1e999", "x"})
  void aCoordinateThatIsNotANumberCostsThatFace(String written) throws IOException {
    String text = Annotations.pts(68).replaceFirst("\\{\n\\S+", "{\n" + written);
    Files.writeString(data.resolve("good1.pts"), text);

    assertLeftOut(train("pts:" + data), "good1.pts:4: ", written);
  }

  @Test
  void mixedCountsAreRefused() throws IOException {
    Annotations.faces(data, "more", 2, 58);

    assertFails(train("pts:" + data), ExitCode.FAILED, "68 in ", "58 in ", "more0.pts");
  }

  @Test
  void aFolderWithoutAnnotationsIsRefused() throws IOException {
    Path empty = Files.createDirectory(temp.resolve("empty"));

    assertFails(train(empty.toString()), ExitCode.FAILED, "no annotated face", empty.toString());
  }

  @Test
  void anAbsentFolderIsNamed() {
    assertFails(train("pts:" + temp.resolve("none")), ExitCode.FAILED, "none");
  }

  @Test
  void anUnknownKindOfDataIsRefused() {
    assertFails(train("ptz:faces"), ExitCode.USAGE, "'ptz'", "pts:");
  }

  @Test
  void anAbsentPictureIsNamedAsWrittenAndAsResolved() throws IOException {
    Path table = temp.resolve("faces.csv");
    StringBuilder row = new StringBuilder("sub/../gone.png");
    StringBuilder header = new StringBuilder("file");
    for (int i = 0; i < 136; i++) {
      header.append(',').append(i);
      row.append(',').append(i % 48);
    }
    Files.writeString(table, header + "\n" + row + "\n");

    assertFails(
        train("csv:" + table),
        ExitCode.FAILED,
        "'sub/../gone.png'",
        temp.resolve("gone.png").toString(),
        "faces.csv");
  }

  @Test
  void anEmptyPictureIsNamed() throws IOException {
    Files.write(data.resolve("good1.png"), new byte[0]);

    assertFails(train("pts:" + data), ExitCode.FAILED, "good1.png", "empty");
  }

  @Test
  void aTruncatedPictureIsNamed() throws IOException {
    Path picture = data.resolve("good1.png");
    try (RandomAccessFile file = new RandomAccessFile(picture.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }

    assertFails(train("pts:" + data), ExitCode.FAILED, "good1.png");
  }

  @Test
  void anExternalEntityIsNotRead() throws IOException {
    Path secret = Files.writeString(temp.resolve("secret.txt"), "the secret");
    Path xml = temp.resolve("faces.xml");
    Files.writeString(
        xml,
        "<?xml version='1.0'?><!DOCTYPE dataset [<!ENTITY e SYSTEM '"
            + secret.toUri()
            + "'>]><dataset><images><image file='&e;'/></images></dataset>");
    CommandRun run = train("dlib:" + xml);

    assertFails(run, ExitCode.FAILED, "faces.xml");
    assertThat(run.err()).doesNotContain("the secret");
  }

  @Test
  void anXmlBombIsRefusedAtOnce() throws IOException {
    StringBuilder text = new StringBuilder("<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a0 'ha'>");
    for (int i = 1; i < 40; i++) {
      text.append(String.format(Locale.ROOT, "<!ENTITY a%d '&a%d;&a%d;'>", i, i - 1, i - 1));
    }
    Path xml = temp.resolve("bomb.xml");
    Files.writeString(xml, text + "]><dataset><name>&a39;</name></dataset>");

    assertFails(train("dlib:" + xml), ExitCode.FAILED, "bomb.xml");
  }

  @Test
  void anAbsentExclusionListIsNamed() {
    CommandRun run =
        CommandRun.of(
            "train",
            "--data",
            data,
            "--exclude",
            temp.resolve("leaks.txt"),
            "--out",
            temp.resolve("run"));

    assertFails(run, ExitCode.FAILED, "leaks.txt");
  }

  private CommandRun train(String spec) {
    return CommandRun.of(
        "train",
        "--recipe",
        "nose/conv2",
        "--set",
        "train.epochs=1",
        "--threads",
        1,
        "--data",
        spec,
        "--out",
        temp.resolve("run"));
  }

  /** A line names the face, and the others are trained on. */
  private static void assertLeftOut(CommandRun run, String... said) {
    assertThat(run.exit()).isZero();
    assertThat(run.out().lines().filter(line -> line.endsWith("; left out")))
        .singleElement()
        .asString()
        .contains(said);
  }

  static void assertFails(CommandRun run, int exit, String... said) {
    assertThat(run.err().lines()).singleElement().asString().contains(said);
    assertThat(run.exit()).isEqualTo(exit);
  }
}
