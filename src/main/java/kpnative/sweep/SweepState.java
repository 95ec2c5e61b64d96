package kpnative.sweep;

import java.util.Locale;

/**
 * The state of a run in a sweep.
 *
 * @param kind the kind of state
 * @param reason why the run failed, one line; empty in all other states
 */
public record SweepState(Kind kind, String reason) {
  /** The kinds of state. */
  public enum Kind {
    /** Not started. */
    WAITING,
    /** A process is training it. */
    RUNNING,
    /** Interrupted; it can be resumed. */
    STOPPED,
    /** Ended with an error. */
    FAILED,
    /** Finished. */
    DONE;

    /** {@return the name as tables show it, in lower case} */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static SweepState of(Kind kind) {
    return new SweepState(kind, "");
  }
}
