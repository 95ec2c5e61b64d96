package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures and tables of one small, briefly trained network. */
class TrainedPicturesTest {
  private static final int FACES = 12;

  @TempDir static Path folder;
  private static Path run;
  private static Path weights;

  @BeforeAll
  static void train() {
    run = folder.resolve("run");
    CommandRun trained =
        CommandRun.of(
            "train",
            "--recipe=face68/quick",
            "--data=synthetic:" + FACES,
            "--set=input={height: 64, width: 64, channels: gray, mean: 0.5, deviation: 1.0}",
            "--set=train.epochs=5",
            "--set=train.max_minutes=0",
            "--set=train.snapshots=2",
            "--threads=1",
            "--device=cpu",
            "--out=" + run);
    assertThat(trained.exit()).as(trained.err()).isZero();
    weights = run.resolve("weights/best.safetensors");
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theFirstTheLastAndEverySecondEpochHaveSnapshots() throws IOException {
    assertThat(names(run.resolve("heatmaps")))
        .containsExactly(
            "epoch-0001-point.png",
            "epoch-0001-sum.png",
            "epoch-0002-point.png",
            "epoch-0002-sum.png",
            "epoch-0004-point.png",
            "epoch-0004-sum.png",
            "epoch-0005-point.png",
            "epoch-0005-sum.png");
  }

  @Test
  void heatmapsOfDataAreOneSumPerFace() throws IOException {
    Path out = folder.resolve("sums");
    CommandRun drawn =
        CommandRun.of(
            "heatmaps",
            "--weights=" + weights,
            "--data=synthetic:" + FACES,
            "--count=2",
            "--device=cpu",
            "--threads=1",
            "--out=" + out);
    assertThat(drawn.exit()).as(drawn.err()).isZero();
    assertThat(names(out)).hasSize(2).allMatch(n -> n.endsWith("-sum.png"));
  }

  @Test
  void heatmapsOfAPhotographAreDrawnPerKeypoint() throws IOException {
    Path photograph = Annotations.picture(folder.resolve("someone.png"));
    Path out = folder.resolve("points");
    CommandRun drawn =
        CommandRun.of(
            "heatmaps",
            "--weights=" + weights,
            photograph,
            "--keypoint=30,8",
            "--device=cpu",
            "--threads=1",
            "--out=" + out);
    assertThat(drawn.exit()).as(drawn.err()).isZero();
    assertThat(names(out)).containsExactly("someone-point-30.png", "someone-point-8.png");
    assertThat(ImageIO.read(out.resolve("someone-point-8.png").toFile()).getWidth()).isEqualTo(512);
  }

  @Test
  void aKeypointThatIsNotFoundIsRefused() {
    CommandRun drawn =
        CommandRun.of(
            "heatmaps", "--weights=" + weights, folder, "--keypoint=68", "--out=" + folder);
    assertThat(drawn.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(drawn.err()).contains("keypoint 68 is not among those that are found");
  }

  @Test
  void filtersAreListedAndDrawn() throws IOException {
    CommandRun listed = CommandRun.of("filters", "--weights=" + weights, "--list");
    assertThat(listed.out().lines().findFirst().orElse("")).matches("\\S+\\.weight  \\[.*]");
    Path png = folder.resolve("filters.png");
    CommandRun drawn = CommandRun.of("filters", "--weights=" + weights, "--out=" + png);
    assertThat(drawn.exit()).as(drawn.err()).isZero();
    assertThat(ImageIO.read(png.toFile())).isNotNull();
  }

  @Test
  void aSubmissionHasARowPerCoordinate() throws IOException {
    Path csv = folder.resolve("answer.csv");
    CommandRun written =
        CommandRun.of(
            "submission",
            "--weights=" + weights,
            "--data=synthetic:3",
            "--device=cpu",
            "--threads=1",
            "--out=" + csv);
    assertThat(written.exit()).as(written.err()).isZero();
    assertThat(written.out()).contains("contest MAE");
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines).hasSize(1 + 3 * 68 * 2).first().isEqualTo("Id,Predicted");
    assertThat(lines.get(lines.size() - 1)).matches("407,-?\\d+\\.\\d{4}");
  }

  @Test
  void aSubmissionNeedsBoxesOnly() throws IOException {
    Annotations.picture(folder.resolve("a.png"));
    Path list =
        Files.writeString(
            folder.resolve("contest.xml"),
            "<dataset><images><image file='a.png'>"
                + "<box top='8' left='8' width='30' height='30'/></image></images></dataset>");
    Path csv = folder.resolve("framed.csv");
    CommandRun written =
        CommandRun.of(
            "submission",
            "--weights=" + weights,
            "--boxes=" + list,
            "--device=cpu",
            "--threads=1",
            "--out=" + csv);
    assertThat(written.exit()).as(written.err()).isZero();
    assertThat(Files.readAllLines(csv)).hasSize(1 + 68 * 2);
  }

  @Test
  void theTableOfModelsHasARowPerRun() throws IOException {
    Path table = folder.resolve("models.md");
    CommandRun written =
        CommandRun.of("models", run, "--device=cpu", "--threads=1", "--out=" + table);
    assertThat(written.exit()).as(written.err()).isZero();
    assertThat(Files.readAllLines(table))
        .filteredOn(line -> line.startsWith("| " + run.getFileName() + " | face68/quick |"))
        .singleElement()
        .asString()
        .contains("| 64 x 64 |", "| synthetic:12, ", "| 5 |", " px (");
    assertThat(Files.readString(table)).contains("device cpu, threads 1");
  }

  @Test
  void aNetworkWithoutMapsHasNoHeatmaps() {
    Path plain = CommandRun.tinyWeights(folder.resolve("plain"), "nose/simple");
    CommandRun drawn =
        CommandRun.of("heatmaps", "--weights=" + plain, folder, "--out=" + folder.resolve("no"));
    assertThat(drawn.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(drawn.err()).contains("this network has no heatmaps");
  }
}
