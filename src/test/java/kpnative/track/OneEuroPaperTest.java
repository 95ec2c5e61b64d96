package kpnative.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import kpnative.keypoints.Keypoints;
import kpnative.testing.Golden;
import org.junit.jupiter.api.Test;

class OneEuroPaperTest {
  @Test
  void aSinglePointIsFilteredAsInThePaper() throws IOException {
    Golden golden = Golden.read("one-euro.json");
    OneEuroFilter filter =
        new OneEuroFilter(golden.get("min_cutoff").doubleValue(), golden.get("beta").doubleValue());
    double[] seconds = golden.numbers("seconds");
    double[] values = golden.numbers("values");
    double[] filtered = golden.numbers("filtered");
    assertThat(filtered).hasSize(30);

    for (int i = 0; i < filtered.length; i++) {
      Keypoints found = filter.filter(Keypoints.of(values[i], 0), seconds[i]);
      assertThat(found.x(0)).as("at %.3f s", seconds[i]).isCloseTo(filtered[i], within(1e-9));
    }
  }
}
