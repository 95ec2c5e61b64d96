package kpnative.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.recipe.Recipes;
import org.junit.jupiter.api.Test;

/** The guide's table of recipes names all of them, each or by a pattern with their number. */
class RecipesPageTest {
  private static final Pattern NAME = Pattern.compile("`([a-z0-9/*-]+)`");
  private static final Pattern NUMBER = Pattern.compile("\\((\\d+)\\)");

  @Test
  void theGuidesTableNamesEveryRecipe() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("docs/guide/train.md")).stream()
            .dropWhile(line -> !line.startsWith("| recipes |"))
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.split("\\|")[1])
            .toList();
    assertThat(Recipes.names())
        .allSatisfy(recipe -> assertThat(rows).anyMatch(row -> isIn(recipe, row)));
    for (String row : rows) {
      Matcher number = NUMBER.matcher(row);
      if (number.find()) {
        assertThat(Recipes.names().stream().filter(recipe -> isIn(recipe, row)))
            .as(row)
            .hasSize(Integer.parseInt(number.group(1)));
      }
    }
  }

  private static boolean isIn(String recipe, String row) {
    return NAME.matcher(row)
        .results()
        .map(MatchResult::group)
        .map(name -> name.substring(1, name.length() - 1).replace("*", ".*"))
        .anyMatch(recipe::matches);
  }
}
