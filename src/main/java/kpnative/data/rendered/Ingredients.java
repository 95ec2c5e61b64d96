package kpnative.data.rendered;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which ingredients rendered faces have. All random choices are made as if all were there, so that
 * a face without one is else the same: one without hair has other lashes, one without things worn
 * the hair that they hid. Immutable.
 *
 * @param without those that are left out
 */
public record Ingredients(Set<Ingredient> without) {
  /** Nothing is left out. */
  public static final Ingredients ALL = new Ingredients(Set.of());

  /** Copies the set. */
  public Ingredients {
    EnumSet<Ingredient> copy = EnumSet.noneOf(Ingredient.class); // iterates in the enum's order
    copy.addAll(without);
    without = Collections.unmodifiableSet(copy);
  }

  /**
   * {@return all but those whose words are written, separated by commas}
   *
   * @throws IllegalArgumentException if one is no ingredient
   */
  public static Ingredients without(String words) {
    return new Ingredients(
        Arrays.stream(words.split(",", -1)).map(Ingredient::of).collect(Collectors.toSet()));
  }

  /** {@return the words of those that are left out, separated by commas} */
  public String words() {
    return without.stream().map(Ingredient::word).collect(Collectors.joining(","));
  }

  boolean has(Ingredient ingredient) {
    return !without.contains(ingredient);
  }
}
