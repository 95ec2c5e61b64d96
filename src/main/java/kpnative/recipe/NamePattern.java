package kpnative.recipe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kpnative.network.NetworkGraph;
import kpnative.network.TensorSlot;

/**
 * A glob pattern for parameter names: {@code *} matches any run of characters, including none and
 * including dots, {@code ?} matches one character, and {@code [12a-c]} one of those listed; any
 * other character matches itself. A pattern must match the whole name.
 *
 * @param text of 1 to 200 characters
 */
record NamePattern(String text) {
  private static final int LONGEST = 200;

  /** Rejects an empty or too long pattern and an unclosed bracket. */
  NamePattern {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a name pattern must have 1 to " + LONGEST + " characters, got " + text.length());
    }
    for (int i = 0; i < text.length(); i = end(text, i)) {
      if (text.charAt(i) == '[' && end(text, i) < 0) {
        throw new IllegalArgumentException("'" + text + "' has an unclosed [");
      }
    }
  }

  /** {@return whether this pattern matches the whole name} */
  boolean matches(CharSequence name) {
    // Each star matches as little as possible, and one character more when the rest does not match.
    // Backtracking to the latest star is enough, so the time is at most the product of both
    // lengths.
    int at = 0;
    int n = 0;
    int star = -1;
    int taken = 0;
    while (n < name.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        taken = n;
      } else if (at < text.length() && matchesOne(at, name.charAt(n))) {
        at = end(text, at);
        n++;
      } else if (star >= 0) {
        at = star + 1;
        n = ++taken;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }

  /**
   * {@return the names of the graph's parameters that match any of the patterns}
   *
   * @param key the recipe's key, for messages
   * @throws IllegalArgumentException if a pattern matches no parameter
   */
  static Set<String> matching(String key, List<String> patterns, NetworkGraph graph) {
    List<String> names =
        graph.slots().stream().filter(TensorSlot::isParameter).map(TensorSlot::name).toList();
    Set<String> found = new LinkedHashSet<>();
    for (String text : patterns) {
      NamePattern pattern;
      try {
        pattern = new NamePattern(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
      }
      List<String> matched = names.stream().filter(pattern::matches).toList();
      if (matched.isEmpty()) {
        throw new IllegalArgumentException(
            key + ": '" + text + "' matches no parameter of the network" + hint(text, names));
      }
      found.addAll(matched);
    }
    return found;
  }

  private static String hint(String text, List<String> names) {
    Set<String> candidates = new LinkedHashSet<>();
    Set<String> first = new LinkedHashSet<>();
    for (String name : names) {
      first.add(name.substring(0, Math.max(0, name.indexOf('.'))));
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        candidates.add(name.substring(0, dot) + ".*");
      }
    }
    candidates.addAll(names);
    return RecipeSpelling.hint(
        text, candidates, "; parameter names begin with " + String.join(", ", first));
  }

  private boolean matchesOne(int at, char c) {
    if (text.charAt(at) == '?') {
      return true;
    }
    if (text.charAt(at) != '[') {
      return text.charAt(at) == c;
    }
    int end = end(text, at) - 1;
    for (int i = at + 1; i < end; i++) {
      if (i + 2 < end && text.charAt(i + 1) == '-') {
        if (text.charAt(i) <= c && c <= text.charAt(i + 2)) {
          return true;
        }
        i += 2;
      } else if (text.charAt(i) == c) {
        return true;
      }
    }
    return false;
  }

  /** The index after the pattern element that begins at {@code at}; -1 for an unclosed bracket. */
  private static int end(String text, int at) {
    if (text.charAt(at) != '[') {
      return at + 1;
    }
    int close = text.indexOf(']', at + 2); // the first may be a ] itself
    return close < 0 ? -1 : close + 1;
  }
}
