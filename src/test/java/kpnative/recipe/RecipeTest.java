package kpnative.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kpnative.keypoints.KeypointSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {
  @ParameterizedTest
  @MethodSource("kpnative.recipe.Recipes#names")
  void aRecipeIsReadBackFromItsOwnYaml(String name) throws IOException {
    Recipe recipe = Recipes.load(name, List.of());
    assertThat(Recipes.parse(recipe.toYaml())).isEqualTo(recipe);
  }

  @ParameterizedTest
  @MethodSource("kpnative.recipe.Recipes#names")
  void aRecipeIsNamedAsItsFile(String name) throws IOException {
    Recipe recipe = Recipes.load(name, List.of());
    assertThat(recipe.name()).isEqualTo(name);
    assertThat(recipe.description()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("kpnative.recipe.Recipes#names")
  void aRecipesKeypointsAreInItsSchema(String name) throws IOException {
    Recipe recipe = Recipes.load(name, List.of());
    KeypointSchema schema =
        Stream.of(KeypointSchema.IMM58, KeypointSchema.IBUG68)
            .filter(s -> s.name().equals(recipe.schema()))
            .findFirst()
            .orElseThrow();
    assertThat(recipe.keypointIndices(schema))
        .hasSize(name.startsWith("nose/") ? 1 : schema.count());
  }

  @Test
  void theListOfNamesIsThatOfTheFiles() throws IOException, URISyntaxException {
    URL index = Objects.requireNonNull(Recipe.class.getResource("/kpnative/recipes/index.txt"));
    Path folder = Objects.requireNonNull(Path.of(index.toURI()).getParent());
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(f -> folder.relativize(f).toString().replace('\\', '/'))
              .filter(f -> f.endsWith(".yaml") && !f.equals("defaults.yaml"))
              .map(f -> f.replaceFirst("\\.yaml$", ""))
              .toList();
      assertThat(Recipes.names()).containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void textThatLooksLikeSomethingElseIsReadBack() throws IOException {
    for (String text :
        List.of("", "1e-3", "true", "null", "~", "a: b # c", "'\"", "- x", "1\n2", "0x1f", "!t")) {
      Recipe recipe = withDescription(text);
      assertThat(Recipes.parse(recipe.toYaml())).isEqualTo(recipe);
    }
  }

  @Test
  void theNoseTipIsFoundInEverySchema() throws IOException {
    Recipe nose = Recipes.load("nose/conv2", List.of());
    assertThat(nose.keypointIndices(KeypointSchema.IMM58)).containsExactly(52);
    assertThat(nose.keypointIndices(KeypointSchema.IBUG68)).containsExactly(30);
    assertThat(nose.keypointIndices(KeypointSchema.IMM_FRONTAL73)).containsExactly(45);
  }

  @Test
  void allKeypointsAreThoseOfTheData() throws IOException {
    Recipe deep = Recipes.load("face58/deep6", List.of());
    assertThat(deep.keypointIndices(KeypointSchema.ofCount(68))).hasSize(68).contains(0, 67);
    assertThat(deep.keypointIndices(KeypointSchema.ofCount(5))).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void severalGroupsAreJoinedInAscendingOrderWithoutDoubles() throws IOException {
    Recipe r = Recipes.load("nose/conv2", List.of("keypoints=[nose_tip, nose, jaw]"));
    assertThat(r.keypointIndices(KeypointSchema.IMM58))
        .startsWith(0, 1, 2)
        .endsWith(56, 57)
        .hasSize(13 + 11);
  }

  @Test
  void pointsAreChosenByNamesIndicesAndRanges() throws IOException {
    Recipe r = Recipes.load("nose/conv2", List.of("keypoints=[nose_tip, jaw_2, '36-38', '47']"));
    assertThat(r.keypointIndices(KeypointSchema.IBUG68)).containsExactly(2, 30, 36, 37, 38, 47);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> r.keypointIndices(KeypointSchema.ofCount(5)));
  }

  @Test
  void aMissingGroupIsReportedWithTheGroupsOfTheSchema() throws IOException {
    Recipe r = Recipes.load("nose/conv2", List.of("keypoints=[left_pupil]"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> r.keypointIndices(KeypointSchema.IMM58))
        .withMessageContaining("imm58 (58 points) has no group 'left_pupil'; it has [jaw, ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> r.keypointIndices(KeypointSchema.ofCount(5)))
        .withMessageContaining("points-5 (5 points) has no group 'left_pupil'; it has none");
  }

  private static Recipe withDescription(String text) throws IOException {
    Recipe r = Recipes.load("face68/quick", List.of());
    return new Recipe(
        r.name(),
        text,
        r.schema(),
        r.keypoints(),
        r.input(),
        r.box(),
        r.data(),
        r.augment(),
        r.codec(),
        r.network(),
        r.loss(),
        r.train());
  }

  @Test
  void aPointThatIsNamedTwiceIsLearnedOnce() throws IOException {
    Recipe recipe = Recipes.load("face68/quick", List.of("keypoints=['0', '0', '3-4', '4']"));
    assertThat(recipe.keypointIndices(KeypointSchema.IBUG68)).containsExactly(0, 3, 4);
  }
}
