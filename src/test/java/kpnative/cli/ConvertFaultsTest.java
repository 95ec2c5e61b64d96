package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import kpnative.data.read.AnnotationFormat;
import kpnative.data.write.AnnotationFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What convert does with pictures that are none, elsewhere, of another size or of one name. */
class ConvertFaultsTest {
  @TempDir Path folder;

  static List<AnnotationFormat> formats() {
    return AnnotationFiles.formats();
  }

  private Path picture(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    return file;
  }

  /** COCO's file of a face in each picture, whose stated size is half of the true one. */
  private Path coco(String... names) throws IOException {
    String images =
        IntStream.range(0, names.length)
            .mapToObj(
                i ->
                    "{\"id\":"
                        + i
                        + ",\"file_name\":\""
                        + names[i]
                        + "\",\"width\":20,\"height\":10}")
            .collect(Collectors.joining(","));
    String faces =
        IntStream.range(0, names.length)
            .mapToObj(
                i -> "{\"image_id\":" + i + ",\"category_id\":1,\"keypoints\":[8,4,2,10,6,2]}")
            .collect(Collectors.joining(","));
    return Files.writeString(
        Files.createDirectories(folder.resolve("in")).resolve("c.json"),
        "{\"images\":["
            + images
            + "],\"annotations\":["
            + faces
            + "],\"categories\":[{\"id\":1,\"name\":\"face\",\"keypoints\":[\"a\",\"b\"]}]}");
  }

  private Path out(AnnotationFormat format) {
    return switch (format) {
      case ASF, PTS, LABELME -> folder.resolve("new/out");
      default -> folder.resolve("new/out/points." + format.extension());
    };
  }

  private CommandRun convert(Path in, AnnotationFormat format, String... more) {
    Stream<Object> first = Stream.of("convert", "coco:" + in, format.kind() + ":" + out(format));
    return CommandRun.of(Stream.concat(first, Stream.of(more)).toArray());
  }

  private List<String> written() throws IOException {
    if (!Files.exists(folder.resolve("new"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.resolve("new"))) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void onlyPicturesAreCopiedAndThoseFromOutsideAreTold(AnnotationFormat format) throws IOException {
    picture("in/a.png");
    Path outside = picture("elsewhere/b.png");
    Path secret = Files.writeString(folder.resolve("elsewhere/secret"), "root:x:0:0");
    CommandRun run =
        convert(coco("a.png", outside.toString(), secret.toString()), format, "--copy");
    assertThat(run.exit()).isZero();
    assertThat(written()).contains("a.png", "b.png").doesNotContain("secret");
    assertThat(run.out())
        .contains(secret + ": not a picture")
        .contains("1 copied from outside " + folder.resolve("in").toRealPath())
        .contains(outside.toRealPath().toString());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aSizeThatIsNotThePicturesIsToldAndThePicturesTaken(AnnotationFormat format)
      throws IOException {
    picture("in/a.png");
    CommandRun run = convert(coco("a.png"), format, "--copy");
    assertThat(run.out()).contains("state 20 x 10 pixels, the picture has 40 x 20");
    Path back = folder.resolve("back.csv");
    CommandRun again = CommandRun.of("convert", format.kind() + ":" + out(format), "csv:" + back);
    assertThat(again.exit()).isZero();
    List<Double> places =
        Stream.of(Files.readAllLines(back).get(Files.readAllLines(back).size() - 1).split(","))
            .skip(1)
            .map(Double::valueOf)
            .map(v -> (double) Math.round(v))
            .toList();
    assertThat(places).containsExactly(8.0, 4.0, 10.0, 6.0);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aBadPictureCostsNoOtherFace(AnnotationFormat format) throws IOException {
    picture("in/a.png");
    Files.writeString(folder.resolve("in/junk.jpg"), "no picture at all");
    CommandRun run = convert(coco("junk.jpg", "a.png"), format);
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("junk.jpg: not a picture");
    assertThat(written()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noFaceIsAnErrorAndNoFile(AnnotationFormat format) throws IOException {
    picture("in/a.png");
    Path none = coco("a.png");
    Files.writeString(none, Files.readString(none).replace("[8,4,2,10,6,2]", "[8,4,2]"));
    CommandRun run = convert(none, format);
    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("no face is left to write as " + format.kind());
    assertThat(written()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = AnnotationFormat.class,
      names = {"ASF", "PTS", "LABELME", "YOLO"})
  void twoPicturesThatWouldShareAFileAreToldBeforeAnythingIsWritten(AnnotationFormat format)
      throws IOException {
    picture("in/a.jpg");
    picture("in/a.jpeg");
    CommandRun run = convert(coco("a.jpg", "a.jpeg"), format);
    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("two pictures would be written to one file")
        .doesNotContain("--force");
    assertThat(written()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = AnnotationFormat.class,
      names = {"ASF", "PTS", "LABELME", "YOLO"})
  void picturesThatWereNotCopiedAreToldWithTheOptionThatCopies(AnnotationFormat format)
      throws IOException {
    picture("in/a.png");
    CommandRun run = convert(coco("a.png"), format);
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("1 picture elsewhere: not copied").contains("--copy");
  }

  @Test
  void ofManyFacesAtFaultFiveAreNamedAndAllCounted() throws IOException {
    String[] names =
        IntStream.range(0, 9)
            .mapToObj(i -> String.format(Locale.ROOT, "%d.png", i))
            .toArray(String[]::new);
    for (String name : names) {
      picture("in/" + name);
    }
    Path yaml = folder.resolve("new/out/points." + AnnotationFormat.YOLO.extension());
    assertThat(convert(coco(names), AnnotationFormat.YOLO, "--copy").exit()).isZero();
    for (int i = 0; i < 8; i++) {
      Files.delete(folder.resolve("new/out/images/" + names[i]));
    }
    CommandRun run = CommandRun.of("convert", "yolo:" + yaml, "csv:" + folder.resolve("o.csv"));
    assertThat(run.exit()).isZero();
    assertThat(run.err().lines().filter(l -> l.contains("left out"))).hasSize(5);
    assertThat(run.err()).contains("at fault: 8");
  }
}
