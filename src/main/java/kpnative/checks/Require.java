package kpnative.checks;

import org.jspecify.annotations.Nullable;

/**
 * Rejects arguments that are out of range or missing, with a message that states the expected and
 * the actual value: {@code augment.blur.p must be 0 to 1, got 1.5}. Thread-safe.
 */
public final class Require {
  private static final double LARGEST_PLAIN =
      1e15; // below it, whole doubles print as whole numbers

  private Require() {}

  /**
   * Rejects a number out of range.
   *
   * @param name of the argument or setting; the message begins with it
   * @param least the smallest allowed
   * @param most the largest allowed
   * @throws IllegalArgumentException if {@code value} is outside the range or NaN
   */
  public static void range(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) { // the negation also catches NaN
      throw outOfRange(name, plain(value), plain(least), plain(most));
    }
  }

  /** Like {@link #range(String, double, double, double)}, exact for every {@code long}. */
  public static void range(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw outOfRange(name, Long.toString(value), Long.toString(least), Long.toString(most));
    }
  }

  /**
   * Rejects a whole number that is too small.
   *
   * @throws IllegalArgumentException if {@code value} is less than {@code least}
   */
  public static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
  }

  /**
   * Rejects a missing value. Records that are deserialised from a file may lack one.
   *
   * @throws IllegalArgumentException if {@code value} is null
   */
  public static void present(String name, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
  }

  private static IllegalArgumentException outOfRange(
      String name, String value, String least, String most) {
    return new IllegalArgumentException(
        name + " must be " + least + " to " + most + ", got " + value);
  }

  /** {@return the number as text, without a decimal point if it is whole} */
  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
