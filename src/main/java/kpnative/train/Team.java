package kpnative.train;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import kpnative.data.Split;
import kpnative.natives.Device;
import kpnative.parallel.WorkerPlace;
import kpnative.parallel.Workers;
import kpnative.recipe.Recipe;

/** What a training must be for several workers to do it together. */
final class Team {
  private static final double MILLIS = 1000;

  private Team() {}

  /**
   * Checks what one worker can see alone.
   *
   * @throws IllegalArgumentException if several workers cannot train so
   */
  static void check(Recipe recipe, Optional<WorkerPlace> place) {
    if (place.isEmpty()) {
      return;
    }
    int size = place.get().size();
    if (recipe.train().batch() < size) {
      throw new IllegalArgumentException(
          "train.batch must be at least the number of workers, "
              + size
              + ", got "
              + recipe.train().batch());
    }
    if (!recipe.train().teacher().from().isEmpty()) {
      throw new IllegalArgumentException(
          "a training with teachers is for one process: leave out --nproc, or --teacher");
    }
    if (recipe.data().unreadable(note -> {}).areLeftOut()) {
      throw new IllegalArgumentException(
          "data.on_error=skip is for one worker: others would not know which faces are left out;"
              + " check --data says which cannot be read");
    }
  }

  /**
   * {@return the device that a worker trains on: of several workers on GPUs, the one that is
   * LOCAL_RANK after the given one}
   *
   * @param environment that LOCAL_RANK is read from
   * @throws IllegalArgumentException if there is no such GPU, or no LOCAL_RANK
   */
  static Device device(Device given, Optional<WorkerPlace> place, Map<String, String> environment) {
    if (place.isEmpty() || given.equals(Device.CPU)) {
      return given;
    }
    return Device.parse("cuda:" + (given.index() + WorkerPlace.local(environment)));
  }

  /** {@return how long a worker waits for another} */
  static Duration limit(Recipe recipe) {
    return Duration.ofMillis(Math.round(recipe.train().collectiveTimeout() * MILLIS));
  }

  /**
   * Checks that all workers train the same recipe on the same faces; a collective.
   *
   * @throws IllegalArgumentException in all of them, if not
   */
  static void requireSame(Workers workers, Recipe recipe, Split split) {
    workers.requireSame("their recipe", recipe.toYaml());
    workers.requireSame(
        "their data", split.train().fingerprint() + " " + split.validation().fingerprint());
  }
}
