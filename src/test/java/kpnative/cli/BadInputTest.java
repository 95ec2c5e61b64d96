package kpnative.cli;

import static kpnative.cli.BadDataTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import kpnative.infer.DetectorSpec;
import kpnative.natives.Device;
import kpnative.weights.SafetensorsFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid weights, recipes, pictures, devices and folders. */
class BadInputTest {
  @TempDir static Path shared;
  private static Path weights;

  @TempDir Path temp;

  @BeforeAll
  static void train() {
    weights = CommandRun.tinyWeights(shared.resolve("run"), "nose/conv2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--recipe=face68/quik | face68/quick",
        "--set=train.epoch=3 | train.epochs",
        "--set=train.epochs=many | train.epochs",
        "--set=train.epochs=0 | 1 to",
        "--set=loss.kind=mce | mse",
        "--set=train | train",
        "--device=tpu | cpu, cuda",
        "--threads=0 | must be 1 to 1024"
      })
  void aBadSettingIsNamedWithTheValidOnes(String option, String said) {
    Path out = temp.resolve("run");
    CommandRun run = CommandRun.of("train", option.strip(), "--data", "synthetic:12", "--out", out);

    assertFails(run, ExitCode.USAGE, said);
    assertThat(out).doesNotExist();
  }

  @Test
  void missingPretrainedWeightsAreNamedByTheirPath() {
    Path absent = temp.resolve("no such: weights.pth"); // ": " would make a key in YAML
    CommandRun run =
        CommandRun.of(
            "train", "--pretrained", absent, "--data", "synthetic:12", "--out", temp.resolve("r"));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).startsWith("kp-native: " + absent + ": ").hasLineCount(1);
    assertThat(temp.resolve("r")).doesNotExist();
  }

  @Test
  void anAbsentRecipeFileIsNamed() {
    CommandRun run = CommandRun.of("summary", temp.resolve("mine.yaml"));

    assertFails(run, ExitCode.FAILED, "mine.yaml");
  }

  @Test
  void aGpuThatIsNotThereIsRefused() {
    assumeTrue(Device.gpus() == 0, "this machine has a GPU");

    assertFails(predict("--device", "cuda", "face.png"), ExitCode.USAGE, "device cuda not found");
  }

  @Test
  void aMissingPictureIsNamed() {
    assertFails(predict(temp.resolve("none.png")), ExitCode.FAILED, "none.png");
  }

  @Test
  void anEmptyPictureIsNamed() throws IOException {
    Path file = Files.createFile(temp.resolve("empty.png"));

    assertFails(predict(file), ExitCode.FAILED, "empty.png");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.3, 0.9})
  void aTruncatedPictureIsNamed(double share) throws IOException {
    byte[] whole = Files.readAllBytes(Annotations.picture(temp.resolve("cut.jpg")));
    Files.write(temp.resolve("cut.jpg"), Arrays.copyOf(whole, (int) (whole.length * share)));

    assertFails(predict(temp.resolve("cut.jpg")), ExitCode.FAILED, "cut.jpg");
  }

  @Test
  void anUnreadablePictureIsNamed() throws IOException {
    Path file = Annotations.picture(temp.resolve("secret.png"));
    assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root reads all");

    assertFails(predict(file), ExitCode.FAILED, "secret.png");
  }

  @Test
  void aPictureThatClaimsAnAbsurdSizeIsRefused() throws IOException {
    byte[] png = Files.readAllBytes(Annotations.picture(temp.resolve("huge.png")));
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, 60_000).putInt(20, 60_000); // IHDR's width and height
    CRC32 check = new CRC32();
    check.update(png, 12, 17);
    header.putInt(29, (int) check.getValue());
    Files.write(temp.resolve("huge.png"), png);

    assertFails(predict(temp.resolve("huge.png")), ExitCode.FAILED, "huge.png", "60000");
  }

  @Test
  void aFolderInPlaceOfWeightsIsNamed() {
    assertFails(
        evaluate(shared.resolve("run")),
        ExitCode.FAILED,
        "run: expected a weight file, got a folder");
  }

  @Test
  void wrongWeightsLeaveNoFolderOfPredictions() {
    Path out = temp.resolve("found");
    CommandRun.of("predict", "--weights", temp.resolve("none"), "--out", out, "face.png");

    assertThat(out).doesNotExist();
  }

  @Test
  void missingWeightsAreNamed() {
    assertFails(evaluate(temp.resolve("none.safetensors")), ExitCode.FAILED, "none.safetensors");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.1, 0.5, 0.99})
  void truncatedWeightsAreNamed(double share) throws IOException {
    byte[] whole = Files.readAllBytes(weights);
    Path cut = temp.resolve("cut.safetensors");
    Files.write(cut, Arrays.copyOf(whole, (int) (whole.length * share)));

    assertFails(evaluate(cut), ExitCode.FAILED, "cut.safetensors");
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() throws IOException {
    SafetensorsFile file = SafetensorsFile.read(weights);
    Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
    metadata.computeIfPresent(
        DetectorSpec.KEY, (key, json) -> json.replace("\"channels\":[2]", "\"channels\":[1]"));
    Path other = temp.resolve("other.safetensors");
    SafetensorsFile.write(other, file.tensors(), metadata);

    assertThat(metadata).isNotEqualTo(file.metadata());
    assertFails(evaluate(other), ExitCode.FAILED, "other.safetensors", "conv1");
  }

  @Test
  void weightsForAnotherCountOfKeypointsAreRefused() throws IOException {
    Annotations.faces(temp.resolve("faces"), "face", 2, 68);
    CommandRun run =
        CommandRun.of(
            "evaluate",
            "--weights",
            weights,
            "--data",
            temp.resolve("faces"),
            "--schema",
            "ibug68");

    assertFails(run, ExitCode.USAGE, "58 keypoints", "68");
  }

  @Test
  void aRunIsNeverOverwritten() throws IOException {
    Path out = Files.createDirectory(temp.resolve("run"));
    Files.writeString(out.resolve("notes.txt"), "mine");

    assertFails(trainInto(out), ExitCode.FAILED, out.toString(), "never overwritten");
    assertThat(out.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void aRunsFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));

    assertFails(trainInto(file.resolve("run")), ExitCode.FAILED, file.resolve("run").toString());
  }

  @Test
  void anOutputFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    Path picture = Annotations.picture(temp.resolve("face.png"));
    CommandRun run = CommandRun.of("predict", "--weights", weights, "--out", file, picture);

    assertFails(run, ExitCode.FAILED, file.toString(), "folder");
  }

  @Test
  void aListThatCannotBeWrittenIsNamed() throws IOException {
    Path picture = Annotations.picture(temp.resolve("face.png"));

    assertFails(predict(picture, "--json", temp), ExitCode.FAILED, temp.toString());
  }

  @Test
  void aPreviewThatCannotBeWrittenIsNamed() {
    Path png = temp.resolve("none").resolve("grid.png");
    CommandRun run = CommandRun.of("preview", "--data", "synthetic:12", "--count", 1, "--out", png);

    assertFails(run, ExitCode.FAILED, png.toString(), "folder does not exist");
  }

  @Test
  void onlyARunIsResumed() {
    assertFails(CommandRun.of("train", "--resume", temp), ExitCode.FAILED, "not a run");
  }

  @Test
  void aResumedRunKeepsItsSettings() {
    CommandRun run =
        CommandRun.of("train", "--resume", temp, "--seed", 3, "--threads", 1, "--print-config");

    assertFails(run, ExitCode.USAGE, "leave out --seed, --threads, --print-config");
  }

  private static CommandRun trainInto(Path out) {
    return CommandRun.of(
        "train", "--recipe", "nose/conv2", "--data", "synthetic:12", "--threads", 1, "--out", out);
  }

  private static CommandRun evaluate(Path file) {
    return CommandRun.of("evaluate", "--weights", file, "--data", "synthetic:12", "--threads", 1);
  }

  private CommandRun predict(Object... more) {
    Object[] args = new Object[more.length + 5];
    System.arraycopy(
        new Object[] {"predict", "--weights", weights, "--out", temp.resolve("found")},
        0,
        args,
        0,
        5);
    System.arraycopy(more, 0, args, 5, more.length);
    return CommandRun.of(args);
  }
}
