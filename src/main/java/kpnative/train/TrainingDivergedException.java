package kpnative.train;

/** The loss is no longer a number, so the run has stopped. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainingDivergedException(int epoch, long step, double lr, double loss) {
    super(
        "the loss is "
            + loss
            + " at epoch "
            + epoch
            + ", step "
            + step
            + ", learning rate "
            + lr
            + ": lower train.lr, or set train.clip_norm=1; the run can be resumed from its"
            + " last save");
  }
}
