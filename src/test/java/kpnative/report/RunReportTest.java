package kpnative.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import kpnative.infer.Version;
import kpnative.natives.Device;
import kpnative.sweep.Sweep;
import kpnative.sweep.SweepFolder;
import kpnative.sweep.SweepState;
import kpnative.sweep.Sweeps;
import kpnative.train.RunSettings;
import kpnative.train.Training;
import kpnative.train.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunReportTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)> & \"more\"";

  @TempDir static Path folder;
  private static Path run;
  private static Training.Outcome outcome;
  private static String page;
  private static String three;

  @BeforeAll
  static void trainTwoRuns() throws IOException {
    run = folder.resolve("first");
    outcome = SmallRuns.train(run);
    SmallRuns.train(folder.resolve("second"), "train.lr=5e-3");
    SmallRuns.copy(folder.resolve("second"), folder.resolve(HOSTILE));
    page = page(run);
    three = page(run, folder.resolve("second"), folder.resolve(HOSTILE));
  }

  private static String page(Path... runs) throws IOException {
    Path file = Files.createTempFile(folder, "page", ".html");
    RunReport.write(List.of(runs), Optional.of(file), true, Device.CPU, line -> {});
    return Files.readString(file);
  }

  private static List<String> found(String regex, String text) {
    List<String> all = new ArrayList<>();
    Matcher m = Pattern.compile(regex, Pattern.DOTALL).matcher(text);
    while (m.find()) {
      all.add(m.group(m.groupCount() == 0 ? 0 : 1));
    }
    return all;
  }

  /** The page without the plotting library, which contains words that the tests look for. */
  private static String own(String page) {
    return page.replaceAll("(?s)<script>.*?</script>", "");
  }

  @Test
  void everySectionIsThereAndInTheNavigation() {
    List<String> sections = found("<section id=\"([a-z]+)\"", page);
    assertThat(sections)
        .containsExactly(
            "overview",
            "settings",
            "summary",
            "curves",
            "distribution",
            "keypoints",
            "samples",
            "layers",
            "filters",
            "time",
            "machine");
    assertThat(found("<li><a href=\"#([a-z]+)\">", page)).isEqualTo(sections);
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    assertThat(found("(?:src|href)=\"([^\"]*)\"", own(page)))
        .isNotEmpty()
        .allMatch(address -> address.startsWith("data:image/") || address.startsWith("#"));
    assertThat(own(page)).doesNotContain("url(").doesNotContain("@import").doesNotContain("<link");
    assertThat(page).contains("Content-Security-Policy").contains("default-src &#39;none&#39;");
  }

  @Test
  void headingsDescendByOne() {
    List<Integer> levels =
        found("<h([1-6])[ >]", own(three)).stream().map(Integer::valueOf).toList();
    assertThat(levels.get(0)).isEqualTo(1);
    for (int i = 1; i < levels.size(); i++) {
      assertThat(levels.get(i)).isBetween(2, levels.get(i - 1) + 1);
    }
  }

  @Test
  void everyPictureHasAText() {
    List<String> pictures = found("<img [^>]*>", own(page));
    assertThat(pictures).hasSizeGreaterThan(20).allMatch(p -> p.matches("(?s).* alt=\"[^\"]+\".*"));
  }

  @Test
  void everyPlotHasItsNumbersAsATable() {
    assertThat(found("<div class=\"chart\"", page))
        .hasSameSizeAs(found("Numbers of this plot", page))
        .hasSizeGreaterThan(5);
  }

  @Test
  void measuresAreThoseOfTheTraining() {
    double nme =
        outcome.evaluation().orElseThrow().detector().measures().nmeInterocular().orElseThrow();
    double prior =
        outcome.evaluation().orElseThrow().meanShape().measures().nmeInterocular().orElseThrow();
    assertThat(page)
        .contains(
            "<td>" + PageNumber.percent(nme) + "</td><td>" + PageNumber.percent(prior) + "</td>");
  }

  @Test
  void whatDiffersBetweenRunsIsShownAlone() {
    List<String> table = found("What differs between the runs</caption>(.*?)</table>", three);
    assertThat(table).hasSize(1);
    assertThat(found("<th scope=\"row\">([^<]*)</th>", table.get(0))).containsExactly("train.lr");
  }

  @Test
  void runsWithOtherKeypointsHaveTheirFiguresInColumnsOfTheirOwn() throws IOException {
    Path nose = folder.resolve("nose"); // its faces have no corners of the eyes
    Training.start(
        SmallRuns.recipe("box.from=points"),
        new RunSettings(Version.current(), List.of("pts:" + facesOfNinePoints()), "", "cpu", 1),
        Optional.of(nose),
        new TrainingListener() {},
        () -> false);
    String table =
        found("The best weights of each run[^<]*</caption>(.*?)</table>", page(run, nose)).get(0);
    List<String> columns = found("<th scope=\"col\">([^<]*)</th>", table);
    assertThat(columns).contains("NME", "FR@8", "AUC@8", "Worst tenth", "MAE");
    for (String label : List.of("first", "nose")) {
      List<String> cells =
          found(
              "<td>([^<]*)</td>",
              found("<th scope=\"row\">" + label + "</th>(.*?)</tr>", table).get(0));
      boolean face = label.equals("first");
      for (String name : List.of("FR@8", "AUC@8")) {
        assertThat(cells.get(columns.indexOf(name) - 1).equals(PageNumber.NONE))
            .as(label + " " + name)
            .isEqualTo(!face);
      }
      for (String name : List.of("Worst tenth", "MAE")) {
        assertThat(cells.get(columns.indexOf(name) - 1).equals(PageNumber.NONE))
            .as(label + " " + name)
            .isEqualTo(face);
      }
    }
  }

  private static Path facesOfNinePoints() throws IOException {
    Path faces = Files.createDirectory(folder.resolve("faces"));
    for (int i = 0; i < 10; i++) {
      BufferedImage gray = new BufferedImage(48, 48, BufferedImage.TYPE_BYTE_GRAY);
      gray.setRGB(i, i, 0xffffff);
      ImageIO.write(gray, "png", faces.resolve("face" + i + ".png").toFile());
      StringBuilder points = new StringBuilder("version: 1\nn_points: 9\n{\n");
      for (int k = 0; k < 9; k++) {
        points.append(10 + k % 3 * 8 + i).append(' ').append(10 + k / 3 * 8).append('\n');
      }
      Files.writeString(faces.resolve("face" + i + ".pts"), points + "}\n");
    }
    return faces;
  }

  @Test
  void aHostileNameIsText() {
    assertThat(own(three))
        .doesNotContain("<img src=x")
        .contains("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;more&quot;");
  }

  @Test
  void theSameRunGivesTheSamePage() throws IOException {
    assertThat(page(run)).isEqualTo(page);
  }

  @Test
  void threeRunsAreLessThanFiveMegabytes() {
    assertThat(three.getBytes(StandardCharsets.UTF_8).length).isLessThan(5_000_000);
  }

  @Test
  void thePageNamesNoLocalFolder() {
    assertThat(own(page)).doesNotContain(folder.toString());
  }

  @Test
  void missingDataAreNamedAndTheRestIsShown() throws IOException {
    Path moved = SmallRuns.copy(run, folder.resolve("moved"));
    Path yaml = moved.resolve("run.yaml");
    Files.writeString(
        yaml, Files.readString(yaml).replace("data: []", "data:\n  - \"pts:/absent/faces\""));
    String shown = page(moved);
    assertThat(shown)
        .contains("the weights could not be measured: ")
        .contains("/absent/faces")
        .contains("data-chart")
        .contains("Filters of conv1.weight");
  }

  @Test
  void aRunOfAnOlderVersionSaysWhatWasNotRecorded() throws IOException {
    Path older = SmallRuns.copy(run, folder.resolve("older"));
    Files.delete(older.resolve("profile.csv"));
    Files.delete(older.resolve("log.txt"));
    assertThat(page(older))
        .contains("where the time went was not recorded")
        .contains("Not recorded.");
  }

  @Test
  void aRunWithoutWeightsIsListedWithTheEndOfItsLog() throws IOException {
    Path begun = SmallRuns.copy(run, folder.resolve("begun"));
    Files.delete(begun.resolve("weights").resolve("best.safetensors"));
    Files.writeString(begun.resolve("log.txt"), "began\nended: the loss is NaN\n");
    assertThat(page(begun, run))
        .contains("begun: the run has no weights yet. Its log ends with: ended: the loss is NaN");
  }

  @Test
  void aSweepShowsItsRunsAndWhyOneFailed() throws IOException {
    Sweep sweep = Sweeps.grid("nose/conv2", List.of(), List.of("train.lr=1e-3,1e-4"));
    SweepFolder made = SweepFolder.create(folder.resolve("sweep"), sweep, SmallRuns.SETTINGS);
    Training.start(
        SmallRuns.recipe(),
        SmallRuns.SETTINGS,
        Optional.of(made.run(0)),
        new TrainingListener() {},
        () -> false);
    Files.writeString(made.folder().resolve("logs").resolve(failed(made)), "the loss is NaN\n");
    Path written =
        RunReport.write(List.of(made.folder()), Optional.empty(), true, Device.CPU, line -> {});
    assertThat(written).isEqualTo(made.folder().resolve("sweep.html"));
    assertThat(Files.readString(written))
        .contains("<section id=\"overview\"", "<section id=\"sweep\"")
        .contains("<td>failed</td>")
        .contains("<td>the loss is NaN</td>");
  }

  @Test
  void aPageWithoutPhotographsShowsNoneOfThemButAllFigures() throws IOException {
    Path file = folder.resolve("plain.html");
    for (List<Path> runs : List.of(List.of(run), List.of(run, folder.resolve("second")))) {
      RunReport.write(runs, Optional.of(file), false, Device.CPU, line -> {});
      String plain = Files.readString(file);

      assertThat(found("<section id=\"([a-z]+)\"", plain))
          .contains("overview", "keypoints", "curves", "filters")
          .doesNotContain("faces", "samples", "heatmaps");
      assertThat(own(plain).replaceAll("(?s)<section id=\"filters\".*?</section>", ""))
          .doesNotContain("<img ");
      assertThat(found(">(the better half|nine in ten|all)</t[hd]>", plain)).hasSize(3);
    }
  }

  @Test
  void theFirstScreenAnswersThreeQuestionsBeforeAnythingElse() {
    String first = found("<section id=\"overview\"(.*?)</section>", page).get(0);
    assertThat(found("<h3>([^<]*)</h3>", first))
        .containsExactly("How good?", "Still learning?", "What fails?");
    assertThat(found("<dt>([^<]*)</dt>", first)).containsExactly("NME", "FR@8", "AUC@8");
    assertThat(found("mean shape [^<]*</dd>", first)).hasSize(3);
    assertThat(
            found(
                "\"name&quot;:&quot;(training|validation)&quot;",
                first.replace("&quot;name", "\"name")))
        .containsExactly("training", "validation");
    assertThat(found("<img ", first)).hasSize(8);
    assertThat(found("<section id=\"([a-z]+)\"", page).get(0)).isEqualTo("overview");
  }

  @Test
  void aModelThatIsNoBetterThanTheMeanShapeIsCalledSoAtTheTop() {
    assertThat(outcome.evaluation().orElseThrow().worseThanMeanShape()).isPresent();
    assertThat(own(page))
        .contains(
            "<p class=\"warning\"><b>This model</b> is "
                + outcome.evaluation().orElseThrow().worseThanMeanShape().orElseThrow());
    assertThat(page.indexOf("class=\"warning\"")).isLessThan(page.indexOf("How good?"));
  }

  @Test
  void onlyWhatDiffersFromTheDefaultsIsListedAndTheOthersAreFolded() {
    String settings = found("<section id=\"settings\"(.*?)</section>", page).get(0);
    String open = settings.substring(0, settings.indexOf("<details>"));
    assertThat(open).contains("<span>train.epochs</span> <b>2</b>").doesNotContain("train.beta1");
    assertThat(settings).contains("<span>train.beta1</span> <b>0.9</b>");
  }

  @Test
  void theMeanShapeIsAmongTheBarsOfTheGroups() {
    assertThat(found("data-chart=\"([^\"]*)\"", page))
        .filteredOn(chart -> chart.contains("type&quot;:&quot;bar"))
        .isNotEmpty()
        .allMatch(chart -> chart.contains("name&quot;:&quot;mean shape"));
  }

  @Test
  void aSweepUnderWayHasTheSamePageWithoutWhatIsMeasuredAgain() throws IOException {
    Sweep sweep = Sweeps.grid("nose/conv2", List.of(), List.of("train.lr=1e-3,1e-4"));
    SweepFolder made = SweepFolder.create(folder.resolve("under-way"), sweep, SmallRuns.SETTINGS);
    Path file = made.folder().resolve("sweep.html");
    List<SweepState> states = List.of(made.state(0), made.state(1));
    SweepPages.write(made, states);
    assertThat(found("<section id=\"([a-z]+)\"", Files.readString(file))).containsExactly("sweep");
    SmallRuns.copy(run, made.run(0));
    SweepPages.write(made, List.of(made.state(0), made.state(1)));
    String begun = Files.readString(file);
    assertThat(found("<section id=\"([a-z]+)\"", begun))
        .containsExactly(
            "overview", "sweep", "settings", "summary", "curves", "layers", "time", "machine");
    assertThat(head(begun)).isEqualTo(head(page));
  }

  /** Policy, style and scripts: what a page looks like and does. */
  private static List<String> head(String page) {
    return found("(<meta [^>]*>|<style>.*?</style>|<script>.*?</script>)", page);
  }

  private static String failed(SweepFolder sweep) {
    return sweep.log(1).getFileName().toString().replace(".txt", ".failed");
  }

  @Test
  void aTrainingWritesThePageIntoItsFolder() throws IOException {
    assertThat(RunReport.tryToWrite(outcome)).isEmpty();
    assertThat(Files.readString(run.resolve("report.html"))).contains("<section id=\"machine\"");
  }

  @Test
  void aFolderThatIsNotARunIsNamed() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(
            () -> RunReport.write(List.of(empty), Optional.empty(), true, Device.CPU, line -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("empty: is not a run");
  }
}
