package kpnative.train;

import java.io.IOException;

/**
 * Where a training's time went, epoch by epoch: into the run's {@code profile.csv}, and to a
 * listener that asks for it. For one thread. Borrows the clock.
 */
final class ProfileRecorder {
  private final PhaseClock clock;
  private final Run run;
  private final TrainingListener listener;
  private StepProfile total = StepProfile.NONE;

  ProfileRecorder(PhaseClock clock, Run run, TrainingListener listener) {
    this.clock = clock;
    this.run = run;
    this.listener = listener;
  }

  /** Begins anew: what was before does not count. */
  void start() {
    clock.take();
    total = StepProfile.NONE;
  }

  /**
   * Records the time since {@link #start} or the epoch before.
   *
   * @param steps that were done in it
   * @param epoch counted from 1
   * @param whole false if the epoch was stopped
   * @throws IOException if the file cannot be written
   */
  void endEpoch(long steps, int epoch, boolean whole) throws IOException {
    StepProfile latest = new StepProfile(steps, clock.take());
    total = total.plus(latest);
    run.append(latest, epoch);
    note(latest, whole ? "epoch " + epoch : "the stopped epoch");
  }

  /** Notes the sum of all epochs since {@link #start}. */
  void end() {
    note(total, "the training");
  }

  /** {@return the sum of all epochs since {@link #start}} */
  StepProfile total() {
    return total;
  }

  private void note(StepProfile profile, String of) {
    if (listener.profiles()) {
      profile.table(of).forEach(listener::note);
    }
  }
}
