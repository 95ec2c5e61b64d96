package kpnative.checks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequireTest {
  @Test
  void bothEndsOfARangeAreAllowed() {
    assertThatCode(
            () -> {
              Require.range("p", 0.0, 0, 1);
              Require.range("p", 1.0, 0, 1);
              Require.range("count", 3, 3, 3);
              Require.atLeast("count", 3, 3);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aMessageNamesTheArgumentTheRangeAndWhatCame() {
    assertThatThrownBy(() -> Require.range("blur.p", 1.5, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("blur.p must be 0 to 1, got 1.5");
    assertThatThrownBy(() -> Require.range("count", 17, 1, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count must be 1 to 16, got 17");
    assertThatThrownBy(() -> Require.atLeast("threads", 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be at least 1, got 0");
    assertThatThrownBy(() -> Require.present("order", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("order is missing");
  }

  @Test
  void nanIsOutOfEveryRange() {
    assertThatThrownBy(
            () ->
                Require.range("p", Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("p must be -Infinity to Infinity, got NaN");
  }

  @Test
  void longsBeyondDoublePrecisionAreComparedExactly() {
    assertThatThrownBy(() -> Require.range("seed", Long.MAX_VALUE, 0, Long.MAX_VALUE - 1))
        .hasMessage("seed must be 0 to 9223372036854775806, got 9223372036854775807");
  }
}
