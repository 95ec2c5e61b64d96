package kpnative.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import kpnative.keypoints.FaceRegion;
import kpnative.keypoints.KeypointSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionErrorsTest {
  @ParameterizedTest
  @ValueSource(ints = {58, 68, 73})
  void theRegionsHoldEveryPointOfADescribedSchemaOnce(int count) {
    List<Integer> all = new ArrayList<>();
    for (FaceRegion region : FaceRegion.values()) {
      all.addAll(region.indices(KeypointSchema.ofCount(count)));
    }

    assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, count).boxed().toList());
  }

  @Test
  void aRegionsErrorIsTheMeanOfItsPoints() {
    int[] some = {0, 16, 30, 36}; // two of the jaw, the tip of the nose, an eye corner
    RegionErrors errors =
        RegionErrors.of(evaluation(List.of(0.1, 0.3, 0.05, 0.02)), KeypointSchema.IBUG68, some);

    assertThat(errors.byRegion())
        .containsOnlyKeys(FaceRegion.JAW, FaceRegion.NOSE, FaceRegion.EYES);
    assertThat(errors.byRegion().get(FaceRegion.JAW)).isCloseTo(0.2, within(1e-12));
    assertThat(errors.toMap()).containsEntry("nose", 0.05);
  }

  @Test
  void pointsWithoutNamesHaveNoRegions() {
    RegionErrors errors =
        RegionErrors.of(evaluation(List.of(0.1)), KeypointSchema.ofCount(5), new int[] {0});

    assertThat(errors.byRegion()).isEmpty();
  }

  private static Evaluation evaluation(List<Double> perKeypoint) {
    OptionalDouble none = OptionalDouble.empty();
    Measures any = new Measures(1, 0, 0, 0, none, none, 0, none, none);
    return new Evaluation(any, List.of(0.1), perKeypoint, "box");
  }
}
