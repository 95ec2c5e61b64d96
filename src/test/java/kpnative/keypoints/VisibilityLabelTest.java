package kpnative.keypoints;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VisibilityLabelTest {
  @ParameterizedTest
  @CsvSource({
    "VISIBLE, VISIBLE, VISIBLE",
    "VISIBLE, HIDDEN, HIDDEN",
    "VISIBLE, UNKNOWN, ASSUMED",
    "VISIBLE, ABSENT, UNKNOWN",
    "HIDDEN, VISIBLE, HIDDEN",
    "HIDDEN, UNKNOWN, HIDDEN",
    "HIDDEN, ABSENT, UNKNOWN",
    "OUTSIDE, VISIBLE, UNKNOWN",
    "OUTSIDE, HIDDEN, UNKNOWN"
  })
  void aPatchHidesWhatIsSeenAndNothingIsKnownOutside(
      Visibility mark, PointState state, VisibilityLabel label) {
    assertThat(VisibilityLabel.of(mark, state)).isEqualTo(label);
  }

  @ParameterizedTest
  @EnumSource
  void aCodeIsReadBack(VisibilityLabel label) {
    assertThat(VisibilityLabel.ofCode(label.code())).isEqualTo(label);
  }

  @Test
  void theCodesAreTheLosssOrder() {
    assertThat(VisibilityLabel.HIDDEN.code()).isZero();
    assertThat(VisibilityLabel.ASSUMED.code()).isEqualTo((byte) 2);
  }
}
