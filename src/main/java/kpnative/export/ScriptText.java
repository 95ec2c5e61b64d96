package kpnative.export;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The body of a TorchScript function while its lines are added. Not thread-safe. */
final class ScriptText {
  private final StringBuilder lines = new StringBuilder();
  private int made;

  /** Adds a call of an operator of LibTorch; returns the variable that takes its value. */
  String call(String operator, Object... arguments) {
    String variable = "v" + made++;
    String list = Arrays.stream(arguments).map(ScriptText::text).collect(Collectors.joining(", "));
    lines.append("    %s = torch.%s(%s)%n".formatted(variable, operator, list).replace("\r", ""));
    return variable;
  }

  /** {@return all lines, after one that returns {@code value}} */
  String returning(String value) {
    return lines + "    return " + value + "\n";
  }

  /**
   * {@return the expression of a tensor or module below {@code self}}
   *
   * @param name its steps, with dots between them
   */
  static String self(String name) {
    String expression = "self";
    for (String step : name.split("\\.", -1)) {
      expression =
          isIdentifier(step)
              ? expression + "." + step
              : "getattr(%s, \"%s\")".formatted(expression, step);
    }
    return expression;
  }

  /** {@return whether a module's attribute can be named so without quotes} */
  static boolean isIdentifier(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  /** Lists become lists; texts are expressions; False and None are Python's. */
  private static String text(Object argument) {
    if (argument instanceof List<?> list) {
      return list.stream().map(ScriptText::text).collect(Collectors.joining(", ", "[", "]"));
    }
    return argument instanceof Boolean truth ? (truth ? "True" : "False") : argument.toString();
  }
}
