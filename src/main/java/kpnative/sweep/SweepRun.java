package kpnative.sweep;

import java.io.IOException;
import java.util.List;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.text.SpecTree;

/**
 * One training of a sweep.
 *
 * @param label name for display, unique in the sweep: letters, digits, spaces and {@code .,_+=-}
 * @param recipe a recipe's name or file, as {@link Recipes#load} takes it
 * @param set changes to the recipe, each {@code key=value}; later ones win
 */
public record SweepRun(String label, String recipe, List<String> set) {
  /** Rejects a label that cannot be shown on a line, and copies the list. */
  public SweepRun {
    set = List.copyOf(set);
    if (!label.matches("[A-Za-z0-9][A-Za-z0-9 .,_+=-]{0,79}")) {
      throw new IllegalArgumentException(
          "label must consist of at most 80 letters, digits, spaces and .,_+=-, got '"
              + SpecTree.shortened(label)
              + "'");
    }
  }

  /**
   * {@return the recipe with the changes applied}
   *
   * @throws IllegalArgumentException as {@link Recipes#load}
   * @throws IOException if a recipe's file cannot be read
   */
  public Recipe load() throws IOException {
    return Recipes.load(recipe, set);
  }
}
