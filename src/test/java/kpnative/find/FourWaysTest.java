package kpnative.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.infer.Face;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;

class FourWaysTest {
  private int way;

  private static SearchedPhoto one(double confidence) {
    Face face =
        new Face(
            new Box(1, 2, 5, 8),
            Keypoints.of(1, 2, 5, 8),
            List.of(confidence, confidence),
            0.9,
            0.01,
            KeypointSchema.ofCount(2),
            List.of(0, 1));
    return new SearchedPhoto(List.of(face), List.of());
  }

  private SearchedPhoto best(double... confidences) throws IOException {
    way = 0;
    BufferedImage picture = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    try (Image color = Image.of(picture, Channels.COLOR)) {
      return new FourWays((c, i) -> one(confidences[way++])).best(color, color);
    }
  }

  @Test
  void theSurestWayCountsInThePicturesOwnFrame() throws IOException {
    Face face = best(0.6, 0.7, 0.9, 0.5).faces().get(0);

    assertThat(way).isEqualTo(4);
    assertThat(face.confidence()).isEqualTo(0.9);
    // a half turn of 40 x 20 pixels
    assertThat(face.keypoints()).isEqualTo(Keypoints.of(38, 17, 34, 11));
    assertThat(TurnedFaces.turn(new Size(40, 20), 2).map(face.keypoints().point(0)).x())
        .isEqualTo(1);
  }

  @Test
  void aPictureThatIsHardlySurerTurnedStays() throws IOException {
    assertThat(best(0.8, 0.82, 0.81, 0.8).faces().get(0).confidence()).isEqualTo(0.8);
  }

  /** A box in each way's own frame; the first way is the surest. */
  @Test
  void whatIsDoubtfulAnyWayIsDoubtful() throws IOException {
    way = 0;
    BufferedImage picture = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    SearchedPhoto found;
    try (Image color = Image.of(picture, Channels.COLOR)) {
      found =
          new FourWays(
                  (c, i) -> {
                    way++;
                    return new SearchedPhoto(
                        way == 1 ? one(0.9).faces() : List.of(), List.of(new Box(10, 11, 14, 15)));
                  })
              .best(color, color);
    }

    assertThat(found.faces()).hasSize(1);
    assertThat(found.doubtful())
        .containsExactly(
            new Box(10, 11, 14, 15),
            new Box(11, 5, 15, 9), // lay on its side
            new Box(25, 4, 29, 8),
            new Box(24, 10, 28, 14));
  }

  @Test
  void aFaceOfAWayThatWasNotChosenIsDoubtful() throws IOException {
    way = 0;
    BufferedImage picture = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    try (Image color = Image.of(picture, Channels.COLOR)) {
      SearchedPhoto found = new FourWays((c, i) -> one(way++ == 2 ? 0.9 : 0.5)).best(color, color);

      assertThat(found.faces()).extracting(Face::confidence).containsExactly(0.9);
      assertThat(found.doubtful())
          .contains(new Box(1, 2, 5, 8)) // as it stands
          .hasSize(3);
    }
  }
}
