package kpnative.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PageNumberTest {
  @Test
  void numbersHaveFourSignificantDigits() {
    assertThat(PageNumber.of(0.0123456)).isEqualTo("0.01235");
    assertThat(PageNumber.of(12.3456)).isEqualTo("12.35");
    assertThat(PageNumber.of(9.1e-5)).isEqualTo("9.100e-5");
  }

  @Test
  void countsAreWhole() {
    assertThat(PageNumber.of(10_458_996L)).isEqualTo("10,458,996");
  }

  @Test
  void aMissingNumberIsADash() {
    assertThat(PageNumber.of(Double.NaN)).isEqualTo(PageNumber.NONE);
    assertThat(PageNumber.of((Number) null)).isEqualTo(PageNumber.NONE);
    assertThat(PageNumber.percent(Double.POSITIVE_INFINITY)).isEqualTo(PageNumber.NONE);
  }

  @Test
  void theUnitOfATimeDependsOnItsLength() {
    assertThat(PageNumber.time(23.56)).isEqualTo("23.6 s");
    assertThat(PageNumber.time(3000)).isEqualTo("50 min");
    assertThat(PageNumber.time(9000)).isEqualTo("2 h 30 min");
  }
}
