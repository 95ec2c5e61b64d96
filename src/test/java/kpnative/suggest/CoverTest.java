package kpnative.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import kpnative.suggest.Cover.Pick;
import org.junit.jupiter.api.Test;

class CoverTest {
  private static final double[][] NONE = new double[0][];

  /** Two clusters on a line, of 5 and of 3, and one far away. */
  private final double[][] faces =
      new double[][] {{0}, {0.1}, {0.2}, {0.3}, {0.4}, {5}, {5.1}, {5.2}, {20}};

  @Test
  void whatIsNearALabelledFaceComesLast() {
    List<Pick> picks = new Cover(faces, new double[][] {{0.2}}, ones(9)).picks(3);

    assertThat(picks).extracting(Pick::index).startsWith(8, 6);
  }

  @Test
  void thePickedAreSpreadOverTheClusters() {
    assertThat(new Cover(faces, NONE, ones(9)).picks(3))
        .extracting(p -> faces[p.index()][0] > 10 ? "far" : faces[p.index()][0] > 1 ? "b" : "a")
        .containsExactlyInAnyOrder("a", "b", "far");
  }

  @Test
  void gainsFallAndAllPicksTogetherGainAll() {
    List<Pick> picks = new Cover(faces, new double[][] {{-1}}, ones(9)).picks(99);

    assertThat(picks).hasSize(9).extracting(Pick::index).doesNotHaveDuplicates();
    for (int i = 1; i < picks.size(); i++) {
      assertThat(picks.get(i).gain()).isLessThanOrEqualTo(picks.get(i - 1).gain());
    }
    assertThat(picks.stream().mapToDouble(Pick::gain).sum()).isCloseTo(1, within(1e-6));
  }

  @Test
  void aFaceThatCountsForMoreIsPickedBefore() {
    double[][] two = {{-1}, {1}};
    double[][] labelled = {{0}};

    assertThat(new Cover(two, labelled, new double[] {1, 1.25}).picks(1).get(0).index()).isOne();
    assertThat(new Cover(two, labelled, new double[] {1.25, 1}).picks(1).get(0).index()).isZero();
  }

  @Test
  void moreFacesThanAreComparedAreStillAllCandidates() {
    double[][] many = new double[5000][1];
    for (int i = 0; i < many.length; i++) {
      many[i][0] = i % 100;
    }
    List<Pick> picks = new Cover(many, NONE, ones(many.length)).picks(100);

    assertThat(picks.stream().map(p -> many[p.index()][0]).distinct()).hasSize(100);
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }
}
