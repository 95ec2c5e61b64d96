package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {
  @ParameterizedTest
  @MethodSource("kpnative.train.Recipe#names")
  void everyRecipeIsReadBackFromItsOwnYaml(String name) throws IOException {
    Recipe recipe = Recipe.load(name, List.of());
    assertThat(Recipe.parse(recipe.toYaml())).isEqualTo(recipe);
  }
}
