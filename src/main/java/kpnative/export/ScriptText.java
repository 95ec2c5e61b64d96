package kpnative.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Builds the body of a TorchScript function. Not thread-safe. */
final class ScriptText {
  private final StringBuilder lines = new StringBuilder();
  private int variables;

  /** Adds a call of a LibTorch operator; returns the variable that holds its result. */
  String call(String operator, Object... arguments) {
    String variable = "v" + variables++;
    String list = Arrays.stream(arguments).map(ScriptText::text).collect(Collectors.joining(", "));
    lines.append(
        String.format(Locale.ROOT, "    %s = torch.%s(%s)%n", variable, operator, list)
            .replace("\r", ""));
    return variable;
  }

  /**
   * {@return the variable with a vector of numbers}
   *
   * @param like a variable whose type and device the vector gets
   */
  String numbers(List<Double> values, String like) {
    return call(
        "tensor",
        values,
        "dtype=ops.prim.dtype(" + like + ")",
        "device=ops.prim.device(" + like + ")");
  }

  /** {@return all lines, followed by one that returns {@code value}} */
  String returning(String value) {
    return lines + "    return " + value + "\n";
  }

  /**
   * {@return the expression for a tensor or module inside {@code self}}
   *
   * @param name its dotted name
   */
  static String self(String name) {
    String expression = "self";
    for (String step : name.split("\\.", -1)) {
      expression =
          isIdentifier(step)
              ? expression + "." + step
              : String.format(Locale.ROOT, "getattr(%s, \"%s\")", expression, step);
    }
    return expression;
  }

  /** {@return whether {@code name} is a valid TorchScript identifier} */
  static boolean isIdentifier(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  /**
   * {@return an argument as source text: lists and booleans as literals, strings as expressions}
   */
  private static String text(Object argument) {
    if (argument instanceof List<?> list) {
      return list.stream().map(ScriptText::text).collect(Collectors.joining(", ", "[", "]"));
    }
    return argument instanceof Boolean truth ? (truth ? "True" : "False") : argument.toString();
  }
}
