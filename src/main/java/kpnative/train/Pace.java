package kpnative.train;

/**
 * How fast a parameter learns, and from when on.
 *
 * @param factor on the step's learning rate, 0 or more
 * @param from the fraction of the training from which on it is trained; 0 for all of it
 */
record Pace(double factor, double from) {
  /** At the learning rate, from the first step on. */
  static final Pace ALWAYS = new Pace(1, 0);

  /** {@return whether a step at this progress updates the parameter} */
  boolean isDue(double progress) {
    return progress >= from;
  }
}
