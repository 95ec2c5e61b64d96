package kpnative.data.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import kpnative.data.PictureSource;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.Visibility;
import kpnative.natives.NativeMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchLoaderTest {
  private static final long SEED = 11;
  private static final int FACES = 11;
  private static final int BATCH = 3; // so that the fourth and last batch has two
  private static final long ALL_PICTURES = 64 << 20;
  private static final InputFormat INPUT = new InputFormat(20, 24, Channels.GRAY, 0.5, 1);

  private final List<AnnotatedFace> faces = SyntheticFaces.faces(FACES, SEED, 68);
  private final FaceSampler sampler = sampler();

  @ParameterizedTest
  @CsvSource({"2, 0", "7, 0", "1, 67108864", "7, 67108864", "2, 200000"})
  void batchesAreTheSameWithAnyWorkersAndCache(int workers, long cacheBytes) throws IOException {
    List<DeliveredBatch> plain = epoch(1, 0, 0, 0);

    assertThat(epoch(workers, cacheBytes, 0, 0)).isEqualTo(plain);
    assertThat(plain).extracting(d -> d.faces().size()).containsExactly(3, 3, 3, 2);
  }

  @Test
  void facesComeInTheOrderAskedFor() throws IOException {
    List<Integer> order =
        epoch(7, ALL_PICTURES, 0, 0).stream().flatMap(d -> d.faces().stream()).toList();

    assertThat(order).containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  }

  @Test
  void anEpochBegunLaterIsTheTailOfTheWhole() throws IOException {
    List<DeliveredBatch> whole = epoch(2, ALL_PICTURES, 0, 5);

    assertThat(epoch(2, ALL_PICTURES, 2, 5)).isEqualTo(whole.subList(2, 4));
    assertThat(epoch(2, ALL_PICTURES, 4, 5)).isEmpty();
  }

  @Test
  void anotherEpochIsAugmentedOtherwise() throws IOException {
    DeliveredBatch one = epoch(1, ALL_PICTURES, 3, 0).get(0);
    DeliveredBatch other = epoch(1, ALL_PICTURES, 3, 1).get(0);

    assertThat(other.faces()).isEqualTo(one.faces());
    assertThat(other.warps()).isNotEqualTo(one.warps());
  }

  @Test
  void aFaceTwiceInAnEpochIsAugmentedTwice() throws IOException {
    try (PictureCache pictures = new PictureCache(Channels.GRAY, ALL_PICTURES);
        BatchLoader loader = new BatchLoader(faces, sampler, pictures, 2, 1)) {
      loader.start(new int[] {4, 4}, 0, 0, Optional.of(augmenting()));
      try (Batch batch = loader.next().orElseThrow()) {
        assertThat(batch.warp(0)).isNotEqualTo(batch.warp(1));
      }
    }
  }

  @Test
  void targetsAreTheKeypointsUnderTheWarp() throws IOException {
    DeliveredBatch d = epoch(1, ALL_PICTURES, 0, 0).get(0);
    int floats = sampler.targetFloats();
    for (int i = 0; i < d.faces().size(); i++) {
      Keypoints decoded = sampler.codec().decode(d.target().array(), i * floats, 68, INPUT.size());
      Keypoints expected = faces.get(d.faces().get(i)).keypoints().map(d.warps().get(i));
      for (int k = 0; k < 68; k++) {
        assertThat(decoded.x(k)).isCloseTo(expected.x(k), within1000th());
        assertThat(decoded.y(k)).isCloseTo(expected.y(k), within1000th());
      }
    }
  }

  @Test
  void pointsThatLeaveTheInputAreKeptAndMarked() throws IOException {
    int outside = 0;
    Augmentation shift =
        Augmentation.NONE.with(new Entry.Translation(0.4, 0.4, 0.4, 0.4, Distribution.UNIFORM, 1));
    for (DeliveredBatch d : epoch(shift)) {
      for (int i = 0; i < d.faces().size(); i++) {
        Keypoints all = faces.get(d.faces().get(i)).keypoints().map(d.warps().get(i));
        for (int k = 0; k < 68; k++) {
          boolean inside =
              Math.abs(all.x(k) - 11.5) <= INPUT.width() / 2.0
                  && Math.abs(all.y(k) - 9.5) <= INPUT.height() / 2.0;
          outside += inside ? 0 : 1;
          assertThat(d.marks().get(i * 68 + k) == Visibility.OUTSIDE).isEqualTo(!inside);
          float x = d.target().get(i * 136 + 2 * k);
          assertThat((double) x).isCloseTo((all.x(k) + 0.5) / INPUT.width(), within1000th());
        }
      }
    }
    assertThat(outside).as("faces are shifted by up to 40 %").isPositive();
  }

  @Test
  void pointsUnderAPatchAreMarked() throws IOException {
    assertThat(epoch(1, ALL_PICTURES, 0, 0)).anyMatch(d -> d.marks().contains(Visibility.HIDDEN));
  }

  @Test
  void aMirroredSampleHasItsKeypointsInTheOtherOrder() throws IOException {
    DeliveredBatch d = epoch(Augmentation.NONE.with(new Entry.Flip(1))).get(0);
    Keypoints inInput = faces.get(d.faces().get(0)).keypoints().map(d.warps().get(0));
    Keypoints mirrored = KeypointSchema.IBUG68.mirrored(inInput);

    Keypoints decoded = sampler.codec().decode(d.target().array(), 0, 68, INPUT.size());
    for (int k = 0; k < 68; k++) {
      assertThat(decoded.x(k)).isCloseTo(mirrored.x(k), within1000th());
    }
  }

  @Test
  void aTakerThatClosesNoBatchGetsAnError() throws IOException {
    try (PictureCache pictures = new PictureCache(Channels.GRAY, ALL_PICTURES);
        BatchLoader loader = new BatchLoader(faces, sampler, pictures, 1, 1)) {
      loader.start(EpochOrder.inOrder(FACES), 0, 0, Optional.empty());

      assertThatThrownBy(
              () -> {
                while (loader.next().isPresent()) {}
              })
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("close one");
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "7"})
  void anAbsentPictureEndsTheEpochWithItsPath(int workers, @TempDir Path folder)
      throws IOException {
    Path absent = folder.resolve("absent.jpg");
    List<AnnotatedFace> some = new ArrayList<>(faces);
    some.set(4, JpegFaces.in(faces.get(4), absent));
    try (PictureCache pictures = new PictureCache(Channels.GRAY, ALL_PICTURES);
        BatchLoader loader = new BatchLoader(some, sampler, pictures, BATCH, workers)) {
      loader.start(EpochOrder.inOrder(FACES), 0, 0, Optional.empty());
      loader.next().orElseThrow().close();

      assertThatThrownBy(loader::next)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(absent.toString());
      assertThat(loader.next()).as("nothing comes after it").isEmpty();
      assertThat(take(loader, EpochOrder.inOrder(4), 0, 0)).as("the next epoch").hasSize(2);
    }
  }

  @Test
  void aFaceWithoutAnExtentIsNamed() throws IOException {
    List<AnnotatedFace> some = new ArrayList<>(faces);
    AnnotatedFace flat = faces.get(0);
    double[] line = new double[136];
    some.set(
        0,
        new AnnotatedFace(
            flat.picture(),
            flat.photograph(),
            flat.person(),
            Keypoints.of(line),
            flat.box(),
            "flat.pts"));
    try (PictureCache pictures = new PictureCache(Channels.GRAY, 0);
        BatchLoader loader = new BatchLoader(some, sampler, pictures, BATCH, 2)) {
      loader.start(EpochOrder.inOrder(FACES), 0, 0, Optional.empty());

      assertThatThrownBy(loader::next)
          .hasRootCauseInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("flat.pts");
    }
  }

  @Test
  void anErrorOfAWorkerNamesItsPicture() throws IOException {
    OutOfMemoryError full = new OutOfMemoryError("made for this test");
    AnnotatedFace face = faces.get(0);
    PictureSource source =
        new PictureSource() {
          @Override
          public Image read(Channels channels) {
            throw full;
          }

          @Override
          public Size size() {
            throw full;
          }

          @Override
          public String name() {
            return "made";
          }
        };
    AnnotatedFace failing =
        new AnnotatedFace(
            source, face.photograph(), face.person(), face.keypoints(), face.box(), "made");
    try (PictureCache pictures = new PictureCache(Channels.GRAY, 0);
        BatchLoader loader = new BatchLoader(List.of(failing), sampler, pictures, BATCH, 1)) {
      loader.start(EpochOrder.inOrder(1), 0, 0, Optional.empty());

      assertThatThrownBy(loader::next).hasMessageStartingWith("made: ").hasCause(full);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 2", "7, 0", "7, 1"})
  void itClosesWhileBatchesAreComing(int workers, int taken) throws IOException {
    try (PictureCache pictures = new PictureCache(Channels.GRAY, 0)) {
      BatchLoader loader = new BatchLoader(faces, sampler, pictures, 1, workers);
      loader.start(EpochOrder.inOrder(FACES), 0, 0, Optional.empty());
      for (int i = 0; i < taken; i++) {
        loader.next().orElseThrow().close();
      }
      loader.close();
      loader.close();

      assertThat(loader.next()).isEmpty();
      assertThatThrownBy(() -> loader.start(new int[] {0}, 0, 0, Optional.empty()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aNewEpochDropsWhatWasNotTaken() throws IOException {
    try (PictureCache pictures = new PictureCache(Channels.GRAY, ALL_PICTURES);
        BatchLoader loader = new BatchLoader(faces, sampler, pictures, BATCH, 2)) {
      loader.start(EpochOrder.inOrder(FACES), 0, 0, Optional.empty());
      loader.next().orElseThrow().close();

      assertThat(take(loader, new int[] {8, 7}, 0, 0).get(0).faces()).containsExactly(8, 7);
    }
  }

  @Test
  void anInterruptedTakerGetsAnErrorAndCanClose() throws IOException {
    try (PictureCache pictures = new PictureCache(Channels.GRAY, 0);
        BatchLoader loader = new BatchLoader(faces, sampler, pictures, FACES, 1)) {
      loader.start(EpochOrder.inOrder(FACES), 0, 0, Optional.empty());
      Thread.currentThread().interrupt();

      assertThatThrownBy(loader::next).isInstanceOf(IOException.class);
      assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
    }
  }

  @Test
  void closingFreesEveryNativeObject() throws IOException {
    epoch(2, ALL_PICTURES, 0, 0); // one-time allocations
    long before = NativeMemory.objects();
    epoch(2, ALL_PICTURES, 0, 0);

    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  private List<DeliveredBatch> epoch(int workers, long cacheBytes, int firstBatch, int epoch)
      throws IOException {
    try (PictureCache pictures = new PictureCache(Channels.GRAY, cacheBytes);
        BatchLoader loader = new BatchLoader(faces, sampler, pictures, BATCH, workers)) {
      int[] backwards = new int[FACES];
      for (int i = 0; i < FACES; i++) {
        backwards[i] = FACES - 1 - i;
      }
      return take(loader, backwards, firstBatch, epoch);
    }
  }

  private List<DeliveredBatch> epoch(Augmentation augmentation) throws IOException {
    try (PictureCache pictures = new PictureCache(Channels.GRAY, 0);
        BatchLoader loader = new BatchLoader(faces, sampler, pictures, BATCH, 1)) {
      Randomness randomness = new Randomness(SEED);
      loader.start(
          EpochOrder.inOrder(FACES), 0, 0, Optional.of(new Augmenting(augmentation, randomness)));
      return DeliveredBatch.rest(loader);
    }
  }

  private static List<DeliveredBatch> take(
      BatchLoader loader, int[] order, int firstBatch, int epoch) throws IOException {
    loader.start(order, firstBatch, epoch, Optional.of(augmenting()));
    return DeliveredBatch.rest(loader);
  }

  /** Everything except the mirror image, which would change the keypoints' order. */
  private static Augmenting augmenting() {
    Augmentation on =
        Augmentation.NONE
            .with(new Entry.Rotation(15, Distribution.NORMAL, 1))
            .with(new Entry.Scale(0.8, 1.2, Distribution.UNIFORM, 1))
            .with(new Entry.Homography(0.05, 1))
            .with(new Entry.Color(0.2, 0.2, 0, 0, 1))
            .with(new Entry.Occlusion(1, 0.4, 1));
    return new Augmenting(on, new Randomness(SEED));
  }

  private static FaceSampler sampler() {
    int[] all = EpochOrder.inOrder(68);
    return new FaceSampler(
        INPUT,
        new BoxRule(BoxRule.From.POINTS, 1.25),
        KeypointSchema.IBUG68,
        all,
        new CoordinateCodec(0));
  }

  private static org.assertj.core.data.Offset<Double> within1000th() {
    return org.assertj.core.data.Offset.offset(1e-3);
  }
}
