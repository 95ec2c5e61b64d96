package kpnative.train;

/** The loss or the gradient norm is not finite, so the run has stopped. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainingDivergedException(String what, double value, TrainingState at, double lr) {
    super(
        "the "
            + what
            + " is "
            + value
            + " at epoch "
            + (at.epoch() + 1)
            + ", step "
            + at.step()
            + ", learning rate "
            + lr
            + ": lower train.lr, or set train.clip_norm=1, in a new run, or in this run's"
            + " config.yaml before it is resumed");
  }
}
