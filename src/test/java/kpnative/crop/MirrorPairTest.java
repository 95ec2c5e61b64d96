package kpnative.crop;

import static org.assertj.core.api.Assertions.assertThat;

import kpnative.keypoints.KeypointSchema;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorPairTest {
  /** iBUG: the outer corners of the right and the left eye, and the tip of the nose. */
  private static final int[] EYES_AND_NOSE = {36, 45, 30};

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5})
  void theAverageIsOfEachPointAndItsPartnersMirrorImage(double origin) {
    float o = (float) origin;
    float[] plain = {0.2f - o, 0.4f - o, 0.8f - o, 0.42f - o, 0.5f - o, 0.6f - o};
    // the mirrored picture's: left and right have changed places
    float[] mirrored = {0.24f - o, 0.44f - o, 0.7f - o, 0.36f - o, 0.46f - o, 0.62f - o};
    MirrorPair pair = MirrorPair.of(KeypointSchema.IBUG68, EYES_AND_NOSE, origin).orElseThrow();

    pair.average(plain, mirrored);

    float[] expected = {0.25f, 0.38f, 0.78f, 0.43f, 0.52f, 0.61f};
    for (int i = 0; i < 6; i++) {
      assertThat(plain[i] + o).isCloseTo(expected[i], Offset.offset(1e-6f));
    }
  }

  @Test
  void keypointsWithoutTheirPartnersCannotBeAveraged() {
    assertThat(MirrorPair.of(KeypointSchema.IBUG68, new int[] {36, 30}, 0)).isEmpty();
  }

  @Test
  void aSchemaWithoutPairsCannotBeAveraged() {
    assertThat(MirrorPair.of(KeypointSchema.ofCount(5), new int[] {0, 1}, 0)).isEmpty();
  }
}
