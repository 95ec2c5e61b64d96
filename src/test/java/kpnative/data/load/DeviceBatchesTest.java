package kpnative.data.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import kpnative.data.UnreadablePictures;
import kpnative.data.painted.SyntheticFaces;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.natives.Device;
import kpnative.natives.NativeMemory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On the CPU; copies to a GPU are not tested here. */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeviceBatchesTest {
  private static final long SEED = 3;
  private static final int FACES = 7;
  private static final int BATCH = 3;

  private final List<AnnotatedFace> faces = SyntheticFaces.faces(FACES, SEED, 68);

  private record Step(int number, int size, long[] strides, float[] input, float[] target) {}

  @ParameterizedTest
  @EnumSource(Channels.class)
  void bytesBecomeTheSameNumbersAsFloats(Channels channels) throws IOException {
    List<Step> floats = epoch(channels, Transfer.FLOAT32);
    List<Step> bytes = epoch(channels, Transfer.UINT8);

    assertThat(bytes).hasSameSizeAs(floats).hasSize(3);
    for (int i = 0; i < floats.size(); i++) {
      assertThat(bytes.get(i).input)
          .as("values from -2 to 2, one byte each")
          .containsExactly(floats.get(i).input, Offset.offset(1e-6f));
    }
  }

  /**
   * Compared with the fractions of white that a format without mean and standard deviation gives.
   */
  @ParameterizedTest
  @EnumSource(Transfer.class)
  void everyChannelHasItsOwnMeanAndDeviation(Transfer transfer) throws IOException {
    List<Double> mean = List.of(0.485, 0.456, 0.406);
    List<Double> deviation = List.of(0.229, 0.224, 0.225);
    List<Step> shares = epoch(new InputFormat(20, 24, Channels.COLOR, 0, 1), Transfer.FLOAT32);
    List<Step> own = epoch(new InputFormat(20, 24, Channels.COLOR, mean, deviation), transfer);

    assertThat(own).hasSameSizeAs(shares);
    for (int s = 0; s < own.size(); s++) {
      float[] expected = shares.get(s).input.clone();
      for (int i = 0; i < expected.length; i++) {
        int c = i % 3; // channels last in memory
        expected[i] = (float) ((expected[i] - mean.get(c)) / deviation.get(c));
      }
      assertThat(own.get(s).input).containsExactly(expected, Offset.offset(2e-6f));
    }
  }

  @ParameterizedTest
  @EnumSource(Channels.class)
  void targetsDoNotDependOnTheTransfer(Channels channels) throws IOException {
    assertThat(epoch(channels, Transfer.UINT8))
        .extracting(Step::target)
        .containsExactlyElementsOf(
            epoch(channels, Transfer.FLOAT32).stream().map(Step::target).toList());
  }

  @ParameterizedTest
  @EnumSource(Transfer.class)
  void theInputIsChannelsLastInMemory(Transfer transfer) throws IOException {
    Step step = epoch(Channels.COLOR, transfer).get(0);

    assertThat(step.strides).containsExactly(20 * 24 * 3, 1, 24 * 3, 3);
  }

  @Test
  void batchesComeWithTheirNumbersAndSizes() throws IOException {
    List<Step> steps = epoch(Channels.GRAY, Transfer.FLOAT32);

    assertThat(steps).extracting(Step::number).containsExactly(0, 1, 2);
    assertThat(steps).extracting(Step::size).containsExactly(3, 3, 1);
  }

  @ParameterizedTest
  @EnumSource(Transfer.class)
  void closingFreesEveryNativeObject(Transfer transfer) throws IOException {
    epoch(Channels.COLOR, transfer); // one-time allocations
    long before = NativeMemory.objects();
    epoch(Channels.COLOR, transfer);

    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  private List<Step> epoch(Channels channels, Transfer transfer) throws IOException {
    return epoch(new InputFormat(20, 24, channels, 0.5, 0.25), transfer);
  }

  private List<Step> epoch(InputFormat format, Transfer transfer) throws IOException {
    Channels channels = format.channels();
    FaceSampler sampler =
        new FaceSampler(
            format,
            new BoxRule(BoxRule.From.POINTS, 1.25),
            KeypointSchema.IBUG68,
            EpochOrder.inOrder(68),
            new CoordinateCodec(0.5));
    LoaderOptions options = new LoaderOptions(UnreadablePictures.FATAL, transfer, false, false);
    Augmentation augmentation =
        Augmentation.NONE
            .with(new Entry.Rotation(20, Distribution.UNIFORM, 1))
            .with(new Entry.Color(0.2, 0.2, 0.2, 0.05, 1));
    List<Step> steps = new ArrayList<>();
    try (PictureCache pictures = new PictureCache(channels, 0);
        BatchLoader loader = new BatchLoader(faces, sampler, pictures, BATCH, 2, options)) {
      loader.start(
          EpochOrder.inOrder(FACES),
          0,
          0,
          Optional.of(new Augmenting(augmentation, new Randomness(SEED))));
      try (DeviceBatches batches = new DeviceBatches(loader, Device.CPU)) {
        for (Optional<DeviceBatch> next = batches.next(); next.isPresent(); next = batches.next()) {
          DeviceBatch b = next.get();
          steps.add(
              new Step(
                  b.number(),
                  b.size(),
                  strides(b),
                  DeliveredBatch.floats(b.input()).array(),
                  DeliveredBatch.floats(b.target()).array()));
        }
      }
    }
    return steps;
  }

  private static long[] strides(DeviceBatch batch) {
    long[] strides = new long[4];
    for (int i = 0; i < 4; i++) {
      strides[i] = batch.input().stride(i);
    }
    return strides;
  }
}
