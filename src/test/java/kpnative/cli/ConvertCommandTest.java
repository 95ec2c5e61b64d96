package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
  @TempDir Path folder;
  private Path faces;

  @BeforeEach
  void writeAFace() throws IOException {
    faces = Files.createDirectories(folder.resolve("faces"));
    BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(picture, "png", faces.resolve("a.png").toFile());
    Files.writeString(faces.resolve("a.pts"), "version: 1\nn_points: 2\n{\n3.25 4\n5 6\n}\n");
  }

  @Test
  void eachThingThatIsLostIsALineWithItsNumber() {
    Path out = folder.resolve("out.xml");
    CommandRun run = CommandRun.of("convert", "pts:" + faces, "dlib:" + out);
    assertThat(run.exit()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "1 point between pixels: rounded to whole pixels",
            "1 face without a box: given the box around its points",
            "pts " + faces + " -> dlib " + out + ": 1 face in 1 picture");
  }

  @Test
  void aFileThatExistsIsNotReplacedWithoutForce() throws IOException {
    Path out = Files.writeString(folder.resolve("out.json"), "mine");
    CommandRun refused = CommandRun.of("convert", "pts:" + faces, "coco:" + out);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains(out + " exists; --force replaces it");
    assertThat(out).hasContent("mine");
    assertThat(CommandRun.of("convert", "pts:" + faces, "coco:" + out, "--force").exit()).isZero();
    assertThat(out).content().contains("\"keypoints\":[2.25,3,2,4,5,2]");
  }

  @Test
  void aFileOfAFolderThatExistsIsNotReplacedEither() throws IOException {
    Path json = folder.resolve("c.json");
    assertThat(CommandRun.of("convert", "pts:" + faces, "coco:" + json).exit()).isZero();
    CommandRun refused = CommandRun.of("convert", json, "pts:" + faces);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("a.pts exists; --force replaces it");
    assertThat(faces.resolve("a.pts")).content().contains("3.25 4");
  }

  @Test
  void nothingIsWrittenOutsideTheFolder() throws IOException {
    Path json =
        Files.writeString(
            folder.resolve("evil.json"),
            """
            {"images":[{"id":1,"file_name":"../../escaped.png","width":9,"height":9}],
             "annotations":[{"id":1,"image_id":1,"category_id":1,"keypoints":[1,2,2]}],
             "categories":[{"id":1,"name":"face","keypoints":["nose"]}]}
            """);
    Path out = folder.resolve("deep/er/out");
    assertThat(CommandRun.of("convert", json, "pts:" + out).exit()).isZero();
    assertThat(out.resolve("escaped.pts")).exists();
    assertThat(folder.resolve("deep/escaped.pts")).doesNotExist();
  }

  @Test
  void picturesAreCopiedWhereAskedAndThenFound() {
    Path yaml = folder.resolve("set/data.yaml");
    assertThat(yaml.getParent().toFile().mkdirs()).isTrue();
    CommandRun run = CommandRun.of("convert", "pts:" + faces, "yolo:" + yaml, "--copy");
    assertThat(run.exit()).isZero();
    assertThat(folder.resolve("set/images/a.png")).exists();
    assertThat(folder.resolve("set/labels/a.txt")).exists();
    CommandRun back = CommandRun.of("convert", yaml, "--to", "csv", folder.resolve("points.csv"));
    assertThat(back.out()).contains("yolo " + yaml).contains("1 face in 1 picture");
    assertThat(folder.resolve("points.csv")).content().contains("set/images/a.png,2.25,3,4,5");
  }

  @Test
  void aSchemaNamesThePoints() throws IOException {
    Path schema =
        Files.writeString(folder.resolve("two.yaml"), "name: two\npoints: [left_eye, right_eye]\n");
    Path out = folder.resolve("out.csv");
    CommandRun run = CommandRun.of("convert", "pts:" + faces, "csv:" + out, "--schema", schema);
    assertThat(run.err()).isEmpty();
    assertThat(out).content().startsWith("file,left_eye_x,left_eye_y,right_eye_x");
  }

  @Test
  void aKindThatIsOnlyReadIsAUsageErrorWithThoseThatAreWritten() {
    CommandRun run = CommandRun.of("convert", "pts:" + faces, "wflw:out.txt");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("asf, pts, dlib, csv, coco, cvat, labelstudio, labelme, yolo, dlc");
  }
}
