package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kpnative.face.FaceCandidate;
import kpnative.face.FaceFinder;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.geometry.Box;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.track.FaceFollower;
import kpnative.track.TrackedFace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tracking with a face detector that returns two fixed boxes, and a barely trained network. */
class FollowedFacesTest {
  @TempDir static Path temp;

  @Test
  void twoFacesKeepTheirNumbersFromFrameToFrame() throws IOException {
    Path weights = CommandRun.tinyWeights(temp, "face58/bignet", "box.from=points");
    BufferedImage picture = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
    FindOptions options =
        FindOptions.DEFAULT.withFinder(TwoFaces::new).withPasses(1).withLeastConfidence(0);
    try (FaceKeypoints faces = FaceKeypoints.load(weights, options)) {
      FaceFollower follower = new FaceFollower(faces);

      for (int frame = 0; frame < 4; frame++) {
        assertThat(follower.next(Photo.of(picture), frame / 25.0))
            .extracting(TrackedFace::id)
            .containsExactly(0, 1);
      }
    }
  }

  private static final class TwoFaces implements FaceFinder {
    @Override
    public List<FaceCandidate> find(Image picture) {
      return List.of(
          new FaceCandidate(new Box(20, 50, 120, 150), 1),
          new FaceCandidate(new Box(270, 50, 370, 150), 1));
    }

    @Override
    public boolean isSure() {
      return true;
    }

    @Override
    public void close() {
      // owns nothing
    }
  }
}
