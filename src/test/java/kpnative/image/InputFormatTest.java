package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFormatTest {
  private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
  private static final List<Double> DEVIATION = List.of(0.229, 0.224, 0.225);

  private static InputFormat color(List<Double> mean, List<Double> deviation) {
    return new InputFormat(8, 8, Channels.COLOR, mean, deviation);
  }

  @Test
  void equalNumbersAreOneForAllChannels() {
    InputFormat format = color(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));

    assertThat(format).isEqualTo(new InputFormat(8, 8, Channels.COLOR, 0.5, 0.25));
    assertThat(format.isUniform()).isTrue();
    assertThat(color(MEAN, List.of(1.0)).isUniform()).isFalse();
  }

  @Test
  void scaleAndShiftNormaliseAByte() {
    InputFormat format = color(MEAN, DEVIATION);
    for (int c = 0; c < 3; c++) {
      double expected = (51 / 255.0 - MEAN.get(c)) / DEVIATION.get(c);
      assertThat(51 * format.scale(c) + format.shift(c))
          .isBetween(expected - 1e-12, expected + 1e-12);
    }
  }

  @Test
  void everyByteComesBackFromItsValue() {
    InputFormat format = color(MEAN, DEVIATION);
    for (int b = 0; b < 256; b++) {
      for (int c = 0; c < 3; c++) {
        float value = (float) (b * format.scale(c) + format.shift(c));
        assertThat(format.toByte(value, c)).isEqualTo(b);
      }
    }
    assertThat(format.toByte(100, 0)).isEqualTo(255);
    assertThat(format.toByte(-100, 0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void aNumberOfMeansOtherThanOneOrCIsRejected(int count) {
    List<Double> numbers = List.of(0.1, 0.2, 0.3, 0.4).subList(0, count);
    assertThatThrownBy(() -> color(numbers, DEVIATION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("input.mean must have 1 number, or one for each channel (3), got " + count);
    assertThatThrownBy(() -> new InputFormat(8, 8, Channels.GRAY, List.of(0.5), DEVIATION))
        .hasMessageContaining("input.deviation must have 1 number");
  }

  @Test
  void aDeviationOfZeroInAnyChannelIsRefused() {
    assertThatThrownBy(() -> color(MEAN, List.of(0.2, 0.0, 0.2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input.deviation must be over 0");
  }
}
