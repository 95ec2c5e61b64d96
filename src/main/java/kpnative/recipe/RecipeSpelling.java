package kpnative.recipe;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Suggests the intended word for a misspelt one. */
public final class RecipeSpelling {
  private RecipeSpelling() {}

  /**
   * {@return the closest candidate, the first of equally close ones; empty if none is close enough}
   */
  static Optional<String> nearest(String word, Collection<String> candidates) {
    String w = plain(word);
    // With more than a third of the letters wrong it no longer reads as the same word.
    int best = Math.max(1, w.length() / 3) + 1;
    Optional<String> found = Optional.empty();
    for (String c : candidates) {
      int d = distance(w, plain(c));
      if (d < best) {
        best = d;
        found = Optional.of(c);
      }
    }
    return found;
  }

  /** {@return {@code : did you mean 'x'?} or {@code otherwise} if no candidate is close enough} */
  public static String hint(String word, Collection<String> candidates, String otherwise) {
    return nearest(word, candidates).map(c -> ": did you mean '" + c + "'?").orElse(otherwise);
  }

  private static String plain(String s) {
    String t = s.length() > 100 ? s.substring(0, 100) : s;
    return t.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /**
   * The number of letters to insert, delete, replace or swap with their neighbour: Levenshtein 1966
   * with Damerau's transpositions, each letter edited at most once ("optimal string alignment").
   */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
