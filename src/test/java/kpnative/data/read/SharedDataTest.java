package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.Split;
import kpnative.data.SplitRule;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The readers on real data sets. Runs where {@code ../shared/data} exists. */
class SharedDataTest {
  private static final Path ROOT = Path.of("../shared/data");

  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void skipWithoutTheData() {
    Assumptions.assumeTrue(Files.isDirectory(ROOT), ROOT + " is absent: nothing to read");
  }

  private Dataset read(String... specs) throws IOException {
    return DatasetReader.read(
        List.of(specs), Optional.empty(), ReadOptions.DEFAULT.withNotes(notes::add));
  }

  private static Set<String> photographs(List<AnnotatedFace> faces) {
    return faces.stream().map(AnnotatedFace::photograph).collect(Collectors.toSet());
  }

  private static Set<String> persons(Dataset data) {
    return data.faces().stream().flatMap(f -> f.person().stream()).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "asf:../shared/data/imm58, 240, 58, 240",
    "asf:../shared/data/imm-frontal73, 120, 73, 120",
    "pts:../shared/data/300w/afw, 337, 68, 185",
    "pts:../shared/data/300w/helen/trainset, 870, 68, 783",
    "pts:../shared/data/300w/helen/testset, 330, 68, 298",
    "pts:../shared/data/300w/lfpw/trainset, 805, 68, 805",
    "pts:../shared/data/300w, 2342, 68, 2071",
    "../shared/data/300w/afw, 337, 68, 185",
    "../shared/data/imm58, 240, 58, 240",
    "../shared/data/dlib-xml, 43, 68, 9",
    "../shared/data/youtube68-csv, 100, 68, 100",
    "pts:../shared/data/300w-originals, 24, 68, 22",
    "dlib:../shared/data/dlib-xml/training_with_face_landmarks.xml, 18, 68, 4",
    "dlib:../shared/data/dlib-xml/testing_with_face_landmarks.xml, 25, 68, 5",
    "csv:../shared/data/youtube68-csv/keypoints.csv, 100, 68, 100",
    "pts:../shared/data/pts-variants/300vw_401_000731.pts, 1, 68, 1"
  })
  void holdsTheFacesThatItIsKnownToHold(String spec, int faces, int keypoints, int photographs)
      throws IOException {
    Dataset data = read(spec);
    assertThat(List.of(data.size(), data.schema().count(), photographs(data.faces()).size()))
        .containsExactly(faces, keypoints, photographs);
  }

  @Test
  void skipsTheThreePicturesThatTheOriginalsXmlLacks() throws IOException {
    assertThat(read("dlib:" + ROOT + "/300w-originals/labels_dlib_sample.xml").size())
        .isEqualTo(21);
    assertThat(notes)
        .hasSize(4)
        .allMatch(n -> n.contains("_mirror.jpg") || n.endsWith("faces read: 21, at fault: 3"));
  }

  @Test
  void theXmlOfTheOriginalsAgreesWithTheirPointFiles() throws IOException {
    Dataset xml = read("dlib:" + ROOT + "/300w-originals/labels_dlib_sample.xml");
    Dataset pts = read("pts:" + ROOT + "/300w-originals");
    assertThat(xml.faces()).isNotEmpty();
    for (AnnotatedFace x : xml.faces()) {
      AnnotatedFace p =
          pts.faces().stream()
              .filter(f -> f.picture().equals(x.picture()))
              .findFirst()
              .orElseThrow();
      for (int k = 0; k < 68; k++) {
        // the XML holds the same points, rounded to whole pixels
        assertThat(x.keypoints().x(k) - p.keypoints().x(k)).isBetween(-0.51, 0.51);
        assertThat(x.keypoints().y(k) - p.keypoints().y(k)).isBetween(-0.51, 0.51);
      }
    }
  }

  @Test
  void theRebuiltAsfAgreesWithItsListOfPixels() throws IOException {
    AnnotatedFace face = read("asf:" + ROOT + "/imm58/08-3f.asf").faces().get(0);
    List<String> dat = Files.readAllLines(ROOT.resolve("imm58/08-3f.dat"));
    for (int k = 0; k < 58; k++) {
      String[] f = dat.get(k).strip().split("\\s+");
      assertThat(face.keypoints().x(k))
          .isBetween(Double.parseDouble(f[1]) - 1e-3, Double.parseDouble(f[1]) + 1e-3);
      assertThat(face.keypoints().y(k))
          .isBetween(Double.parseDouble(f[2]) - 1e-3, Double.parseDouble(f[2]) + 1e-3);
    }
  }

  @Test
  void thePointFilesWithoutPicturesSayWhatIsMissing() throws IOException {
    assertThat(read("pts:" + ROOT + "/pts-variants").size()).isEqualTo(1);
    assertThat(notes)
        .anyMatch(n -> n.contains("helen_100032540_1_no_header.pts:1: no picture"))
        .anyMatch(n -> n.endsWith("pts-variants: faces read: 1, at fault: 2"));
  }

  @Test
  void theOddPointFilesHoldSixtyEightPoints() throws IOException {
    List<Path> odd;
    try (var files = Files.list(ROOT.resolve("pts-variants"))) {
      odd = files.filter(f -> f.toString().endsWith(".pts")).toList();
    }
    assertThat(odd).isNotEmpty();
    for (Path file : odd) {
      assertThat(PtsReader.points(file).count()).describedAs("%s", file).isEqualTo(68);
    }
  }

  @Test
  void immHasFortyPersonsAndTwelve() throws IOException {
    assertThat(persons(read("asf:" + ROOT + "/imm58"))).hasSize(40);
    assertThat(persons(read("asf:" + ROOT + "/imm-frontal73"))).hasSize(12);
    assertThat(persons(read("csv:" + ROOT + "/youtube68-csv"))).hasSize(100);
  }

  @Test
  void immIsDividedIntoItsUsualSides() throws IOException {
    Split split =
        new SplitRule(SplitRule.By.PERSON, 0.2, 32, "", SplitRule.Names.TRUST)
            .apply(read("asf:" + ROOT + "/imm58"), 1);
    assertThat(List.of(split.train().size(), split.validation().size())).containsExactly(192, 48);
  }

  @Test
  void frontalFacesAreDividedByPersonThoughTheirNumbersEndBelowTheRule() throws IOException {
    Split split =
        new SplitRule(SplitRule.By.PERSON, 0.2, 32, "", SplitRule.Names.TRUST)
            .apply(read("asf:" + ROOT + "/imm-frontal73"), 1);
    assertThat(persons(split.validation()))
        .hasSize(2)
        .doesNotContainAnyElementsOf(persons(split.train()));
  }

  @Test
  void threeHundredWIsDividedWithoutAPhotographOnBothSides() throws IOException {
    Split split =
        new SplitRule(SplitRule.By.FRACTION, 0.1, 0, "", SplitRule.Names.TRUST)
            .apply(read("pts:" + ROOT + "/300w"), 7);
    assertThat(photographs(split.validation().faces()))
        .doesNotContainAnyElementsOf(photographs(split.train().faces()));
    assertThat(split.validation().size()).isBetween(224, 244);
  }
}
