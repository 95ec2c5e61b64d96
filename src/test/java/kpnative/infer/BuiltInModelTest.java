package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kpnative.crop.BoxRule;
import kpnative.image.Channels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which model is meant, of jars that hold all, one or none; folders stand for the jars. */
class BuiltInModelTest {
  private static final DetectorSpec SPEC =
      MadeDetector.spec(BoxRule.From.POINTS, Channels.GRAY, false);

  @TempDir Path jar;

  private ModelChoice choice(String property) {
    return new ModelChoice(this::resource, Optional.ofNullable(property));
  }

  private URL resource(String name) {
    Path file = jar.resolve(name.substring(1));
    try {
      return Files.exists(file) ? file.toUri().toURL() : null;
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DetectorFile read(ModelSource model) throws IOException {
    return DetectorFile.of(model.stored(), model.name());
  }

  private void ship(String... names) throws IOException {
    Path folder = Files.createDirectories(jar.resolve("kpnative/model"));
    for (String name : names) {
      MadeDetector.random(folder.resolve(name + ".safetensors"), SPEC);
      Files.writeString(
          folder.resolve(name + ".md"),
          "# Card\n\n> notice of " + name + "\n> more\n\n| terms | few |\n| NME | 3 % |\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"research", "free", "best"})
  void eachModelIsReadUnderItsName(String name) throws IOException {
    ship("research", "free", "best");
    ModelSource model = choice(null).named(name);

    assertThat(model.isPresent()).isTrue();
    assertThat(read(model).spec()).isEqualTo(SPEC);
    assertThat(read(model).name()).isEqualTo("builtin:" + name);
    assertThat(model.notice()).containsExactly("notice of " + name, "more");
    assertThat(model.card().terms()).isEqualTo("few");
    assertThat(model.card().nme()).isEqualTo("3 %");
  }

  @ParameterizedTest
  @ValueSource(strings = {"research", "free"})
  void anAbsentModelIsNamedWithItsFileAndWithWhatThereIs(String absent) throws IOException {
    String other = absent.equals("free") ? "research" : "free";
    ship(other);
    ModelSource model = choice(null).named(absent);

    assertThat(model.isPresent()).isFalse();
    assertThatThrownBy(model::stored)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no built-in model (kpnative/model/" + absent + ".safetensors")
        .hasMessageEndingWith("--weights FILE is needed, or builtin:" + other + ", which is in it");
    assertThatThrownBy(model::card).hasMessageContaining(absent + ".safetensors is not in");
    assertThatThrownBy(model::notice).hasMessageContaining(absent + ".safetensors is not in");
  }

  @Test
  void theDefaultIsOneThatIsThere() throws IOException {
    ship("free");
    assertThat(choice(null).chosen().name()).isEqualTo("builtin:free"); // as without-model builds
    ship("research");
    assertThat(choice(null).chosen().name()).isEqualTo("builtin:free");
  }

  @Test
  void withoutAnyModelTheMessageSaysWhatToPass() {
    ModelSource none = choice(null).chosen();

    assertThat(none.isPresent()).isFalse();
    assertThatThrownBy(none::stored)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no kpnative/model/free.safetensors")
        .hasMessageEndingWith("--weights FILE is needed");
    assertThatThrownBy(none::card).hasMessageContaining("no built-in model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"research", "free"})
  void thePropertyChoosesOneByName(String name) throws IOException {
    ship("research", "free");

    assertThat(choice(" " + name + " ").chosen().name()).isEqualTo("builtin:" + name);
    assertThat(choice(name).named("research").name()).isEqualTo("builtin:research");
  }

  @Test
  void noneDisablesTheModelsOfTheJarAlsoByName() throws IOException {
    ship("research", "free");

    for (ModelSource model : List.of(choice("none").chosen(), choice("none").named("free"))) {
      assertThat(model.isPresent()).isFalse();
      assertThatThrownBy(model::stored)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("--weights FILE is needed")
          .hasMessageContaining("-Dkpnative.model=none");
      assertThatThrownBy(model::card).hasMessageContaining("no card");
    }
  }

  @Test
  void thePropertyNamesAnotherFile() throws IOException {
    ship("free");
    Path own = MadeDetector.random(jar.resolve("own.safetensors"), SPEC);
    ModelSource model = choice(own.toString()).chosen();

    assertThat(read(model).name()).isEqualTo(own.toString());
    assertThat(model.notice()).singleElement().asString().contains("own.safe");
    assertThatThrownBy(model::card).hasMessageContaining("no card");
    assertThat(choice(own.toString()).named("free").isPresent()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "builtin, builtin:free",
    "builtin:research, builtin:research",
    "builtin:free, builtin:free"
  })
  void whereAPathIsExpectedAPrefixMeansAModel(String text, String name) throws IOException {
    ship("research", "free");

    assertThat(choice(null).of(text).map(ModelSource::name)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "free", "./builtin", "builtin.safetensors", "x/builtin:free"})
  void anyOtherTextIsAPath(String text) {
    assertThat(choice(null).of(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"builtin:", "builtin:none", "builtin:Free"})
  void aNameThatNoModelHasIsAnError(String text) {
    ModelChoice choice = choice(null);

    assertThatThrownBy(() -> choice.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a built-in model is one of research, free, best; got "
                + text.substring("builtin:".length()));
  }

  @ParameterizedTest
  @CsvSource({
    "'| terms | x |\n| NME | y |', begins with '> '",
    "'> notice\n| NME | y |', '| terms | '",
    "'> notice\n| terms | x |\n| NME |  |', '| NME | '"
  })
  void aCardLacksNothing(String text, String missing) {
    assertThatThrownBy(() -> ModelCard.of(text, "free.md"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("free.md: a card needs ")
        .hasMessageContaining(missing);
  }

  @Test
  void aModelWithoutItsCardIsAnError() throws IOException {
    ship("free");
    Files.delete(jar.resolve("kpnative/model/free.md"));

    assertThatThrownBy(() -> choice(null).named("free").notice())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("kpnative/model/free.md: missing");
  }
}
