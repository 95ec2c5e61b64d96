package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models and cards of this build, whatever it holds. */
class ShippedModelsTest {
  private static final Path SOURCES = Path.of("src/main/resources/kpnative/model");

  /** What a card of a model that is not trained yet says instead of numbers. */
  private static final String[] OPEN = {"not measured yet", "to confirm"};

  private static BuiltInModel model(String name) {
    return new ModelChoice(BuiltInModel.class::getResource, Optional.empty()).named(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"research", "free"})
  void aModelThatIsHereFinds68PointsAndIsSmallAndOneThatIsNotIsNamed(String name)
      throws IOException {
    BuiltInModel model = model(name);
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
      assertThat(in.readAllBytes()).hasSizeLessThanOrEqualTo(4 << 20);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "research, research use only, research only",
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
  @ValueSource(strings = {"research", "free"})
  void theCardOfAModelThatIsHereLeavesNothingOpen(String name) throws IOException {
    String card = Files.readString(SOURCES.resolve(name + ".md"));

    if (Files.exists(SOURCES.resolve(name + ".safetensors"))) {
      assertThat(card).doesNotContain(OPEN);
      assertThat(ModelCard.of(card, name).nme()).containsPattern("\\d+\\.\\d\\d %");
    } else {
      assertThat(card).contains(OPEN);
    }
  }

  @Test
  void theFreeModelsCardHasTheNoticeThatThe3dModelAsksFor() throws IOException {
    String notice = Files.readString(Path.of("src/build/licences/ICT-FaceKit.txt")).strip();

    assertThat(notice).contains("MIT License", "2020 USC Institute for Creative Technologies");
    assertThat(Files.readString(SOURCES.resolve("free.md"))).contains(notice);
  }
}
