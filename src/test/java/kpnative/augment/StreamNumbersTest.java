package kpnative.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A changed number would change the result of every recipe. */
class StreamNumbersTest {
  @Test
  void theStreamsOfTheStepsAreWhatTheyWereInTheFirstRelease() {
    Map<Step, Integer> numbers =
        Arrays.stream(Step.values()).collect(Collectors.toMap(Function.identity(), Step::stream));

    Map<Step, Integer> expected = new LinkedHashMap<>();
    expected.put(Step.FLIP, 0);
    expected.put(Step.SCALE, 1);
    expected.put(Step.ROTATION, 2);
    expected.put(Step.HOMOGRAPHY, 3);
    expected.put(Step.TRANSLATION, 4);
    expected.put(Step.COLOR, 5);
    expected.put(Step.OCCLUSION, 6);
    expected.put(Step.SHEAR, 7);
    expected.put(Step.GAMMA, 8);
    expected.put(Step.GRAY, 9);
    expected.put(Step.BLUR, 10);
    expected.put(Step.NOISE, 11);
    expected.put(Step.JPEG, 12);
    assertThat(numbers).isEqualTo(expected);
  }

  @Test
  void theKeysOfTheSeedsAreWhatTheyWereInTheFirstRelease() {
    Randomness randomness = new Randomness(7);
    Map<Randomness.Purpose, Long> keys = new LinkedHashMap<>();
    for (Randomness.Purpose purpose : Randomness.Purpose.values()) {
      keys.put(purpose, randomness.key(3, 11, purpose));
    }

    Map<Randomness.Purpose, Long> expected = new LinkedHashMap<>();
    expected.put(Randomness.Purpose.ORDER, -6761281628099399218L);
    expected.put(Randomness.Purpose.SPLIT, 3949608626012677329L);
    expected.put(Randomness.Purpose.AUGMENT, -7345627784817392279L);
    expected.put(Randomness.Purpose.WEIGHTS, 5676301952472480479L);
    expected.put(Randomness.Purpose.FACE, 3015873308225096052L);
    expected.put(Randomness.Purpose.BOX, 4058388048670655936L);
    expected.put(Randomness.Purpose.SCENE, 1895738643159757588L);
    assertThat(keys).isEqualTo(expected);
  }
}
