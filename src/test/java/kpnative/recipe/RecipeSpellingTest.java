package kpnative.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeSpellingTest {
  @ParameterizedTest
  @CsvSource({"abc,abc,0", "'',abc,3", "abc,'',3", "wing,wnig,1", "kitten,sitting,3", "ab,ba,1"})
  void theDistanceCountsInsertionsDeletionsReplacementsAndSwaps(String a, String b, int d) {
    assertThat(RecipeSpelling.distance(a, b)).isEqualTo(d);
  }

  @Test
  void aWordFarFromAllCandidatesGetsNoHint() {
    assertThat(RecipeSpelling.nearest("zzz", List.of("abc", "zab"))).isEmpty();
  }

  @Test
  void caseAndHyphensDoNotCount() {
    assertThat(RecipeSpelling.nearest("SMOOTH-L1", List.of("l1", "smooth_l1")))
        .contains("smooth_l1");
  }

  @Test
  void anAbsurdlyLongWordIsComparedInItsFirstLetters() {
    assertThat(RecipeSpelling.nearest("a".repeat(1_000_000), List.of("a"))).isEmpty();
  }
}
