package kpnative.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the codec, for every origin. */
abstract class CoordinateCodecContract {
  /** In pixels of the input. */
  private static final Offset<Double> CLOSE = Offset.offset(1e-4);

  private static final Size INPUT = new Size(96, 64);
  private static final float UNTOUCHED = -77;

  /** {@return the codec under test} */
  abstract CoordinateCodec codec();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void decodeAfterEncodeGivesTheKeypointsBack(long seed) {
    int count = 1 + (int) seed * 17;
    Keypoints keypoints = keypoints(count, seed);
    float[] target = new float[codec().floats(count)];
    codec().encode(keypoints, INPUT, target, 0);
    Keypoints back = codec().decode(target, 0, count, INPUT);
    for (int k = 0; k < count; k++) {
      assertThat(back.x(k)).as("seed " + seed).isCloseTo(keypoints.x(k), CLOSE);
      assertThat(back.y(k)).as("seed " + seed).isCloseTo(keypoints.y(k), CLOSE);
    }
  }

  @Test
  void anArrayIsEncodedAsItsKeypointsAre() {
    Keypoints keypoints = keypoints(5, 4);
    double[] longer = Arrays.copyOf(keypoints.toArray(), 16);
    float[] ofArray = new float[codec().floats(5)];
    float[] ofKeypoints = new float[codec().floats(5)];
    codec().encode(longer, 5, INPUT, ofArray, 0);
    codec().encode(keypoints, INPUT, ofKeypoints, 0);

    assertThat(ofArray).isEqualTo(ofKeypoints);
  }

  @Test
  void onlyItsOwnFloatsAreWritten() {
    int floats = codec().floats(5);
    float[] target = new float[floats + 7];
    Arrays.fill(target, UNTOUCHED);
    codec().encode(keypoints(5, 9), INPUT, target, 3);

    assertThat(Arrays.copyOfRange(target, 0, 3)).containsOnly(UNTOUCHED);
    assertThat(Arrays.copyOfRange(target, 3, 3 + floats)).doesNotContain(UNTOUCHED);
    assertThat(Arrays.copyOfRange(target, 3 + floats, target.length)).containsOnly(UNTOUCHED);
  }

  @Test
  void facesOfABatchAreStoredOneAfterAnother() {
    Keypoints one = keypoints(4, 1);
    Keypoints two = keypoints(4, 2);
    int floats = codec().floats(4);
    float[] both = new float[2 * floats];
    codec().encode(one, INPUT, both, 0);
    codec().encode(two, INPUT, both, floats);
    float[] alone = new float[floats];
    codec().encode(two, INPUT, alone, 0);

    assertThat(codec().decode(both, floats, 4, INPUT))
        .isEqualTo(codec().decode(alone, 0, 4, INPUT));
  }

  /** Points inside the input. */
  private static Keypoints keypoints(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] xy = new double[2 * count];
    for (int k = 0; k < count; k++) {
      xy[2 * k] = random.nextDouble(-0.5, INPUT.width() - 0.5);
      xy[2 * k + 1] = random.nextDouble(-0.5, INPUT.height() - 0.5);
    }
    return Keypoints.of(xy);
  }
}
