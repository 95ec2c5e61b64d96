package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HairStyleTest {
  private static Map<HairStyle.Name, Integer> styles(boolean woman, int people) {
    Map<HairStyle.Name, Integer> count = new EnumMap<>(HairStyle.Name.class);
    SplittableRandom random = new SplittableRandom(3);
    for (int n = 0; n < people; ) {
      Traits traits = TraitsDraw.person(random);
      if (traits.woman() == woman) {
        count.merge(HairStyle.draw(traits, random).name(), 1, Integer::sum);
        n++;
      }
    }
    return count;
  }

  @Test
  void everyStyleOccurs() {
    Map<HairStyle.Name, Integer> all = styles(true, 3000);
    styles(false, 3000).forEach((name, n) -> all.merge(name, n, Integer::sum));
    assertThat(all.keySet()).containsExactly(HairStyle.Name.values());
  }

  @Test
  void womenWearLongHairMoreOftenAndMenShort() {
    Map<HairStyle.Name, Integer> women = styles(true, 1000);
    Map<HairStyle.Name, Integer> men = styles(false, 1000);
    assertThat(women.getOrDefault(HairStyle.Name.LONG, 0)).isGreaterThan(150);
    assertThat(men.getOrDefault(HairStyle.Name.LONG, 0)).isLessThan(80);
    assertThat(men.getOrDefault(HairStyle.Name.CROP, 0)).isGreaterThan(120);
    assertThat(men.getOrDefault(HairStyle.Name.BALD, 0)).isGreaterThan(25);
    assertThat(women.getOrDefault(HairStyle.Name.BALD, 0)).isLessThan(20);
  }

  @Test
  void childrenAreNotBald() {
    SplittableRandom random = new SplittableRandom(4);
    for (int n = 0; n < 2000; n++) {
      Traits traits = TraitsDraw.person(random);
      HairStyle.Name name = HairStyle.draw(traits, random).name();
      if (traits.child()) {
        assertThat(name).isNotIn(HairStyle.Name.BALD, HairStyle.Name.THIN);
      }
    }
  }

  @Test
  void hairBeginsAboveTheBrows() {
    SplittableRandom random = new SplittableRandom(5);
    for (int n = 0; n < 1000; n++) {
      HairLine line = HairStyle.draw(TraitsDraw.person(random), random).line();
      for (float angle = -0.7f; angle < 0.71f; angle += 0.1f) {
        assertThat(line.above(angle, 3)).as("person %d", n).isNegative();
      }
      assertThat(line.above(0, line.front())).isCloseTo(0, within(1e-4f));
      assertThat(line.above(3.1f, 3)).as("person %d", n).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1, 1.4f, 2})
  void theOpeningsLowestPlacesAreOnItsEdge(float round) {
    HairStyle.Opening opening = new HairStyle.Opening(60, 75, 6.5f, round, Float.NaN);
    for (float angle = -1.25f; angle < 1; angle += 0.11f) {
      assertThat(opening.beside(angle, opening.lowest(angle)))
          .as("at %s radians", angle)
          .isCloseTo(0, within(1e-3f));
      assertThat(opening.beside(angle, opening.lowest(angle) - 0.3f)).isNegative();
    }
    assertThat(opening.beside(1.4f, -5)).isPositive();
  }
}
