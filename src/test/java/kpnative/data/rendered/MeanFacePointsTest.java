package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.MeanFacePoints;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The points in code against the head that they are taken from, and against anatomy. */
class MeanFacePointsTest {
  @Test
  void theyAreTheKnownHeadsAtItsLandmarks() throws IOException {
    Assumptions.assumeTrue(Files.isRegularFile(TestHeads.ASSET), TestHeads.ASSET + " is absent");
    HeadModel head = HeadModelFile.read(TestHeads.ASSET);
    float[] mean = head.mean();
    int[] at = head.landmarks();
    for (int c = 0; c < 3; c++) {
      double middle = (mean[3 * at[36] + c] + (double) mean[3 * at[45] + c]) / 2;
      for (int k = 0; k < 68; k++) {
        assertThat(MeanFacePoints.toArray()[3 * k + c])
            .as("number %d of point %d", c, k)
            .isCloseTo(mean[3 * at[k] + c] - middle, within(0.0006));
      }
    }
  }

  @Test
  void theFaceIsAsLargeAsAnAdultsAndLooksAlongZ() {
    assertThat(MeanFacePoints.count()).isEqualTo(68);
    assertThat(MeanFacePoints.x(45) - MeanFacePoints.x(36)).isBetween(8.0, 10.0);
    assertThat(MeanFacePoints.y(8)).as("the chin, below the eyes").isBetween(-13.0, -9.0);
    assertThat(MeanFacePoints.z(30)).as("the nose's tip, before them").isBetween(3.0, 6.0);
    assertThat(MeanFacePoints.z(36)).isCloseTo(0, within(0.01));
  }

  @Test
  void theHalvesMirrorEachOther() {
    List<Integer> mirrored = KeypointSchema.IBUG68.mirror().orElseThrow();
    for (int k = 0; k < 68; k++) {
      int other = mirrored.get(k);
      assertThat(MeanFacePoints.x(k)).isCloseTo(-MeanFacePoints.x(other), within(0.01));
      assertThat(MeanFacePoints.y(k)).isCloseTo(MeanFacePoints.y(other), within(0.01));
      assertThat(MeanFacePoints.z(k)).isCloseTo(MeanFacePoints.z(other), within(0.01));
    }
  }

  @Test
  void whoeverAsksGetsACopy() {
    MeanFacePoints.toArray()[0] = 99;
    assertThat(MeanFacePoints.toArray()[0]).isNotEqualTo(99);
  }
}
