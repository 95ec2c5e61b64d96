package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import kpnative.files.FileNames;
import kpnative.geometry.Box;
import kpnative.image.Photo;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {
  @TempDir static Path shared;
  private static Path nose;
  private static Path face;
  private static Path boxed; // trained on the boxes around the keypoints

  @TempDir Path temp;
  private Path picture;
  private Path out;

  @BeforeAll
  static void train() {
    nose = CommandRun.tinyWeights(shared.resolve("nose"), "nose/conv2");
    face = CommandRun.tinyWeights(shared.resolve("face"), "face58/bignet");
    boxed = CommandRun.tinyWeights(shared.resolve("boxed"), "face58/bignet", "box.from=points");
  }

  @BeforeEach
  void draw() throws IOException {
    picture = drawn(temp.resolve("a").resolve("face.png"), 64, 48);
    out = temp.resolve("found");
  }

  @Test
  void aPictureThatIsNotThereIsNamedFirstAndNotTwice() {
    CommandRun run = CommandRun.of("predict", "nowhere.jpg", "--out", out);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "kp-native: nowhere.jpg: no such file or folder (that is, "
                + Path.of("nowhere.jpg").toAbsolutePath()
                + ")");
  }

  @Test
  void aPictureIsDrawnUnderItsName() throws IOException {
    CommandRun run = predict(nose, picture);

    assertThat(run.exit()).isZero();
    assertThat(ImageIO.read(out.resolve("face.png").toFile()).getWidth()).isEqualTo(512);
  }

  @Test
  void theListHoldsWhatTheDetectorFinds() throws IOException {
    predict(face, picture, "--json", temp.resolve("found.json"));
    JsonNode first = json().get(0);
    Keypoints found;
    try (KeypointDetector detector = KeypointDetector.load(face)) {
      found = detector.detectCrop(Photo.of(picture)).keypoints();
    }

    assertThat(first.get("faces").get(0).get("keypoints").size()).isEqualTo(58);
    assertThat(first.get("faces").get(0).get("keypoints").get(57).get(1).asDouble())
        .isCloseTo(found.y(57), org.assertj.core.data.Offset.offset(0.001));
  }

  @Test
  void theListNamesPictureSchemaAndKeypoints() throws IOException {
    predict(nose, picture, "--json", temp.resolve("found.json"));
    JsonNode first = json().get(0);

    assertThat(first.get("file").asText()).isEqualTo(picture.toString());
    assertThat(first.get("overlay").asText()).isEqualTo(out.resolve("face.png").toString());
    assertThat(first.get("width").asInt()).isEqualTo(64);
    assertThat(first.get("height").asInt()).isEqualTo(48);
    assertThat(first.get("faces").get(0).get("box").isNull()).isTrue();
    assertThat(first.get("schema").asText()).isEqualTo("imm58");
    assertThat(first.get("indices").toString()).isEqualTo("[52]");
    assertThat(first.get("names").toString()).isEqualTo("[\"nose_tip\"]");
  }

  @Test
  void theBoxIsTheFaceInThePicturesPixels() throws IOException {
    predict(nose, picture, "--json", temp.resolve("found.json"), "--box", "10.5,8,20,16");
    JsonNode first = json().get(0);
    Keypoints found;
    try (KeypointDetector detector = KeypointDetector.load(nose)) {
      found = detector.detect(Photo.of(picture), Box.ofPixels(10.5, 8, 20, 16)).keypoints();
    }

    assertThat(first.get("faces").get(0).get("box").toString()).isEqualTo("[10.5,8.0,20.0,16.0]");
    assertThat(first.get("faces").get(0).get("keypoints").get(0).get(0).asDouble())
        .isCloseTo(found.x(0), org.assertj.core.data.Offset.offset(0.001));
  }

  @Test
  void twoPicturesOfOneNameAreBothKept() throws IOException {
    Path other = drawn(temp.resolve("b").resolve("face.jpg"), 40, 40);
    predict(nose, picture, other);

    assertThat(out.resolve("face.png")).exists();
    assertThat(out.resolve("face-2.png")).exists();
  }

  @Test
  void aPictureInTheOutputFolderIsNotOverwritten() throws IOException {
    byte[] before = Files.readAllBytes(picture);
    CommandRun run =
        CommandRun.of("predict", "--weights", nose, "--out", picture.getParent(), picture);

    assertThat(run.exit()).isZero();
    assertThat(picture).hasBinaryContent(before);
  }

  @Test
  void aFolderIsSearchedRecursivelyForPicturesByName() throws IOException {
    drawn(temp.resolve("a").resolve("b").resolve("deep.jpg"), 30, 30);
    drawn(temp.resolve("a").resolve(".hidden").resolve("no.png"), 30, 30);
    Files.writeString(temp.resolve("a").resolve("notes.txt"), "no picture");
    CommandRun run = predict(nose, temp.resolve("a"));

    assertThat(run.out().lines().limit(2).map(line -> line.split(" -> ")[0]))
        .containsExactly(
            temp.resolve("a").resolve("b").resolve("deep.jpg").toString(), picture.toString());
  }

  @Test
  void drawnPicturesInASearchedFolderAreNotTakenForPictures() throws IOException {
    out = temp.resolve("a").resolve("found");
    predict(nose, temp.resolve("a"));

    assertThat(predict(nose, temp.resolve("a")).out()).contains("1 picture: 1 face");
  }

  @Test
  void aBrokenPictureIsReportedAndTheRestGoesOn() throws IOException {
    Path broken = Files.writeString(temp.resolve("a").resolve("broken.jpg"), "no picture");
    CommandRun run =
        predict(
            nose, temp.resolve("a"), temp.resolve("none"), "--json", temp.resolve("found.json"));

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err().lines()).hasSize(2).anyMatch(line -> line.contains(broken.toString()));
    assertThat(run.err()).contains(temp.resolve("none").toString());
    assertThat(json().size()).isEqualTo(1);
  }

  @Test
  void quietPrintsNothingOnSuccess() {
    CommandRun run = predict(nose, picture, "--quiet");

    assertThat(run).isEqualTo(new CommandRun(0, "", ""));
  }

  @Test
  void aPictureWithoutAFaceIsReportedButIsNotAnError() throws IOException {
    CommandRun run = run(boxed, "builtin", picture, "--json", temp.resolve("found.json"));

    assertThat(run.exit()).isZero();
    assertThat(run.out().lines()).hasSize(3).first().isEqualTo(picture + ": no face found");
    assertThat(run.out())
        .contains("1 picture: 0 faces, 1 without a face, 0 failed")
        .contains("try --face-detector yunet.onnx", "--min-confidence 0", "--box x,y,w,h");
    assertThat(json().get(0).get("faces")).isEmpty();
    assertThat(json().get(0).get("overlay").isNull()).isTrue();
  }

  @Test
  void aBoxAndAFaceDetectorExcludeEachOther() {
    CommandRun run = run(face, "builtin", picture, "--box", "1,1,20,20");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("--box");
  }

  @Test
  void theCsvHasALineForEachKeypoint() throws IOException {
    predict(face, picture, "--csv", temp.resolve("found.csv"));

    List<String> lines = Files.readAllLines(temp.resolve("found.csv"));
    assertThat(lines)
        .hasSize(59)
        .allMatch(line -> line.split(",", -1).length == 15)
        .first()
        .isEqualTo(
            "file,face,index,name,x,y,confidence,box_x,box_y,box_width,box_height,visibility,yaw,pitch,roll");
    assertThat(lines.get(1))
        .startsWith(picture + ",0,0,jaw_0,")
        .containsPattern("\\d,{7}(-?[\\d.]+,){2}-?[\\d.]+$");
  }

  @Test
  void theCsvHoldsTheBox() throws IOException {
    predict(face, picture, "--csv", temp.resolve("found.csv"), "--box", "10.5,8,20,16");

    assertThat(Files.readAllLines(temp.resolve("found.csv")).get(58))
        .contains(",57,nose_10,")
        .containsPattern(",10\\.500000,8\\.000000,20\\.000000,16\\.000000,(,-?[\\d.]+){3}$");
  }

  @Test
  void aDashForTheListIsStandardOutputWithNothingElse() throws IOException {
    CommandRun run = predict(face, picture, "--json", "-");
    JsonNode list = new ObjectMapper().readTree(run.out());

    assertThat(run.exit()).isZero();
    assertThat(list.get(0).get("faces").get(0).get("keypoints")).hasSize(58);
    assertThat(run.err()).contains(picture + " -> ", "1 picture: 1 face, 0 without a face");
    assertThat(Path.of("-")).doesNotExist();
  }

  @Test
  void jsonOnStandardOutputIsAsciiAndNamesThePicture() throws IOException {
    Path named = FileNames.in(temp, "\u00e9\u5c71\ud83d\ude00.png");
    Files.copy(picture, named);
    CommandRun run = predict(face, FileNames.text(named), "--json", "-");
    JsonNode first = new ObjectMapper().readTree(run.out()).get(0);

    assertThat(run.out()).isASCII();
    assertThat(first.get("file").asText()).isEqualTo(FileNames.text(named));
    assertThat(first.get("overlay").asText()).endsWith("\u00e9\u5c71\ud83d\ude00.png");
  }

  @Test
  void everyLineSaysHowManyAreDoneAndTheLastSumsUp() throws IOException {
    Path broken = Files.writeString(temp.resolve("a").resolve("broken.jpg"), "no picture");
    CommandRun run = predict(nose, picture, broken, picture);

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).hasLineCount(1).contains(broken.toString());
    assertThat(run.out().lines().toList())
        .hasSize(3)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).matches(".* -> .*  \\[1 of 3, [0-9:]+ left]");
              assertThat(lines.get(1)).endsWith("  [3 of 3]");
              assertThat(lines.get(2))
                  .matches("3 pictures: 2 faces, 0 without a face, 1 failed, [0-9]+ ms a picture");
            });
  }

  @Test
  void cropsAreASheetOfEnlargedFaces() throws IOException {
    CommandRun run = predict(face, picture, picture, "--crops", "--radius", "0", "--lines", "2");

    assertThat(run.exit()).isZero();
    assertThat(ImageIO.read(out.resolve("faces.png").toFile()).getWidth()).isGreaterThan(512);
  }

  @Test
  void aFaceDetectorFileThatIsNotOnnxIsRefusedInOneLine() throws IOException {
    Path broken = Files.writeString(temp.resolve("broken.onnx"), "no network");
    CommandRun run = run(face, broken.toString(), picture);

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).hasLineCount(1).contains(broken + ": not an ONNX file");
  }

  @Test
  void numberedFramesBecomeAVideoAndLists() throws IOException {
    Path frames = temp.resolve("frames");
    for (int i = 8; i < 11; i++) {
      drawn(frames.resolve(i + ".png"), 64, 48);
    }
    CommandRun run = run(boxed, "builtin", "--video", frames);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("3 frames, 0 with a face");
    assertThat(out.resolve("frames.jsonl")).content().hasLineCount(3);
    assertThat(out.resolve("frames.mp4")).isNotEmptyFile();
  }

  @Test
  void aFileThatIsNoFilmIsRefusedInALine() throws IOException {
    Path clip = Files.writeString(temp.resolve("clip.mp4"), "ftypisom");
    CommandRun run = run(boxed, "builtin", clip);

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).hasLineCount(1).contains("clip.mp4: not a film that can be read");
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(temp.resolve("found.json").toFile());
  }

  private CommandRun predict(Path weights, Object... more) {
    return run(weights, "none", more);
  }

  private CommandRun run(Path weights, String finder, Object... more) {
    Object[] args = new Object[more.length + 9];
    System.arraycopy(
        new Object[] {
          "predict", "--weights", weights, "--threads", 1, "--out", out, "--face-detector", finder
        },
        0,
        args,
        0,
        9);
    System.arraycopy(more, 0, args, 9, more.length);
    return CommandRun.of(args);
  }

  private static Path drawn(Path file, int width, int height) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, ((x * 4) << 16) | ((y * 5) << 8) | (x ^ y));
      }
    }
    String name = file.toString();
    ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    return file;
  }
}
