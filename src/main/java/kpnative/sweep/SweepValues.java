package kpnative.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import kpnative.recipe.Recipe;
import kpnative.recipe.SettingText;
import kpnative.text.SpecMapper;

/** A recipe's value at a key, for tables that compare recipes. */
public final class SweepValues {
  /** The key for the recipe itself. */
  public static final String RECIPE = "recipe";

  private SweepValues() {}

  /**
   * {@return the value as text, a list of one element as that element; empty if the recipe has no
   * such key}
   *
   * @param key dotted, as in {@code --set}, or {@link #RECIPE} for the recipe's name
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
