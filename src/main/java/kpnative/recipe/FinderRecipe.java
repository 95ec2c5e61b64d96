package kpnative.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kpnative.finder.FinderShape;
import kpnative.text.SpecTree;
import kpnative.text.SpecYaml;

/**
 * All settings of a face finder's training but the scenes and the machine.
 *
 * @param network widths and depths of the layers
 * @param input what the network sees in training
 * @param loss which cells learn a face, and what is minimised
 * @param augment how a sample is drawn from a scene
 * @param train how it is trained
 */
public record FinderRecipe(
    FinderShape network,
    FinderInput input,
    FinderLossSettings loss,
    SceneChangeSettings augment,
    FinderTrainSettings train) {
  private static final String DEFAULTS = "/kpnative/finder/recipe.yaml";

  /**
   * {@return the built-in recipe with {@code sets} applied}
   *
   * @param sets each {@code key.key=value}, the value in YAML; later ones win
   * @throws IllegalArgumentException if a key or a value is invalid
   */
  public static FinderRecipe load(List<String> sets) {
    SpecTree tree = defaults();
    for (String set : sets) {
      tree.merge(SpecTree.ofSet(set));
    }
    return tree.as(FinderRecipe.class);
  }

  /**
   * {@return the recipe that {@link #toYaml} wrote}
   *
   * @param source name of the text in messages, for example a file
   * @throws IllegalArgumentException as {@link #load}
   */
  public static FinderRecipe parse(String yaml, String source) {
    SpecTree tree = defaults();
    tree.merge(SpecTree.read(yaml, source));
    return tree.as(FinderRecipe.class);
  }

  /** {@return the whole recipe as YAML} */
  public String toYaml() {
    return SpecYaml.write(this);
  }

  private static SpecTree defaults() {
    try (InputStream in = FinderRecipe.class.getResourceAsStream(DEFAULTS)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + DEFAULTS);
      }
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SpecTree.read(yaml, "finder's recipe");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
