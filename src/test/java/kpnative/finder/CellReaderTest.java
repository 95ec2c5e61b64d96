package kpnative.finder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import kpnative.geometry.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellReaderTest {
  private static final CellGrid GRID = new CellGrid(new Size(64, 96));
  private static final Offset<Double> NEAR = Offset.offset(1e-6);

  @Test
  void aCellAnswersInItsOwnStrides() {
    float[] values = silent();
    int cell = GRID.first(16) + 2 * GRID.columns(16) + 1; // second column, third row
    int at = cell * CellGrid.VALUES;
    values[at] = 2;
    values[at + CellGrid.BOX] = 0.5f; // half a stride to the right
    values[at + CellGrid.BOX + 1] = -0.25f;
    values[at + CellGrid.BOX + 2] = (float) Math.log(0.5);
    values[at + CellGrid.BOX + 3] = 0;
    values[at + CellGrid.MARKS + 9] = 0.25f; // y of the last mark

    List<CellReader.Answer> answers = new CellReader(GRID).read(values, 0, 0.5);

    assertThat(answers).hasSize(1);
    CellReader.Answer answer = answers.get(0);
    assertThat(answer.score()).isCloseTo(1 / (1 + Math.exp(-2)), NEAR);
    assertThat(answer.box().center().x()).isCloseTo(16 * 1.5 - 0.5 + 8, NEAR);
    assertThat(answer.box().center().y()).isCloseTo(16 * 2.5 - 0.5 - 4, NEAR);
    assertThat(answer.box().width()).isCloseTo(32, NEAR);
    assertThat(answer.box().height()).isCloseTo(64, NEAR);
    assertThat(answer.marks().get(4).y()).isCloseTo(16 * 2.5 - 0.5 + 16, NEAR);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 1e9f})
  void numbersThatAreNoBoxAreNoFace(float number) {
    for (int i = 1; i < CellGrid.VALUES; i++) {
      float[] values = silent();
      values[0] = 3;
      values[i] = number;
      assertThat(new CellReader(GRID).read(values, 0, 0.5)).as("number %d", i).isEmpty();
    }
  }

  @Test
  void aScoreThatIsNoNumberIsNoFace() {
    float[] values = silent();
    values[0] = Float.NaN;
    assertThat(new CellReader(GRID).read(values, 0, 0.001)).isEmpty();
  }

  private static float[] silent() {
    float[] values = new float[GRID.count() * CellGrid.VALUES];
    for (int i = 0; i < values.length; i += CellGrid.VALUES) {
      Arrays.fill(values, i, i + 1, -20);
    }
    return values;
  }
}
