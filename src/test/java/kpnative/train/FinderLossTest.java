package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kpnative.data.SceneFace;
import kpnative.finder.CellGrid;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.natives.NativeScope;
import kpnative.recipe.FinderLossSettings;
import kpnative.recipe.FinderRecipe;
import kpnative.weights.TensorData;
import kpnative.weights.Tensors;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class FinderLossTest {
  private static final CellGrid GRID = new CellGrid(new Size(64, 64));
  private static final FinderLossSettings SETTINGS = FinderRecipe.load(List.of()).loss();
  private static final SceneFace FACE =
      new SceneFace(
          new Box(12, 10, 42, 44),
          List.of(
              new Point(20, 18),
              new Point(34, 18),
              new Point(27, 26),
              new Point(22, 36),
              new Point(32, 36)),
          1);

  @Test
  void exactAnswersCostNearlyNothing() {
    double[] parts = loss(ExactAnswers.of(GRID, targets()));

    assertThat(parts[0]).isLessThan(0.001);
  }

  @Test
  void aBoxThatIsBesideTheFaceCostsItsGeneralisedOverlap() {
    float[] values = ExactAnswers.of(GRID, targets());
    shift(values, CellGrid.BOX, 10 / 8f, 10 / 16f); // 10 pixels to the right

    double inter = 20 * 34;
    double union = 2 * 30 * 34 - inter;
    double hull = 40 * 34;
    double expected = 1 - (inter / union - (hull - union) / hull);
    assertThat(loss(values)[2]).isCloseTo(expected, Offset.offset(1e-4));
  }

  @Test
  void aMarkThatIsOffCostsItsDistanceInFaceSizes() {
    float[] values = ExactAnswers.of(GRID, targets());
    shift(values, CellGrid.MARKS + 4, 3 / 32f, 3 / 64f); // the nose, 3 pixels

    double size = Math.sqrt(30 * 34);
    assertThat(loss(values)[3]).isCloseTo(3 / size / 10, Offset.offset(1e-5));
  }

  @Test
  void aFaceWhereThereIsNoneCostsMoreTheSurerItIs() {
    float[] unsure = ExactAnswers.of(GRID, targets());
    float[] sure = unsure.clone();
    int corner = (GRID.first(8) + GRID.columns(8) * GRID.rows(8) - 1) * CellGrid.VALUES;
    unsure[corner] = 0;
    sure[corner] = 3;

    assertThat(loss(sure)[1]).isGreaterThan(loss(unsure)[1] + 0.1);
    assertThat(loss(unsure)[1]).isGreaterThan(0.01);
  }

  /** Adds to one number of the cells with a face; those of stride 8 and of stride 16. */
  private static void shift(float[] values, int number, float fine, float coarse) {
    float[] targets = targets();
    for (int cell = 0; cell < GRID.count(); cell++) {
      if (targets[cell * FinderTargets.COLUMNS + FinderTargets.FACE] == 1) {
        values[cell * CellGrid.VALUES + number] += cell < GRID.first(16) ? fine : coarse;
      }
    }
  }

  private static float[] targets() {
    FinderTargets targets = new FinderTargets(GRID, SETTINGS);
    float[] numbers = new float[targets.floats()];
    targets.write(List.of(FACE), numbers, 0);
    return numbers;
  }

  private static double[] loss(float[] values) {
    try (NativeScope scope = NativeScope.open();
        FinderLoss loss = new FinderLoss(GRID, SETTINGS)) {
      Tensor output = Tensors.toTorch(TensorData.ofFloats(values, 1, values.length));
      Tensor targets =
          Tensors.toTorch(TensorData.ofFloats(targets(), 1, GRID.count(), FinderTargets.COLUMNS));
      FinderLoss.Parts parts = loss.of(output, targets);
      return new double[] {
        parts.total().item_float(),
        parts.score().item_float(),
        parts.box().item_float(),
        parts.marks().item_float()
      };
    }
  }
}
