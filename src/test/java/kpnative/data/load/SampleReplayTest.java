package kpnative.data.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kpnative.augment.Augmentation;
import kpnative.augment.Distribution;
import kpnative.augment.DrawnAugmentation;
import kpnative.augment.Entry;
import kpnative.augment.Randomness;
import kpnative.augment.Randomness.Purpose;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.SampleRenderer.Sample;
import kpnative.data.painted.SyntheticFaces;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Visibility;
import org.junit.jupiter.api.Test;

/** Samples from recorded augmentations, compared with those of the run that drew them. */
class SampleReplayTest {
  private static final List<AnnotatedFace> FACES = SyntheticFaces.faces(6, 4, 68);
  private static final int[] ORDER = {3, 0, 5, 1, 2, 4};
  private static final FaceSampler SAMPLER =
      new FaceSampler(
          new InputFormat(64, 64, Channels.COLOR, 0.5, 0.25),
          new BoxRule(BoxRule.From.POINTS, 1.25),
          KeypointSchema.IBUG68,
          IntStream.range(0, 68).toArray(),
          new CoordinateCodec(0.5));
  private static final Augmentation ALL =
      Augmentation.NONE
          .with(new Entry.Flip(0.5))
          .with(new Entry.Scale(0.8, 1.2, Distribution.UNIFORM, 1))
          .with(new Entry.Rotation(30, Distribution.UNIFORM, 1))
          .with(new Entry.Homography(0.05, 1))
          .with(new Entry.Translation(0.3, 0.3, 0.3, 0.3, Distribution.UNIFORM, 1))
          .with(new Entry.Color(0.3, 0.3, 0.3, 0.1, 1))
          .with(new Entry.Occlusion(1, 0.5, 1))
          .with(new Entry.Noise(0.05, 1));
  private static final Augmenting AUGMENTING = new Augmenting(ALL, new Randomness(9));

  private static List<DrawnAugmentation> drawn() {
    return IntStream.range(0, ORDER.length)
        .mapToObj(
            i ->
                DrawnAugmentation.draw(
                    ALL,
                    AUGMENTING.randomness().key(0, i, Purpose.AUGMENT),
                    SAMPLER.input().size()))
        .toList();
  }

  private static List<Sample> replay(List<DrawnAugmentation> changes) throws IOException {
    try (PictureCache pictures = new PictureCache(Channels.COLOR, 0)) {
      return SampleRenderer.replay(
          FACES, ORDER, changes, SAMPLER, pictures, AUGMENTING, UnreadablePictures.FATAL);
    }
  }

  private static List<Sample> render() throws IOException {
    try (PictureCache pictures = new PictureCache(Channels.COLOR, 0)) {
      return SampleRenderer.render(
          FACES, ORDER, SAMPLER, pictures, Optional.of(AUGMENTING), UnreadablePictures.FATAL);
    }
  }

  private static int[] pixels(BufferedImage picture) {
    int w = picture.getWidth();
    return picture.getRGB(0, 0, w, picture.getHeight(), null, 0, w);
  }

  @Test
  void replayedSamplesAreThoseOfTheTraining() throws IOException {
    List<Sample> expected = render();
    List<Sample> replayed = replay(drawn());

    for (int i = 0; i < ORDER.length; i++) {
      assertThat(pixels(replayed.get(i).picture())).isEqualTo(pixels(expected.get(i).picture()));
      assertThat(replayed.get(i).keypoints()).isEqualTo(expected.get(i).keypoints());
      assertThat(replayed.get(i).visibility()).isEqualTo(expected.get(i).visibility());
    }
  }

  @Test
  void samplesSayWhichKeypointsTheyShow() throws IOException {
    List<Visibility> all = render().stream().flatMap(s -> s.visibility().stream()).toList();

    assertThat(all).contains(Visibility.VISIBLE, Visibility.HIDDEN, Visibility.OUTSIDE);
  }

  @Test
  void aFaceWithoutAChangeIsRefused() {
    assertThatThrownBy(() -> replay(Arrays.asList(DrawnAugmentation.NONE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every face needs a change, got 6 and 1");
  }
}
