package kpnative.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import kpnative.train.MetricsTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearningVerdictTest {
  @TempDir Path folder;

  private LearningVerdict verdict(int epochs, IntToDoubleFunction nme, IntToDoubleFunction loss)
      throws IOException {
    StringBuilder csv = new StringBuilder("epoch,train_loss,validation_loss,nme\n");
    for (int e = 1; e <= epochs; e++) {
      csv.append(
          e + "," + 1.0 / e + "," + loss.applyAsDouble(e) + "," + nme.applyAsDouble(e) + "\n");
    }
    Path file = Files.writeString(folder.resolve("metrics.csv"), csv);
    return LearningVerdict.of(MetricsTable.read(file));
  }

  @Test
  void anErrorThatFallsUntilTheEndIsStillLearning() throws IOException {
    LearningVerdict v = verdict(20, e -> 1.0 / e, e -> 1.0 / e);
    assertThat(v.word()).isEqualTo("Yes");
    assertThat(v.reason()).contains("by 20.0 %", "best epoch 20 of 20");
  }

  @Test
  void anErrorThatStaysIsNot() throws IOException {
    assertThat(verdict(20, e -> e < 10 ? 1 : 0.5, e -> 0.5).word()).isEqualTo("No");
    assertThat(verdict(20, e -> e < 20 ? 0.5 : 0.495, e -> 0.5).word()).isEqualTo("Hardly");
  }

  @Test
  void aValidationLossThatRisesIsOverfitting() throws IOException {
    LearningVerdict v = verdict(20, e -> 0.5, e -> 1 + Math.abs(e - 8) * 0.05);
    assertThat(v.word()).isEqualTo("No, it overfits");
    assertThat(v.reason()).contains("60 % above its least, of epoch 8");
  }

  @Test
  void fewEpochsOrNoNumbersSayNothing() throws IOException {
    assertThat(verdict(4, e -> 1.0 / e, e -> 1.0 / e).word()).isEqualTo("Too early to say");
    assertThat(verdict(9, e -> Double.NaN, e -> Double.NaN).word()).isEqualTo("Unknown");
  }
}
