package kpnative.train;

/** A loss or gradient is no longer a number, so the run has stopped. */
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
            + ": lower train.lr, or set train.clip_norm=1; the run can be resumed from its last"
            + " save");
  }
}
