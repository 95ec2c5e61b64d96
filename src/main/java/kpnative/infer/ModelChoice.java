package kpnative.infer;

import java.net.URL;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which of the jar's models is meant. */
final class ModelChoice {
  /*
   * The default. The rule: FREE if its NME on HELEN's test set, in the boxes of a face finder, is
   * at most 1.2 times RESEARCH's; docs/contributing/built-in-models.md says how both are measured.
   */
  private static final String DEFAULT = JarModel.FREE;

  private final Function<String, @Nullable URL> resources;
  private final Optional<String> property;

  /**
   * @param resources finds a resource by its absolute name
   * @param property the value of {@link BuiltInModel#PROPERTY}
   */
  ModelChoice(Function<String, @Nullable URL> resources, Optional<String> property) {
    this.resources = resources;
    this.property = property.map(String::strip).filter(p -> !p.isEmpty());
  }

  static ModelChoice ofJar() {
    return new ModelChoice(
        ModelChoice.class::getResource,
        Optional.ofNullable(System.getProperty(BuiltInModel.PROPERTY)));
  }

  /** {@return as {@link BuiltInModel#ofJar}} */
  ModelSource chosen() {
    if (property.isEmpty()) {
      return standard();
    }
    String chosen = property.get();
    return chosen.equals(BuiltInModel.NONE) || JarModel.NAMES.contains(chosen)
        ? named(chosen)
        : new ModelFile(chosen);
  }

  /**
   * The default, and none in its place: who got the free one by default is not to get stricter
   * terms because a file is missing.
   */
  private ModelSource standard() {
    JarModel model = new JarModel(DEFAULT, resources);
    return model.isPresent() ? model : new NoModel("this build has no " + model.weights());
  }

  /** {@return as {@link BuiltInModel#named}; a disabled one for {@code none}} */
  ModelSource named(String name) {
    boolean disabled = property.isPresent() && property.get().equals(BuiltInModel.NONE);
    if (disabled) {
      return new NoModel("-D" + BuiltInModel.PROPERTY + "=" + BuiltInModel.NONE);
    }
    if (!JarModel.NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "a built-in model is one of " + String.join(", ", JarModel.NAMES) + "; got " + name);
    }
    return new JarModel(name, resources);
  }

  /** {@return as {@link BuiltInModel#of}} */
  Optional<ModelSource> of(String weights) {
    if (weights.equals(BuiltInModel.PREFIX)) {
      return Optional.of(chosen());
    }
    String prefix = BuiltInModel.PREFIX + ":";
    return weights.startsWith(prefix)
        ? Optional.of(named(weights.substring(prefix.length())))
        : Optional.empty();
  }
}
