package kpnative.train;

import java.io.IOException;

/**
 * Records where a training's time goes, epoch by epoch, in the run's {@code profile.csv}, and notes
 * it to a listener that asks for profiles. Not thread-safe. Borrows the clock.
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

  /** Starts over: earlier time does not count. */
  void start() {
    clock.take();
    total = StepProfile.NONE;
  }

  /**
   * Records the time since {@link #start} or the epoch before.
   *
   * @param steps optimiser updates in the epoch
   * @param epoch counted from 1
   * @param whole false if the epoch was stopped before its end
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
