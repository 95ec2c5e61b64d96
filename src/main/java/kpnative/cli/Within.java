package kpnative.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Field;
import java.util.Locale;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The range of an option's number. Every option that is a number has one. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Within {
  /** {@return the least value} */
  double least();

  /** {@return the largest value, finite} */
  double most();

  /** Checks the options of a command line before its command runs. */
  final class Check {
    private Check() {}

    /** Throws for the first number outside its range. */
    static void all(ParseResult parsed) {
      for (OptionSpec option : parsed.matchedOptions()) {
        Within range =
            option.userObject() instanceof Field field ? field.getAnnotation(Within.class) : null;
        if (range != null
            && option.getValue() instanceof Number number
            && !(number.doubleValue() >= range.least() && number.doubleValue() <= range.most())) {
          throw new ParameterException(
              parsed.commandSpec().commandLine(),
              String.format(
                  Locale.ROOT,
                  "Invalid value for option '%s' (%s): must be %s to %s, got %s",
                  option.longestName(),
                  option.paramLabel(),
                  plain(range.least()),
                  plain(range.most()),
                  number));
        }
      }
    }

    private static String plain(double value) {
      return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
  }
}
