package kpnative.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.NetworkGraph;
import kpnative.train.TinyTraining;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "conv1.weight, conv1.weight, true",
    "conv1.*, conv1.weight, true",
    "conv1.*, conv10.weight, false",
    "conv1.*, layer1.conv1.weight, false",
    "*, anything.at.all, true",
    "*bn?.weight, layer1.0.bn2.weight, true",
    "*bn?.weight, layer1.0.bn22.weight, false",
    "'layer[123].*', layer3.1.conv2.weight, true",
    "'layer[123].*', layer4.1.conv2.weight, false",
    "'layer[1-3].*', layer2.0.bn1.bias, true",
    "'layer[1-3].*', layer4.0.bn1.bias, false",
    "a*b*c, aXbXbXc, true",
    "a*b*c, aXbXbX, false",
    "fc*, fc, true",
    "f., fc, false"
  })
  void aPatternMatchesNamesAsAGlob(String pattern, String name, boolean fits) {
    assertThat(new NamePattern(pattern).matches(name)).isEqualTo(fits);
  }

  @Test
  void manyStarsTakeAtMostTheProductOfBothLengths() {
    String pattern = "*a".repeat(90);
    String name = "a".repeat(89) + "b";
    int[] looks = {0};
    CharSequence counted =
        new CharSequence() {
          @Override
          public int length() {
            return name.length();
          }

          @Override
          public char charAt(int index) {
            looks[0]++;
            assertThat(looks[0]).isLessThanOrEqualTo(pattern.length() * name.length());
            return name.charAt(index);
          }

          @Override
          public CharSequence subSequence(int start, int end) {
            return name.subSequence(start, end);
          }
        };

    assertThat(new NamePattern(pattern).matches(counted)).isFalse();
    assertThat(looks[0]).isPositive();
  }

  @Test
  void anUnclosedBracketIsRefused() {
    assertThatThrownBy(() -> new NamePattern("layer[12"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'layer[12' has an unclosed [");
  }

  @Test
  void aPatternThatMatchesNothingIsReportedWithTheNearestName() {
    assertThatThrownBy(() -> TinyTraining.recipe("train.freeze=['convv1.*']"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--set train.freeze=['convv1.*']: train.freeze: 'convv1.*' matches no parameter of"
                + " the network: did you mean 'conv1.*'?");
  }

  @Test
  void aPatternFarFromAnyNameIsReportedWithTheNamesPrefixes() {
    assertThatThrownBy(
            () -> TinyTraining.recipe("train.rates=[{names: 'stem_of_it.*', factor: 2}]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parameter names begin with conv1, bn1, conv2");
  }

  @Test
  void aRecipeThatFreezesEveryParameterIsRefused() {
    assertThatThrownBy(() -> TinyTraining.recipe("train.freeze=['*']"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("train.freeze must leave something to train, got [*]");
  }

  @Test
  void patternsAndFactorsAreWrittenAndReadAgain() throws IOException {
    Recipe recipe =
        TinyTraining.recipe(
            "train.freeze=['conv1.*']", "train.rates=[{names: 'fc1*', factor: 10}]");
    assertThat(Recipes.parse(recipe.toYaml())).isEqualTo(recipe);
    NetworkGraph graph = recipe.graph(KeypointSchema.IBUG68);
    assertThat(recipe.train().rate(graph, "fc1.weight")).isEqualTo(10);
    assertThat(recipe.train().rate(graph, "conv2.weight")).isEqualTo(1);
  }
}
