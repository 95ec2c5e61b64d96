package kpnative.recipe;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word was meant to be. */
public final class RecipeSpelling {
  private RecipeSpelling() {}

  /** {@return the candidate that is clearly meant, the first of equals; empty if none is near} */
  static Optional<String> nearest(String word, Collection<String> candidates) {
    String w = plain(word);
    // A third of the letters wrong is the most that still reads as the same word.
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

  /** {@return {@code : did you mean 'x'?} or, where nothing is near, {@code otherwise}} */
  public static String hint(String word, Collection<String> candidates, String otherwise) {
    return nearest(word, candidates).map(c -> ": did you mean '" + c + "'?").orElse(otherwise);
  }

  private static String plain(String s) {
    String t = s.length() > 100 ? s.substring(0, 100) : s;
    return t.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /**
   * Letters to insert, delete, replace or swap with their neighbour: Levenshtein 1966 with
   * Damerau's transpositions, each letter touched once ("optimal string alignment").
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
