package kpnative.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.Test;

class PointAgreementTest {
  @Test
  void itsMemoryDoesNotGrowWithTheFacesThatLackPoints() throws Exception {
    JavaProcess process = JavaProcess.run(List.of("-Xmx40m"), ManyAbsentPoints.class);

    assertThat(process.exit()).as(process.output()).isZero();
    assertThat(process.number("gains: ")).isPositive();
  }
}
