package examples;

import java.util.Arrays;
import java.util.Locale;

/** What stands on the command line of an example. */
final class Arguments {
  private Arguments() {}

  /**
   * {@return numbers that stand one after another}
   *
   * @param first the index of the first one
   * @throws IllegalArgumentException if there are fewer, or one is none
   */
  static double[] numbers(String[] args, int first, int count) {
    if (args.length < first + count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "expected %d arguments, got %s", first + count, Arrays.toString(args)));
    }
    return Arrays.stream(args, first, first + count).mapToDouble(Double::parseDouble).toArray();
  }

  /**
   * {@return the number behind {@code name}, or another where it is not given}
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  static double option(String[] args, String name, double otherwise) {
    int at = Arrays.asList(args).indexOf(name);
    double value = at < 0 ? otherwise : numbers(args, at + 1, 1)[0];
    if (!(value > 0)) { // the negation also catches NaN
      throw new IllegalArgumentException(name + " must be above 0, got " + value);
    }
    return value;
  }
}
