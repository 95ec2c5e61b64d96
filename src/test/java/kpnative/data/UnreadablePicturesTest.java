package kpnative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.data.load.BatchLoader;
import kpnative.data.load.DeliveredBatch;
import kpnative.data.load.EpochOrder;
import kpnative.data.load.LoaderOptions;
import kpnative.data.load.PictureCache;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that are damaged or deleted during a training run. */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnreadablePicturesTest {
  private static final long SEED = 31;
  private static final int FACES = 11;
  private static final int BATCH = 3;
  private static final long ALL_PICTURES = 64 << 20;
  private static final FaceSampler SAMPLER =
      new FaceSampler(
          new InputFormat(20, 24, Channels.GRAY, 0.5, 1),
          new BoxRule(BoxRule.From.POINTS, 1.25),
          KeypointSchema.IBUG68,
          EpochOrder.inOrder(68),
          new CoordinateCodec(0));

  @TempDir Path folder;
  private List<AnnotatedFace> faces = List.of();
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void writeFaces() throws IOException {
    faces = JpegFaces.write(folder, FACES, SEED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void aPictureDeletedBetweenEpochsEndsTheNextWithItsPath(int workers) throws IOException {
    try (PictureCache pictures = new PictureCache(Channels.GRAY, 0);
        BatchLoader loader = loader(pictures, workers, UnreadablePictures.FATAL)) {
      assertThat(epoch(loader, 0)).hasSize(4);
      Files.delete(file(4));
      loader.start(EpochOrder.inOrder(FACES), 0, 1, Optional.empty());
      loader.next().orElseThrow().close();

      assertThatThrownBy(loader::next)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file(4).toString());
      assertThat(loader.next()).as("nothing comes after it").isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void ofTwoBadPicturesInABatchTheFirstIsTold(int workers) throws IOException {
    damage(1);
    Files.delete(file(2));
    try (PictureCache pictures = new PictureCache(Channels.GRAY, 0);
        BatchLoader loader = loader(pictures, workers, UnreadablePictures.FATAL)) {
      loader.start(EpochOrder.inOrder(FACES), 0, 0, Optional.empty());

      assertThatThrownBy(loader::next).hasMessageContaining(file(1).toString());
    }
  }

  @ParameterizedTest(name = "{0} workers, cache of {1} bytes")
  @CsvSource({"1, 0", "2, 0", "7, 0", "2, " + ALL_PICTURES, "7, " + ALL_PICTURES})
  void aPictureThatIsLeftOutLeavesTheOthersAsTheyWere(int workers, long cacheBytes)
      throws IOException {
    List<DeliveredBatch> whole = leftOut(1, 0);
    damage(4);
    Files.delete(file(0));

    List<DeliveredBatch> rest = leftOut(workers, cacheBytes);

    assertThat(rest)
        .extracting(DeliveredBatch::faces)
        .containsExactly(List.of(1, 2), List.of(3, 5), List.of(6, 7, 8), List.of(9, 10));
    assertThat(rest.subList(2, 4)).isEqualTo(whole.subList(2, 4));
    int n = SAMPLER.input().values();
    assertThat(rest.get(1).input().array()).isEqualTo(without(whole.get(1).input().array(), n, 1));
    assertThat(rest.get(1).target().array())
        .isEqualTo(without(whole.get(1).target().array(), 136, 1));
    assertThat(rest.get(1).warps().get(1)).isEqualTo(whole.get(1).warps().get(2));
  }

  @Test
  void eachIsToldOfOnceWithItsPath() throws IOException {
    damage(4);
    Files.delete(file(0));
    UnreadablePictures rule = UnreadablePictures.leftOut(notes::add);
    try (PictureCache pictures = new PictureCache(Channels.GRAY, 0);
        BatchLoader loader = loader(pictures, 2, rule)) {
      epoch(loader, 0);
      epoch(loader, 1);
    }

    assertThat(notes).hasSize(2);
    assertThat(notes.get(0)).startsWith("left out: ").contains(file(0).toString());
    assertThat(notes.get(1)).startsWith("left out: ").contains(file(4).toString());
  }

  @Test
  void aBatchWithoutSamplesIsPassedOver() throws IOException {
    for (int i = 3; i < 6; i++) {
      damage(i);
    }

    assertThat(leftOut(2, 0)).extracting(DeliveredBatch::number).containsExactly(0, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void anEpochWithoutAReadablePictureIsAnError(int workers) throws IOException {
    for (int i = 0; i < FACES; i++) {
      damage(i);
    }

    assertThatThrownBy(() -> leftOut(workers, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none of the 11 pictures of this epoch");
  }

  @Test
  void aCachedPictureIsNotMissed() throws IOException {
    try (PictureCache pictures = new PictureCache(Channels.GRAY, ALL_PICTURES);
        BatchLoader loader = loader(pictures, 2, UnreadablePictures.FATAL)) {
      List<DeliveredBatch> before = epoch(loader, 0);
      Files.delete(file(4));

      assertThat(epoch(loader, 1)).isEqualTo(before);
    }
  }

  private List<DeliveredBatch> leftOut(int workers, long cacheBytes) throws IOException {
    UnreadablePictures rule = UnreadablePictures.leftOut(notes::add);
    try (PictureCache pictures = new PictureCache(Channels.GRAY, cacheBytes);
        BatchLoader loader = loader(pictures, workers, rule)) {
      return epoch(loader, 0);
    }
  }

  private BatchLoader loader(PictureCache pictures, int workers, UnreadablePictures rule) {
    return new BatchLoader(faces, SAMPLER, pictures, BATCH, workers, LoaderOptions.with(rule));
  }

  private static List<DeliveredBatch> epoch(BatchLoader loader, int epoch) throws IOException {
    loader.start(EpochOrder.inOrder(FACES), 0, epoch, Optional.empty());
    return DeliveredBatch.rest(loader);
  }

  private void damage(int face) throws IOException {
    Files.write(file(face), Arrays.copyOf(Files.readAllBytes(file(face)), 300));
  }

  private Path file(int face) {
    return folder.resolve(face + ".jpg");
  }

  private static float[] without(float[] rows, int length, int row) {
    float[] rest = new float[rows.length - length];
    System.arraycopy(rows, 0, rest, 0, row * length);
    System.arraycopy(rows, (row + 1) * length, rest, row * length, rest.length - row * length);
    return rest;
  }
}
