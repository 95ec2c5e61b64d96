package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kpnative.data.SceneFace;
import kpnative.face.FaceCandidate;
import kpnative.face.NonMaximumSuppression;
import kpnative.finder.CellGrid;
import kpnative.finder.CellReader;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.recipe.FinderLossSettings;
import kpnative.recipe.FinderRecipe;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinderTargetsTest {
  private static final Size INPUT = new Size(320, 320);
  private static final CellGrid GRID = new CellGrid(INPUT);
  private static final FinderLossSettings SETTINGS = FinderRecipe.load(List.of()).loss();

  @ParameterizedTest
  @ValueSource(doubles = {10, 13, 21, 35.9, 36, 47.9, 48, 84, 111.9, 112, 200, 319})
  void aNetworkThatAnswersAsAskedFindsTheFace(double size) {
    SceneFace face = face(150.3, 171.8, size, 1);

    List<FaceCandidate> found = found(targets(List.of(face)));

    assertThat(found).hasSize(1);
    Box box = found.get(0).box();
    assertThat(box.overlap(face.box())).isGreaterThan(0.9999);
    for (int i = 0; i < SceneFace.MARKS; i++) {
      assertThat(found.get(0).marks().get(i).distanceTo(face.marks().get(i)))
          .isCloseTo(0, Offset.offset(1e-3));
    }
  }

  @Test
  void facesSideBySideAreFoundEach() {
    List<SceneFace> faces = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      faces.add(face(20 + 38 * i, 60, 30, 1));
      faces.add(face(20 + 38 * i, 100, 30, 1));
    }
    assertThat(found(targets(faces))).hasSize(16);
  }

  @Test
  void ofTwoFacesTheSmallerOneGetsTheCell() {
    SceneFace behind = face(160, 160, 46, 1);
    SceneFace before = face(162, 158, 24, 1);

    float[] targets = targets(List.of(before, behind));

    int cell = (GRID.first(8) + 19 * GRID.columns(8) + 20) * FinderTargets.COLUMNS;
    assertThat(targets[cell + FinderTargets.FACE]).isEqualTo(1);
    assertThat((double) targets[cell + FinderTargets.BOX])
        .isCloseTo(before.box().left(), Offset.offset(1e-4));
  }

  @Test
  void aFaceThatIsTooSmallOrTooHiddenCostsNothing() {
    for (SceneFace face : List.of(face(100, 100, 9, 1), face(100, 100, 60, 0.2))) {
      float[] targets = targets(List.of(face));
      int left = 0;
      for (int i = 0; i < targets.length; i += FinderTargets.COLUMNS) {
        assertThat(targets[i + FinderTargets.FACE]).isEqualTo(0);
        left += targets[i + FinderTargets.LEARNED] == 0 ? 1 : 0;
      }
      assertThat(left).as("cells that are left alone").isGreaterThan(0).isLessThan(100);
    }
  }

  private static SceneFace face(double x, double y, double size, double visible) {
    double w = size * 0.475;
    double h = size * 0.25 / 0.475;
    Box box = new Box(x - w, y - h, x + w, y + h);
    List<Point> marks =
        List.of(
            new Point(x - 0.2 * size, y - 0.3 * size),
            new Point(x + 0.2 * size, y - 0.3 * size),
            new Point(x + 0.01 * size, y),
            new Point(x - 0.15 * size, y + 0.2 * size),
            new Point(x + 0.15 * size, y + 0.21 * size));
    return new SceneFace(box, marks, visible);
  }

  private static float[] targets(List<SceneFace> faces) {
    FinderTargets targets = new FinderTargets(GRID, SETTINGS);
    float[] numbers = new float[targets.floats()];
    targets.write(faces, numbers, 0);
    return numbers;
  }

  /** {@return what is read from a network's answers that are exactly the targets} */
  private static List<FaceCandidate> found(float[] targets) {
    return NonMaximumSuppression.of(
        new CellReader(GRID)
            .read(ExactAnswers.of(GRID, targets), 0, 0.5).stream()
                .map(a -> new FaceCandidate(a.box(), a.score(), a.marks()))
                .toList());
  }
}
