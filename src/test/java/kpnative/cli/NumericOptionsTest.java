package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kpnative.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Every option that is a number, in every command, as picocli knows them, at odd values. */
class NumericOptionsTest {
  private static final List<String> ODD =
      List.of(
          "", "x", "-1", "NaN", "Infinity", "1e400", "2147483648", "9223372036854775808", "0x1");

  /** The options that have a meaning below zero, and where their range begins. */
  private static final Map<String, Double> BELOW_ZERO =
      Map.of("predict --chip-margin", -0.25); // cuts into the face

  /** One option of a command. */
  record Numeric(String command, OptionSpec option) {
    @Override
    public String toString() {
      return command + " " + option.longestName();
    }
  }

  static List<Numeric> numbers() {
    return options().filter(n -> isNumber(n.option.type())).toList();
  }

  static List<Numeric> boxes() {
    return options().filter(n -> n.option.type() == Box.class).toList();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void aNumberHasARange(Numeric numeric) {
    Within range = ((Field) numeric.option.userObject()).getAnnotation(Within.class);

    assertThat(range).as("@Within of %s", numeric).isNotNull();
    double least = BELOW_ZERO.getOrDefault(numeric.toString(), 0.0);
    if (least < 0) {
      assertThat(range.least()).isEqualTo(least);
    }
    assertThat(range.least()).isGreaterThanOrEqualTo(least).isLessThan(range.most());
    assertThat(range.most()).isLessThanOrEqualTo(1e6);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void anOddNumberIsRefusedInOneLineThatNamesTheOption(Numeric numeric) {
    for (String odd : ODD) {
      assertRefused(numeric, odd);
    }
    Within range = ((Field) numeric.option.userObject()).getAnnotation(Within.class);
    Class<?> type = numeric.option.type();
    boolean whole = type == int.class || type == Integer.class;
    assertRefused(numeric, justOutside(range.least(), whole, -1));
    assertRefused(numeric, justOutside(range.most(), whole, 1));
  }

  @ParameterizedTest
  @MethodSource("boxes")
  void anOddBoxIsRefusedInOneLineThatNamesTheOption(Numeric numeric) {
    for (String odd : List.of("", "1,2,3", "1,2,3,4,5", "0,0,1e9,1e9", "0,0,0,5", "0,0,5,-5")) {
      assertRefused(numeric, odd);
    }
    for (int i = 0; i < 4; i++) {
      for (String odd : List.of("", "x", "NaN", "Infinity", "-Infinity", "1e400", "1e9", "-1e9")) {
        String[] sides = {"1", "2", "30", "40"};
        sides[i] = odd;
        assertRefused(numeric, String.join(",", sides));
      }
    }
  }

  /** {@return the first number below or above a range's end} */
  private static String justOutside(double end, boolean whole, int direction) {
    if (whole) {
      return Long.toString((long) (direction < 0 ? Math.ceil(end) : Math.floor(end)) + direction);
    }
    return Double.toString(direction < 0 ? Math.nextDown(end) : Math.nextUp(end));
  }

  @Test
  void theOptionsBelowZeroExist() {
    assertThat(numbers()).extracting(Numeric::toString).containsAll(BELOW_ZERO.keySet());
  }

  private static void assertRefused(Numeric numeric, String value) {
    List<String> words = new ArrayList<>(List.of(numeric.command.split(" ")));
    CommandSpec spec = numeric.option.command();
    for (OptionSpec other : spec.options()) {
      if (other.required() && !other.equals(numeric.option)) {
        words.addAll(List.of(other.longestName(), "x"));
      }
    }
    words.add(numeric.option.longestName() + "=" + value);
    for (PositionalParamSpec positional : spec.positionalParameters()) {
      for (int n = 0; n < positional.arity().min(); n++) {
        words.add("x");
      }
    }
    CommandRun run = CommandRun.of(words.toArray());

    assertThat(run.exit()).as("%s: %s", words, run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).as("%s", words).contains(numeric.option.longestName()).hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }

  private static boolean isNumber(Class<?> type) {
    // a long is a seed, of which every value is as good as another
    return List.of(int.class, Integer.class, double.class, Double.class).contains(type);
  }

  private static Stream<Numeric> options() {
    return Main.commandLine().getSubcommands().values().stream().flatMap(NumericOptionsTest::of);
  }

  private static Stream<Numeric> of(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName().replaceFirst("^kp-native ", "");
    return Stream.concat(
        command.getCommandSpec().options().stream().map(option -> new Numeric(name, option)),
        command.getSubcommands().values().stream().flatMap(NumericOptionsTest::of));
  }
}
