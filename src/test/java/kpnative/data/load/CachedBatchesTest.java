package kpnative.data.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.augment.Augmentation;
import kpnative.augment.Distribution;
import kpnative.augment.Entry;
import kpnative.augment.Randomness;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.Photographs;
import kpnative.data.PictureSource;
import kpnative.data.UnreadablePictures;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Photographs in JPEG files, reduced during decoding, with every kind of cache. */
class CachedBatchesTest {
  private static final int FACES = 7;
  private static final long ALL = 64 << 20;
  private static final long SOME = 100_000; // about two pictures
  private static final InputFormat INPUT = new InputFormat(72, 72, Channels.COLOR, 0.5, 1);

  @TempDir Path folder;
  private List<AnnotatedFace> faces = List.of();

  @BeforeEach
  void photographs() throws IOException {
    faces = Photographs.write(folder, FACES, 3);
  }

  private static FaceSampler sampler(BoxRule.From from) {
    return new FaceSampler(
        INPUT,
        new BoxRule(from, from == BoxRule.From.PICTURE ? 1 : 1.25),
        KeypointSchema.IBUG68,
        EpochOrder.inOrder(68),
        new CoordinateCodec(0));
  }

  private static Augmentation augmentation() {
    return Augmentation.NONE
        .with(new Entry.Rotation(15, Distribution.UNIFORM, 1))
        .with(new Entry.Scale(0.8, 1.2, Distribution.UNIFORM, 1))
        .with(new Entry.Homography(0.05, 1));
  }

  /** Two epochs, and a pass without augmentation, as in a training run. */
  private List<float[]> batches(FaceSampler sampler, PictureCache pictures, int workers)
      throws IOException {
    List<float[]> all = new ArrayList<>();
    try (BatchLoader loader = new BatchLoader(faces, sampler, pictures, 3, workers)) {
      for (int epoch = 0; epoch < 3; epoch++) {
        Augmenting a = new Augmenting(augmentation(), new Randomness(5));
        loader.start(
            EpochOrder.inOrder(FACES), 0, epoch, epoch == 2 ? Optional.empty() : Optional.of(a));
        for (Optional<Batch> next = loader.next(); next.isPresent(); next = loader.next()) {
          try (Batch b = next.get();
              NativeScope scope = NativeScope.open()) {
            all.add(floats(b.input()));
            all.add(floats(b.target()));
          }
        }
      }
    }
    return all;
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[(int) tensor.numel()];
    tensor.data_ptr_float().get(values);
    return values;
  }

  private PictureCache file(FaceSampler sampler, long maxBytes) throws IOException {
    CachePlace place = new CachePlace(folder, folder.resolve(maxBytes + ".pictures"));
    List<ReducedPicture> wanted = new ArrayList<>();
    wanted.addAll(ReducedPicture.of(faces, sampler, augmentation().largestEnlargement()));
    for (ReducedPicture plain : ReducedPicture.of(faces, sampler, 1)) {
      if (!wanted.contains(plain)) {
        wanted.add(plain);
      }
    }
    CacheFileWriter.write(
        place,
        INPUT.channels(),
        wanted,
        maxBytes,
        (done, all) -> {},
        UnreadablePictures.leftOut(line -> {}));
    return new PictureCache(CacheFile.open(place, INPUT.channels(), wanted, maxBytes), maxBytes);
  }

  @ParameterizedTest
  @CsvSource({"POINTS, 1", "POINTS, 2", "POINTS, 7", "PICTURE, 2"})
  void batchesAreTheSameWithoutCacheInMemoryAndFromAFile(BoxRule.From from, int workers)
      throws IOException {
    FaceSampler sampler = sampler(from);
    List<float[]> plain = new ArrayList<>();
    try (PictureCache none = new PictureCache(INPUT.channels(), 0)) {
      plain.addAll(batches(sampler, none, 1));
    }
    for (long maxBytes : new long[] {0, SOME, ALL}) {
      try (PictureCache memory = new PictureCache(INPUT.channels(), maxBytes);
          PictureCache file = file(sampler, maxBytes)) {
        List<float[]> fromMemory = batches(sampler, memory, workers);
        List<float[]> fromFile = batches(sampler, file, workers);
        assertThat(plain).hasSize(18);
        for (int i = 0; i < plain.size(); i++) {
          assertThat(fromMemory.get(i))
              .as("in %d bytes of memory", maxBytes)
              .isEqualTo(plain.get(i));
          assertThat(fromFile.get(i))
              .as("from a file of %d bytes", maxBytes)
              .isEqualTo(plain.get(i));
        }
      }
    }
  }

  @Test
  void largeFacesAreReducedMoreWhereNothingEnlargesThem() {
    List<ReducedPicture> training =
        ReducedPicture.of(faces, sampler(BoxRule.From.POINTS), augmentation().largestEnlargement());
    List<ReducedPicture> validation = ReducedPicture.of(faces, sampler(BoxRule.From.POINTS), 1);

    assertThat(training).extracting(ReducedPicture::reduction).contains(2);
    assertThat(validation.stream().mapToInt(ReducedPicture::reduction).sum())
        .isGreaterThan(training.stream().mapToInt(ReducedPicture::reduction).sum());
  }

  @Test
  void aReducedPhotographGivesTheSampleOfTheWholeOne() throws IOException {
    FaceSampler sampler = sampler(BoxRule.From.POINTS);
    float[] reduced;
    float[] whole;
    try (PictureCache pictures = new PictureCache(INPUT.channels(), 0)) {
      reduced = batches(sampler, pictures, 1).get(0);
    }
    List<AnnotatedFace> kept = faces;
    faces = kept.stream().map(CachedBatchesTest::neverReduced).toList();
    try (PictureCache pictures = new PictureCache(INPUT.channels(), 0)) {
      whole = batches(sampler, pictures, 1).get(0);
    }
    double squares = 0;
    for (int i = 0; i < whole.length; i++) {
      double d = 255.0 * (whole[i] - reduced[i]);
      squares += d * d;
    }

    assertThat(reduced).isNotEqualTo(whole);
    assertThat(Math.sqrt(squares / whole.length)).as("gray levels, RMS").isCloseTo(0, within(4.0));
  }

  private static AnnotatedFace neverReduced(AnnotatedFace f) {
    PictureSource file = f.picture();
    PictureSource whole =
        new PictureSource() {
          @Override
          public Image read(Channels channels) throws IOException {
            return file.read(channels);
          }

          @Override
          public Size size() throws IOException {
            return file.size();
          }

          @Override
          public String name() {
            return file.name();
          }
        };
    return new AnnotatedFace(whole, f.photograph(), f.person(), f.keypoints(), f.box(), f.origin());
  }
}
