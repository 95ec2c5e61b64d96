package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models and cards of this build, whatever it holds. */
class ShippedModelsTest {
  private static final Path SOURCES = Path.of("src/main/resources/kpnative/model");

  /** What cards and pages say of a model as long as it is not trained. */
  private static final String[] OPEN = {
    "not measured yet", "to confirm", "not in the repository yet"
  };

  private static final List<Path> PAGES =
      List.of(
          SOURCES.resolve("free.md"),
          Path.of("README.md"),
          Path.of("CHANGELOG.md"),
          Path.of("docs/guide/predict.md"));

  @ParameterizedTest
  @ValueSource(strings = {"research", "free", "best"})
  void aModelThatIsHereFinds68PointsAndIsSmallAndOneThatIsNotIsNamed(String name)
      throws IOException {
    BuiltInModel model = BuiltInModel.named(name);
    String resource = "kpnative/model/" + name + ".safetensors";
    if (!model.isPresent()) {
      assertThatThrownBy(model::read).hasMessageContaining(resource + " is not in this build");
      return;
    }
    DetectorFile read = model.read();

    assertThat(read.spec().keypoints()).hasSize(68);
    assertThat(read.spec().recipe()).startsWith("face68/");
    assertThat(read.spec().version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(read.confidence()).isPresent();
    assertThat(model.stored().tensors().values())
        .as("half precision")
        .allMatch(t -> t.dtype().bytes() == 2);
    try (var in = BuiltInModel.class.getResourceAsStream("/" + resource)) {
      assertThat(in.readAllBytes()).hasSizeLessThanOrEqualTo(8 << 20);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "research, research use only, research only",
    "best, research use only, research only",
    "free, USC Institute for Creative Technologies, commercial use allowed"
  })
  void aCardStatesItsTermsInOneLineAndInAFewWords(String name, String notice, String terms)
      throws IOException {
    ModelCard card = ModelCard.of(Files.readString(SOURCES.resolve(name + ".md")), name);

    assertThat(card.notice())
        .singleElement()
        .asString()
        .startsWith("Built-in model: " + name + ", 68 keypoints, ")
        .contains(notice, "kp-native model " + name);
    assertThat(card.terms()).contains(terms);
    assertThat(card.text()).contains("may I use it at work?", "## Measured", "## Its limits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"research", "free", "best"})
  void theCardOfAModelThatIsHereStatesAnError(String name) throws IOException {
    String card = Files.readString(SOURCES.resolve(name + ".md"));

    boolean here = Files.exists(SOURCES.resolve(name + ".safetensors"));
    assertThat(ModelCard.of(card, name).nme())
        .containsPattern(here ? "^\\d+\\.\\d\\d %" : "^not measured yet");
  }

  @Test
  void cardsAndPagesSayThatAModelIsMissingAsLongAsItIs() throws IOException {
    boolean here = Files.exists(SOURCES.resolve("free.safetensors"));
    for (Path page : PAGES) {
      String text = Files.readString(page);
      assertThat(Stream.of(OPEN).anyMatch(text::contains)).as(page.toString()).isNotEqualTo(here);
    }
  }

  @Test
  void theFreeModelsCardHasTheNoticeThatThe3dModelAsksFor() throws IOException {
    String notice = Files.readString(Path.of("src/build/licences/ICT-FaceKit.txt")).strip();

    assertThat(notice).contains("MIT License", "2020 USC Institute for Creative Technologies");
    assertThat(Files.readString(SOURCES.resolve("free.md"))).contains(notice);
  }
}
