package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kpnative.crop.BoxRule;
import kpnative.image.Channels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses folders instead of the jar, and the model in the jar if this build has one. */
class BuiltInModelTest {
  private static final DetectorSpec SPEC =
      MadeDetector.spec(BoxRule.From.POINTS, Channels.GRAY, false);

  @TempDir Path jar;

  private BuiltInModel model(String chosen) {
    return new BuiltInModel(this::resource, Optional.ofNullable(chosen));
  }

  private URL resource(String name) {
    Path file = jar.resolve(name.substring(1));
    try {
      return Files.exists(file) ? file.toUri().toURL() : null;
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void ship() throws IOException {
    Path folder = Files.createDirectories(jar.resolve("kpnative/model"));
    MadeDetector.random(folder.resolve("face68.safetensors"), SPEC);
    Files.writeString(folder.resolve("CARD.md"), "# Card\n\n> first\n> second\n\nmore\n");
  }

  @Test
  void theModelInTheJarIsRead() throws IOException {
    ship();

    assertThat(model(null).read().spec()).isEqualTo(SPEC);
  }

  @Test
  void withoutAModelTheMessageSaysWhatToPass() {
    assertThatThrownBy(() -> model(null).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--weights FILE is needed")
        .hasMessageContaining("made without it");
  }

  @Test
  void noneDisablesTheModelInTheJar() throws IOException {
    ship();

    assertThatThrownBy(() -> model("none").read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--weights FILE is needed")
        .hasMessageContaining("-Dkpnative.model=none");
    assertThat(model("none").isPresent()).isFalse();
  }

  @Test
  void thePropertyNamesAnotherFile() throws IOException {
    Path own = MadeDetector.random(jar.resolve("own.safetensors"), SPEC);

    assertThat(model(own.toString()).read().name()).isEqualTo(own.toString());
    assertThat(model(own.toString()).notice()).singleElement().asString().contains("own.safe");
  }

  @Test
  void theNoticeIsTheCardsQuotedLines() throws IOException {
    ship();

    assertThat(model(null).notice()).containsExactly("first", "second");
    assertThat(model(null).card()).startsWith("# Card").endsWith("more\n");
  }

  @Test
  void noneHasNoCard() throws IOException {
    ship();

    assertThatThrownBy(() -> model("none").card())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no card");
  }

  @Test
  void aModelInTheJarHasACardWithItsTermsInOneLine() throws IOException {
    BuiltInModel model = new BuiltInModel(BuiltInModel.class::getResource, Optional.empty());
    assumeTrue(model.isPresent(), "a build without a model");

    assertThat(model.notice()).singleElement().asString().contains("research use only");
    assertThat(model.card()).contains("## Measured", "## Its limits");
  }

  @Test
  void aModelInTheJarFinds68PointsAndIsSmall() throws IOException {
    BuiltInModel model = new BuiltInModel(BuiltInModel.class::getResource, Optional.empty());
    assumeTrue(model.isPresent(), "a build without a model");
    DetectorFile read = model.read();

    assertThat(read.spec().keypoints()).hasSize(68);
    assertThat(read.confidence()).isPresent();
    try (var in = BuiltInModel.class.getResourceAsStream("/kpnative/model/face68.safetensors")) {
      assertThat(in.readAllBytes()).hasSizeLessThanOrEqualTo(4 << 20);
    }
  }
}
