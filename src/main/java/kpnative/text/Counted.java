package kpnative.text;

/** A number and what it counts, as people read it. */
public final class Counted {
  private Counted() {}

  /**
   * {@return {@code 1 face} or {@code 3 faces}}
   *
   * @param one the word for one thing, whose plural ends in s
   */
  public static String of(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
