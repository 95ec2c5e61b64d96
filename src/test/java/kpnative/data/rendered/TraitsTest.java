package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kpnative.data.rendered.Traits.Beard;
import kpnative.data.rendered.Traits.BeardKind;
import org.junit.jupiter.api.Test;

class TraitsTest {
  private static final List<Traits> PEOPLE = people();

  private static List<Traits> people() {
    SplittableRandom random = new SplittableRandom(4);
    return IntStream.range(0, 1000).mapToObj(i -> TraitsDraw.person(random.split())).toList();
  }

  private static float luminance(float[] c) {
    return 0.2126f * c[0] + 0.7152f * c[1] + 0.0722f * c[2];
  }

  @Test
  void everyTenthOfTheTonesOccurs() {
    int[] tenths = new int[10];
    for (Traits person : PEOPLE) {
      tenths[Math.min(9, (int) (10 * person.tone()))]++;
    }
    for (int count : tenths) {
      assertThat(count).isGreaterThan(40);
    }
  }

  @Test
  void skinRunsFromVeryLightToVeryDarkAndIsRedderThanBlue() {
    assertThat(PEOPLE).anyMatch(p -> luminance(p.skin()) > 0.5f);
    assertThat(PEOPLE).anyMatch(p -> luminance(p.skin()) < 0.025f);
    assertThat(PEOPLE)
        .allSatisfy(
            p -> {
              assertThat(p.skin()[0]).isGreaterThan(p.skin()[1]);
              assertThat(p.skin()[1]).isGreaterThan(p.skin()[2]);
            });
  }

  @Test
  void allColoursAreAlbedo() {
    for (Traits p : PEOPLE) {
      for (float[] c :
          List.of(p.skin(), p.hair(), p.hairTip(), p.brow(), p.beardHair(), p.lip(), p.iris())) {
        assertThat(c).hasSize(3);
        for (float x : c) {
          assertThat(x).isBetween(0.004f, 1f);
        }
      }
    }
  }

  @Test
  void onlyMenGrowBeardsAndAllKindsOccur() {
    Set<BeardKind> kinds = EnumSet.noneOf(BeardKind.class);
    for (Traits person : PEOPLE) {
      kinds.add(person.beard().kind());
      if (person.woman() || person.child()) {
        assertThat(person.beard()).isEqualTo(Beard.NONE);
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder(BeardKind.values());
  }

  @Test
  void hairGreysWithAge() {
    double young =
        PEOPLE.stream().filter(p -> p.age() < 0.3f).mapToDouble(Traits::grey).average().orElse(1);
    double old =
        PEOPLE.stream().filter(p -> p.age() > 0.75f).mapToDouble(Traits::grey).average().orElse(0);
    assertThat(young).isLessThan(0.1);
    assertThat(old).isGreaterThan(0.4);
  }

  @Test
  void childrenAreYoungAndUnlined() {
    assertThat(PEOPLE.stream().filter(Traits::child).count()).isBetween(80L, 190L);
    assertThat(PEOPLE)
        .filteredOn(Traits::child)
        .allMatch(p -> p.age() * 90 < 14.01f && p.wear() < 0.05f);
  }

  @Test
  void theSameRandomGivesTheSamePerson() {
    Traits a = TraitsDraw.person(new SplittableRandom(77));
    Traits b = TraitsDraw.person(new SplittableRandom(77));
    assertThat(a.skin()).containsExactly(b.skin());
    assertThat(a.brows()).isEqualTo(b.brows());
    assertThat(a.lips()).isEqualTo(b.lips());
    assertThat(a.beard()).isEqualTo(b.beard());
  }
}
