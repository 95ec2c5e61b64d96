package kpnative.data.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kpnative.augment.Augmentation;
import kpnative.augment.Distribution;
import kpnative.augment.Entry;
import kpnative.augment.Randomness;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.JpegFaces;
import kpnative.data.read.DatasetReader;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same seed gives the same batches, byte for byte, for any number of workers and any cache. */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SameBatchesTest {
  private static final long SEED = 23;
  private static final int BATCH = 4;
  private static final long ALL_PICTURES = 256 << 20;
  private static final long SOME_PICTURES = 300_000;
  private static final Path HELEN = Path.of("../shared/data/300w/helen/testset");

  @TempDir static Path folder;
  private static List<AnnotatedFace> faces;

  @BeforeAll
  static void writeFaces() throws IOException {
    faces = JpegFaces.write(folder, 10, SEED);
  }

  @ParameterizedTest(name = "{0}, {1} workers, cache of {2} bytes, seed " + SEED)
  @CsvSource({
    "GRAY, 2, 0",
    "GRAY, 7, 0",
    "GRAY, 1, " + ALL_PICTURES,
    "GRAY, 7, " + ALL_PICTURES,
    "COLOR, 2, 0",
    "COLOR, 7, 0",
    "COLOR, 1, " + ALL_PICTURES,
    "COLOR, 2, " + ALL_PICTURES,
    "COLOR, 7, " + ALL_PICTURES,
    "COLOR, 7, " + SOME_PICTURES
  })
  void workersAndCacheChangeNoByte(Channels channels, int workers, long cacheBytes)
      throws IOException {
    assertThat(twoEpochs(faces, channels, workers, cacheBytes))
        .isEqualTo(twoEpochs(faces, channels, 1, 0));
  }

  @Test
  void twoEpochsDiffer() throws IOException {
    List<DeliveredBatch> both = twoEpochs(faces, Channels.COLOR, 2, 0);

    assertThat(both.get(3)).isNotEqualTo(both.get(0));
  }

  @Test
  void realFacesAreTheSameToo() throws IOException {
    assumeTrue(Files.isDirectory(HELEN), "no " + HELEN);
    List<AnnotatedFace> real =
        DatasetReader.read(List.of("pts:" + HELEN), Optional.empty()).faces().subList(0, 24);
    List<DeliveredBatch> plain = twoEpochs(real, Channels.COLOR, 1, 0);

    assertThat(twoEpochs(real, Channels.COLOR, 2, 0)).isEqualTo(plain);
    assertThat(twoEpochs(real, Channels.COLOR, 7, ALL_PICTURES)).isEqualTo(plain);
  }

  private static List<DeliveredBatch> twoEpochs(
      List<AnnotatedFace> faces, Channels channels, int workers, long cacheBytes)
      throws IOException {
    FaceSampler sampler =
        new FaceSampler(
            new InputFormat(48, 40, channels, 0.5, 0.25),
            new BoxRule(BoxRule.From.POINTS, 1.25),
            KeypointSchema.IBUG68,
            EpochOrder.inOrder(68),
            new CoordinateCodec(0.5));
    Randomness randomness = new Randomness(SEED);
    try (PictureCache pictures = new PictureCache(channels, cacheBytes);
        BatchLoader loader = new BatchLoader(faces, sampler, pictures, BATCH, workers)) {
      List<DeliveredBatch> both = new java.util.ArrayList<>();
      for (int epoch = 0; epoch < 2; epoch++) {
        int[] order = EpochOrder.shuffled(faces.size(), faces.size(), randomness, epoch);
        loader.start(order, 0, epoch, Optional.of(new Augmenting(everything(), randomness)));
        both.addAll(DeliveredBatch.rest(loader));
      }
      return both;
    }
  }

  private static Augmentation everything() {
    return Augmentation.NONE
        .with(new Entry.Flip(0.5))
        .with(new Entry.Scale(0.7, 1.3, Distribution.NORMAL, 0.9))
        .with(new Entry.Rotation(40, Distribution.UNIFORM, 0.9))
        .with(new Entry.Homography(0.08, 0.7))
        .with(new Entry.Translation(0.2, 0.2, 0.2, 0.2, Distribution.UNIFORM, 0.9))
        .with(new Entry.Color(0.3, 0.3, 0.3, 0.1, 0.9))
        .with(new Entry.Gamma(0.7, 1.4, 0.5))
        .with(new Entry.Gray(0.2))
        .with(new Entry.Occlusion(2, 0.4, 0.5))
        .with(new Entry.Blur(0.05, 0.4))
        .with(new Entry.Noise(0.05, 0.5))
        .with(new Entry.Jpeg(30, 90, 0.4));
  }
}
