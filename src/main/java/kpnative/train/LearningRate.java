package kpnative.train;

import kpnative.recipe.ScheduleSettings;

/**
 * The learning rate of every step, as a function of where the run stands; times a linear warm-up,
 * which reaches 1 at step {@code warmupSteps - 1}.
 *
 * <p>It keeps nothing itself: only the plateau schedule has a memory, and that is the {@link
 * Plateau} that the run holds, saves and passes in. Immutable, so thread-safe.
 *
 * @param base the rate at full height
 * @param schedule how it falls
 */
record LearningRate(double base, ScheduleSettings schedule) {
  /**
   * Checks the rate; the schedule has checked itself.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  LearningRate {
    if (!(base >= 0 && base < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the learning rate must be 0 or more, got " + base);
    }
  }

  /**
   * {@return the rate of one step}
   *
   * @param step updates done before it, from 0
   * @param epoch epochs ended before it, from 0
   * @param progress how much of the run is done, by epochs or by its time budget; clamped to 0..1
   * @param plateau the memory of the plateau schedule; other kinds ignore it
   */
  double at(long step, int epoch, double progress, Plateau plateau) {
    double warmup = Math.min(1, (step + 1.0) / Math.max(1, schedule.warmupSteps()));
    double height =
        switch (schedule.kind()) {
          case CONSTANT -> 1;
          case STEP -> {
            int falls = epoch / schedule.every();
            yield Math.pow(schedule.gamma(), falls);
          }
          case COSINE -> cosine(Math.max(0, Math.min(1, progress)));
          case PLATEAU -> plateau.factor();
        };
    return base * warmup * height;
  }

  /**
   * {@return the memory after one more epoch}
   *
   * @param plateau the memory before it
   * @param value what the epoch's validation measured, smaller is better; NaN is no improvement
   */
  Plateau after(Plateau plateau, double value) {
    if (value < plateau.best() * (1 - Plateau.THRESHOLD)) {
      return new Plateau(value, 0, plateau.factor());
    }
    int bad = plateau.badEpochs() + 1;
    return bad <= schedule.patience() // as PyTorch counts: so many bad epochs are forgiven
        ? new Plateau(plateau.best(), bad, plateau.factor())
        : new Plateau(plateau.best(), 0, plateau.factor() * schedule.gamma());
  }

  /** From 1 to {@code floor}, by half a wave (Loshchilov and Hutter 2017, arXiv 1608.03983). */
  private double cosine(double progress) {
    double floor = schedule.floor();
    return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * progress));
  }

  /**
   * What the plateau schedule remembers between epochs.
   *
   * @param best the smallest value so far; before the first the largest double, since JSON has no
   *     infinity
   * @param badEpochs epochs since it, or since the last fall of the rate
   * @param factor what the base rate has been multiplied by
   */
  record Plateau(double best, int badEpochs, double factor) {
    /** An improvement by less than this share is none; PyTorch's default. */
    static final double THRESHOLD = 1e-4;

    /** Before the first epoch. */
    static final Plateau START = new Plateau(Double.MAX_VALUE, 0, 1);
  }
}
