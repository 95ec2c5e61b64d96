package kpnative.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import kpnative.recipe.Recipe;
import kpnative.recipe.SettingText;
import kpnative.text.SpecMapper;

/** What a recipe has at a key, for tables in which recipes are compared. */
public final class SweepValues {
  /** The key that stands for the recipe itself. */
  public static final String RECIPE = "recipe";

  private SweepValues() {}

  /**
   * {@return the value as text: a list of one as its part}
   *
   * @param key dotted, as in {@code --set}, or {@link #RECIPE} for the recipe's name; an empty text
   *     where the recipe has no such key
   */
  public static String of(Recipe recipe, String key) {
    if (key.equals(RECIPE)) {
      return recipe.name();
    }
    JsonNode node = SpecMapper.toTree(recipe);
    for (String step : key.split("\\.")) {
      node = node.path(step);
    }
    return node.isMissingNode() ? "" : SettingText.shown(node);
  }
}
