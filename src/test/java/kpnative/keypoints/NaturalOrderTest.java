package kpnative.keypoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NaturalOrderTest {
  private static final long SEED = 7;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%d",
        "%02d",
        "%03d",
        "p%d",
        "part_%d",
        "part_%02d",
        "kp-%03d",
        "left_eye_%d",
        "%d_left_eye",
        "eye%d_x",
        "point (%d)",
        "[%d]",
        "#%d",
        "p.%d.q",
        "2nd_%d",
        "x%dy7",
        "Punkt %d",
        "точка_%d",
        "眼%d",
        "\uD83D\uDE00%d",
        "-%d",
        "0x%d",
        "7777777777777777777777%d"
      })
  void numbersAreOrderedByValueWhateverSurroundsThem(String pattern) {
    List<String> expected =
        IntStream.range(0, 200).mapToObj(n -> String.format(Locale.ROOT, pattern, n)).toList();
    List<String> names = new ArrayList<>(expected);
    Collections.shuffle(names, new Random(SEED));

    names.sort(NaturalOrder.NAMES);

    assertThat(names).isEqualTo(expected);
  }

  @Test
  void widthsMayBeMixed() {
    assertThat(sorted("p10", "p002", "p1", "p009", "p0003", "p100"))
        .containsExactly("p1", "p002", "p0003", "p009", "p10", "p100");
  }

  @Test
  void numbersMayBeLongerThanALong() {
    String nines = "9".repeat(40);
    String one = "1" + "0".repeat(40);
    assertThat(sorted("p" + one, "p" + nines, "p5")).containsExactly("p5", "p" + nines, "p" + one);
  }

  @Test
  void digitsOfOtherScriptsCount() {
    assertThat(sorted("p\u0661\u0660", "p\u0662", "p\uFF13", "p1"))
        .containsExactly("p1", "p\u0662", "p\uFF13", "p\u0661\u0660");
  }

  @Test
  void severalNumbersCountInTurn() {
    assertThat(sorted("a10_b1", "a2_b10", "a2_b9", "a2"))
        .containsExactly("a2", "a2_b9", "a2_b10", "a10_b1");
  }

  @Test
  void caseDoesNotSeparateNumbers() {
    assertThat(sorted("Part_10", "part_9", "PART_2", "part_1"))
        .containsExactly("part_1", "PART_2", "part_9", "Part_10");
  }

  @Test
  void theOrderIsTotal() {
    Random random = new Random(SEED);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      StringBuilder name = new StringBuilder();
      for (int n = random.nextInt(6); n > 0; n--) {
        name.append("0019aAb_-\u0662".charAt(random.nextInt(10)));
      }
      names.add(name.toString());
    }
    for (String a : names) {
      for (String b : names) {
        int ab = NaturalOrder.NAMES.compare(a, b);
        assertThat(Integer.signum(ab)).isEqualTo(-Integer.signum(NaturalOrder.NAMES.compare(b, a)));
        assertThat(ab == 0).describedAs("%s and %s", a, b).isEqualTo(a.equals(b));
        for (String c : names) {
          if (ab < 0 && NaturalOrder.NAMES.compare(b, c) < 0) {
            assertThat(NaturalOrder.NAMES.compare(a, c)).isNegative();
          }
        }
      }
    }
  }

  private static List<String> sorted(String... names) {
    List<String> list = new ArrayList<>(List.of(names));
    list.sort(NaturalOrder.NAMES);
    return list;
  }
}
