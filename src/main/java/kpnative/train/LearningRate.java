package kpnative.train;

import kpnative.recipe.ScheduleSettings;

/**
 * The learning rate of each step as a function of the run's progress, times a linear warm-up that
 * reaches 1 at step {@code warmupSteps - 1}.
 *
 * <p>It has no state of its own: only the plateau schedule needs one, the {@link Plateau} that the
 * run holds, saves and passes in. Immutable and thread-safe.
 *
 * @param base the peak learning rate
 * @param schedule how it decays
 */
record LearningRate(double base, ScheduleSettings schedule) {
  /**
   * Checks the learning rate; the schedule is valid by construction.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  LearningRate {
    if (!(base >= 0 && base < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the learning rate must be 0 or more, got " + base);
    }
  }

  /**
   * {@return the learning rate of one step}
   *
   * @param step number of updates before it
   * @param epoch number of finished epochs before it
   * @param progress fraction of the run that is done, by steps or by its time budget; clamped to
   *     [0, 1]
   * @param plateau state of the plateau schedule; other schedules ignore it
   */
  double at(long step, int epoch, double progress, Plateau plateau) {
    double warmup = Math.min(1, (step + 1.0) / Math.max(1, schedule.warmupSteps()));
    double factor =
        switch (schedule.kind()) {
          case CONSTANT -> 1;
          case STEP -> {
            int reductions = epoch / schedule.every();
            yield Math.pow(schedule.gamma(), reductions);
          }
          case COSINE -> cosine(Math.max(0, Math.min(1, progress)));
          case PLATEAU -> plateau.factor();
        };
    return base * warmup * factor;
  }

  /**
   * {@return the plateau state after one more epoch}
   *
   * @param plateau the state before it
   * @param value the epoch's validation loss; NaN is no improvement
   */
  Plateau after(Plateau plateau, double value) {
    if (value < plateau.best() * (1 - Plateau.THRESHOLD)) {
      return new Plateau(value, 0, plateau.factor());
    }
    int bad = plateau.badEpochs() + 1;
    return bad
            <= schedule
                .patience() // as in PyTorch: the rate is reduced after patience + 1 bad epochs
        ? new Plateau(plateau.best(), bad, plateau.factor())
        : new Plateau(plateau.best(), 0, plateau.factor() * schedule.gamma());
  }

  /**
   * From 1 to {@code floor}, along half a cosine (Loshchilov and Hutter 2017, arXiv 1608.03983).
   */
  private double cosine(double progress) {
    double floor = schedule.floor();
    return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * progress));
  }

  /**
   * The state of the plateau schedule between epochs.
   *
   * @param best the lowest validation loss so far; before the first, the largest double, since JSON
   *     has no infinity
   * @param badEpochs epochs since the best, or since the last reduction
   * @param factor the product of all reductions so far
   */
  record Plateau(double best, int badEpochs, double factor) {
    /** The least relative improvement that counts; PyTorch's default. */
    static final double THRESHOLD = 1e-4;

    /** The state before the first epoch. */
    static final Plateau START = new Plateau(Double.MAX_VALUE, 0, 1);
  }
}
