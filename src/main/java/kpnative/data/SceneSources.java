package kpnative.data;

/** Makes the sources of a training's scenes. */
public interface SceneSources {
  /** {@return the scenes to learn} */
  SceneSource training(long seed);

  /** {@return scenes that are not among those to learn, to measure with} */
  SceneSource validation(long seed);

  /** Makes a source for a seed. */
  @FunctionalInterface
  interface Seeded {
    /** {@return the source} */
    SceneSource of(long seed);
  }

  /** {@return sources whose scenes differ wherever their seeds do} */
  static SceneSources of(Seeded source) {
    long other = 0x76616c69; // any number: the seeds must differ
    return new SceneSources() {
      @Override
      public SceneSource training(long seed) {
        return source.of(seed);
      }

      @Override
      public SceneSource validation(long seed) {
        return source.of(seed ^ other);
      }
    };
  }
}
