package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TrainingStateTest {
  @Test
  void theStateBeforeTheFirstEpochComesBackFromJson() throws IOException {
    assertThat(TrainingState.parse(TrainingState.START.toJson(), "file"))
        .isEqualTo(TrainingState.START);
  }

  @Test
  void everyBitOfItsNumbersComesBackFromJson() throws IOException {
    TrainingState state =
        new TrainingState(
            3,
            7,
            1L << 40,
            1 / 3.0,
            Math.PI * 1e9,
            1L << 33,
            Math.nextUp(1e-3),
            Math.nextDown(0.05),
            2,
            new LearningRate.Plateau(Math.E / 1e5, 4, 0.1 * 0.1),
            true);

    assertThat(TrainingState.parse(state.toJson(), "file")).isEqualTo(state);
  }

  @Test
  void anInvalidTextIsReportedWithItsFile() {
    assertThatThrownBy(() -> TrainingState.parse("{\"epoch\": \"one\"}", "state.safetensors"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("state.safetensors: ");
  }
}
