package kpnative.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Similarity fits, mean shapes and shape models. */
class ShapeModelTest {
  private static final Keypoints SHAPE =
      Keypoints.of(0, 0, 40, 0, 20, 25, 5, 50, 35, 50, 20, 60, -10, 30, 50, 30, 20, 75);

  private static Warp similarity(Random random) {
    double scale = Math.exp(random.nextGaussian());
    return Warp.scaling(scale, scale, new Point(3, 4))
        .then(Warp.rotation(6 * random.nextDouble(), new Point(-5, 9)))
        .then(Warp.translation(100 * random.nextGaussian(), 100 * random.nextGaussian()));
  }

  /** Shapes that vary in one direction, each at a random position, size and rotation. */
  private static List<Keypoints> varied(int count, long seed) {
    Random random = new Random(seed);
    List<Keypoints> shapes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] xy = SHAPE.toArray();
      double amount = random.nextGaussian();
      xy[4] += 3 * amount;
      xy[17] += 5 * amount;
      shapes.add(Keypoints.of(xy).map(similarity(random)));
    }
    return shapes;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void aFitFindsTheSimilarityThatWasApplied(long seed) {
    Warp applied = similarity(new Random(seed));
    Warp found = Similarity.fit(SHAPE, SHAPE.map(applied));

    assertThat(found.map(new Point(70, -30)).distanceTo(applied.map(new Point(70, -30))))
        .isLessThan(1e-6);
    assertThat(Similarity.residual(SHAPE, SHAPE.map(applied))).isLessThan(1e-6);
  }

  @Test
  void aFitDoesNotReflect() {
    Keypoints reflected = SHAPE.map(Warp.affine(-1, 0, 0, 0, 1, 0));

    assertThat(Similarity.residual(reflected, SHAPE)).isGreaterThan(5);
  }

  @Test
  void theMeanOfOneShapeInManyPlacesIsThatShape() {
    Random random = new Random(6);
    List<Keypoints> shapes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      shapes.add(SHAPE.map(similarity(random)));
    }

    assertThat(Similarity.residual(SHAPE, MeanShape.of(shapes))).isLessThan(1e-6);
  }

  @Test
  void theMeanStandsAsItsShapesDo() {
    Warp turn = Warp.rotation(0.4, new Point(0, 0));
    Keypoints mean = MeanShape.of(List.of(SHAPE.map(turn), SHAPE, SHAPE.map(turn.inverse())));
    Warp toShape = Similarity.fit(mean, SHAPE);

    assertThat(Math.atan2(toShape.m10(), toShape.m00())).isCloseTo(0, within(1e-6));
  }

  @Test
  void aModelKnowsHowItsShapesVaryAndSeesAnotherWay() {
    List<Keypoints> shapes = varied(60, 7);
    Keypoints mean = MeanShape.of(shapes);
    ShapeModel model = ShapeModel.of(shapes, mean);
    double[] other = SHAPE.toArray();
    other[13] += 20;

    assertThat(shapes).allMatch(s -> model.distance(s) < 0.01);
    assertThat(model.distance(Keypoints.of(other))).isGreaterThan(0.03);
  }

  @Test
  void oneShapeFarOffGetsNoDirectionOfItsOwn() {
    List<Keypoints> shapes = new ArrayList<>(varied(60, 8));
    double[] xy = SHAPE.toArray();
    xy[13] += 60;
    Keypoints farOff = Keypoints.of(xy);
    shapes.add(30, farOff);
    ShapeModel model = ShapeModel.of(shapes, MeanShape.of(shapes));

    assertThat(model.distance(farOff)).isGreaterThan(0.1);
  }
}
