package kpnative.sweep;

import java.util.Locale;

/**
 * Where a run of a sweep stands.
 *
 * @param kind in a word
 * @param reason why it failed, one line; else empty
 */
public record SweepState(Kind kind, String reason) {
  /** In a word. */
  public enum Kind {
    /** Not begun. */
    WAITING,
    /** A process works at it. */
    RUNNING,
    /** Interrupted; it can be resumed where it stood. */
    STOPPED,
    /** Ended with an error. */
    FAILED,
    /** Reached its end. */
    DONE;

    /** {@return the word as tables have it} */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static SweepState of(Kind kind) {
    return new SweepState(kind, "");
  }
}
