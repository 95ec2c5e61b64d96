package kpnative.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kpnative.data.rendered.HeadModelFile;
import kpnative.data.rendered.LabelPlaces;
import kpnative.data.rendered.PlannedFace;
import kpnative.data.rendered.RenderedFaces;
import kpnative.geometry.Camera;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.keypoints.Ibug68Points;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.MeanFacePoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mean head, projected by hand, has the pose that it was given. */
class PoseFitTest {
  private static final Path HEAD =
      Path.of("../shared/assets/ict-face-light/ict-face-light.safetensors");
  private static final Size PICTURE = new Size(1200, 900);
  private static final Camera CAMERA = new Camera(1500, new Point(599.5, 449.5), true);

  /** The middle of the mean head's points. */
  private static final double[] MIDDLE = middle();

  private static double[] middle() {
    double[] middle = new double[3];
    double[] xyz = MeanFacePoints.toArray();
    for (int i = 0; i < xyz.length; i++) {
      middle[i % 3] += xyz[i] / MeanFacePoints.count();
    }
    return middle;
  }

  /** The rotation to the camera's frame of a head whose middle is at a place, cm. */
  private static Rotation look(
      double yaw, double pitch, double roll, double x, double y, double z) {
    double off = Math.hypot(x, y);
    double angle = off == 0 ? 0 : Math.atan2(off, -z) / off;
    return Rotation.of(Math.toRadians(yaw), Math.toRadians(pitch), Math.toRadians(roll))
        .then(Rotation.about(angle * y, -angle * x, 0));
  }

  /** The mean head with its middle at a place in the camera's frame, cm. */
  private static Keypoints seen(
      double yaw, double pitch, double roll, double x, double y, double z) {
    Rotation look = look(yaw, pitch, roll, x, y, z);
    double[] xy = new double[2 * 68];
    for (int k = 0; k < 68; k++) {
      double[] p =
          look.times(
              MeanFacePoints.x(k) - MIDDLE[0],
              MeanFacePoints.y(k) - MIDDLE[1],
              MeanFacePoints.z(k) - MIDDLE[2]);
      double depth = -(p[2] + z);
      xy[2 * k] = CAMERA.axis().x() + CAMERA.focalLength() * (p[0] + x) / depth;
      xy[2 * k + 1] = CAMERA.axis().y() - CAMERA.focalLength() * (p[1] + y) / depth;
    }
    return Keypoints.of(xy);
  }

  private static HeadPose pose(Keypoints points, Optional<Camera> camera) {
    return PoseFit.of(points, camera).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "45, 0, 0",
    "-45, 0, 0",
    "0, 30, 0",
    "0, -30, 0",
    "0, 0, 40",
    "20, -15, 100",
    "-60, 20, -30",
    "70, 10, 5",
    "10, 5, 179"
  })
  void theMeanHeadHasThePoseThatItWasGiven(double yaw, double pitch, double roll) {
    Keypoints points = seen(yaw, pitch, roll, 0, 0, -70);

    HeadPose found = pose(points, Optional.of(CAMERA));

    assertThat(found.yaw()).isCloseTo(yaw, within(0.5));
    assertThat(found.pitch()).isCloseTo(pitch, within(0.5));
    assertThat(found.roll()).isCloseTo(roll, within(0.5));
    assertThat(found.distance()).isCloseTo(70, within(4.0));
    assertThat(found.residual()).isLessThan(0.003);
    for (int k : new int[] {8, 30, 36, 45, 54}) {
      Point p = found.project(MeanFacePoints.x(k), MeanFacePoints.y(k), MeanFacePoints.z(k));
      assertThat(p.distanceTo(points.point(k)))
          .isLessThan(8); // 4 mm: the view is to the points, not to the eyes
    }
  }

  @Test
  void positiveYawTurnsToThePicturesRightPitchLooksUpRollTiltsClockwise() {
    Point ahead = pose(seen(20, 0, 0, 0, 0, -70), Optional.of(CAMERA)).project(0, 0, 10);
    assertThat(ahead.x()).isGreaterThan(CAMERA.axis().x() + 20);

    Point up = pose(seen(0, 20, 0, 0, 0, -70), Optional.of(CAMERA)).project(0, 0, 10);
    assertThat(up.y()).isLessThan(CAMERA.axis().y() - 20);

    Point crown = pose(seen(0, 0, 20, 0, 0, -70), Optional.of(CAMERA)).project(0, 10, 0);
    assertThat(crown.x()).isGreaterThan(CAMERA.axis().x() + 20);
  }

  @Test
  void aFaceThatLooksIntoTheCameraIsNotTurnedWhereverItIsInThePicture() {
    for (double[] place : new double[][] {{20, 10}, {-25, 5}, {15, -18}}) {
      HeadPose found = pose(seen(0, 0, 0, place[0], place[1], -70), Optional.of(CAMERA));

      assertThat(found.yaw()).isCloseTo(0, within(0.7));
      assertThat(found.pitch()).isCloseTo(0, within(0.7));
      double[] at = found.translation(CAMERA);
      double[] origin =
          look(0, 0, 0, place[0], place[1], -70).times(-MIDDLE[0], -MIDDLE[1], -MIDDLE[2]);
      assertThat(at[0]).isCloseTo(place[0] + origin[0], within(0.5));
      assertThat(at[1]).isCloseTo(place[1] + origin[1], within(0.5));
      assertThat(at[2]).isCloseTo(-70 + origin[2], within(1.5));
    }
  }

  @Test
  void withoutACameraAndWithNoiseItIsExactToAFewDegrees() {
    SplittableRandom random = new SplittableRandom(20261128);
    for (int i = 0; i < 20; i++) {
      double yaw = 90 * random.nextDouble() - 45;
      double pitch = 40 * random.nextDouble() - 20;
      double roll = 60 * random.nextDouble() - 30;
      double[] xy = seen(yaw, pitch, roll, 0, 0, -40 - 150 * random.nextDouble()).toArray();
      double unit = Math.hypot(xy[90] - xy[72], xy[91] - xy[73]);
      for (int j = 0; j < xy.length; j++) {
        xy[j] += 0.02 * unit * random.nextGaussian();
      }

      HeadPose found = pose(Keypoints.of(xy), Optional.empty());

      assertThat(found.yaw()).as("yaw %f", yaw).isCloseTo(yaw, within(4.0));
      assertThat(found.pitch()).as("pitch %f", pitch).isCloseTo(pitch, within(6.0));
      assertThat(found.roll()).as("roll %f", roll).isCloseTo(roll, within(3.0));
    }
  }

  @Test
  void pointsThatAreAbsentAreDoneWithout() {
    double[] xy = seen(25, 5, 3, 0, 0, -70).toArray();
    for (int k = 0; k < 17; k++) { // the jaw
      xy[2 * k] = Double.NaN;
      xy[2 * k + 1] = Double.NaN;
    }

    HeadPose found = pose(Keypoints.partial(xy), Optional.of(CAMERA));

    assertThat(found.yaw()).isCloseTo(25, within(1.0));
    assertThat(found.pitch()).isCloseTo(5, within(1.0));
  }

  @Test
  void tooFewPointsOrAnotherSchemaGiveNoPose() {
    Keypoints all = seen(0, 0, 0, 0, 0, -70);
    int[] eyes = IntStream.range(36, 48).toArray();
    List<Integer> indices = Arrays.stream(eyes).boxed().toList();
    Keypoints both = Ibug68Points.of(all.select(eyes), KeypointSchema.IBUG68, indices);
    Keypoints none =
        Ibug68Points.of(
            all.select(IntStream.range(0, 40).toArray()),
            KeypointSchema.ofCount(40),
            IntStream.range(0, 40).boxed().toList());

    assertThat(both.presentCount()).isEqualTo(12);
    assertThat(PoseFit.of(both, Optional.empty())).isEmpty();
    assertThat(none.presentCount()).isZero();
    assertThat(PoseFit.of(none, Optional.empty())).isEmpty();
    Keypoints same = Keypoints.of(new double[2 * 68]);
    assertThat(PoseFit.of(same, Optional.of(Camera.ofSize(PICTURE)))).isEmpty();
  }

  @Test
  void renderedFacesOfTruePointsHaveMediansBelowThreeDegrees() throws Exception {
    assumeTrue(Files.exists(HEAD), "needs " + HEAD);
    RenderedFaces faces = RenderedFaces.of(HeadModelFile.read(HEAD), 1, LabelPlaces.PEOPLE);
    List<double[]> errors = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      PlannedFace face = faces.plannedFace(i);
      double yaw = Math.toDegrees(face.pose().yaw());
      if (Math.abs(yaw) <= 45) {
        HeadPose found = pose(face.keypoints(), Optional.of(Camera.ofSize(face.size())));
        errors.add(
            new double[] {
              Math.abs(found.yaw() - yaw),
              Math.abs(found.pitch() - Math.toDegrees(face.pose().pitch())),
              Math.abs(found.roll() - Math.toDegrees(face.pose().roll()))
            });
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      int a = axis;
      double[] sorted = errors.stream().mapToDouble(e -> e[a]).sorted().toArray();
      assertThat(sorted[sorted.length / 2]).as("axis %d", axis).isLessThan(3);
    }
  }
}
