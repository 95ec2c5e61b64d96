package kpnative.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.keypoints.Edge;
import kpnative.keypoints.KeypointSchema;
import org.junit.jupiter.api.Test;

class SlipTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  private static KeypointSchema schema(List<Edge> edges, Optional<List<Integer>> mirror) {
    return KeypointSchema.ofNames("four", NAMES, edges, mirror);
  }

  @Test
  void neighboursAreExchangedAndSlideBothWaysAloneAndTogether() {
    List<Edge> line = List.of(new Edge(0, 1), new Edge(1, 2));

    assertThat(Slip.of(schema(line, Optional.of(List.of(0, 1, 2, 3)))))
        .containsExactlyInAnyOrder(
            new Slip(List.of(0, 1), List.of(1, 0)),
            new Slip(List.of(1, 2), List.of(2, 1)),
            new Slip(List.of(0), List.of(1)),
            new Slip(List.of(1), List.of(2)),
            new Slip(List.of(1), List.of(0)),
            new Slip(List.of(2), List.of(1)),
            new Slip(List.of(1, 0), List.of(2, 1)),
            new Slip(List.of(1, 2), List.of(0, 1)));
  }

  @Test
  void theSidesOfAFaceAreExchanged() {
    assertThat(Slip.of(schema(List.of(), Optional.of(List.of(3, 1, 2, 0)))))
        .containsExactly(new Slip(List.of(0, 3), List.of(3, 0)));
  }

  @Test
  void aMeshHasFewerSlipsThanItHasWays() {
    int n = 60;
    List<String> names = new ArrayList<>();
    List<Edge> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      names.add("p" + i);
      for (int j = 0; j < i; j++) {
        all.add(new Edge(j, i));
      }
    }
    assertThat(Slip.of(KeypointSchema.ofNames("mesh", names, all))).hasSize(3 * all.size());
  }
}
