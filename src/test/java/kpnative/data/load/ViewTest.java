package kpnative.data.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
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
import kpnative.data.UnreadablePictures;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.natives.Device;
import kpnative.natives.NativeMemory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Further pictures of samples, made by a loader on the CPU. */
class ViewTest {
  private static final long SEED = 4;
  private static final int FACES = 5;
  private static final InputFormat OWN = new InputFormat(24, 24, Channels.GRAY, 0.5, 0.25);

  private final List<AnnotatedFace> faces = SyntheticFaces.faces(FACES, SEED, 68);

  /** Each batch's own pictures, and those of its views. */
  private record Step(float[] input, List<float[]> views) {}

  @Test
  void cornersOfTheSampleLieWhereTheExtentSays() {
    Size sample = new Size(24, 24);
    View larger = new View(new InputFormat(48, 48, Channels.GRAY, 0, 1), 2);

    Point corner = larger.of(sample).map(new Point(-0.5, -0.5)); // the upper left edge
    assertThat(corner.x()).isCloseTo(11.5, within(1e-12)); // a quarter of the side, from its edge
    assertThat(corner.y()).isCloseTo(11.5, within(1e-12));
    assertThat(larger.enlargement(sample)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Transfer.class)
  void aViewOfTheSamplesOwnFormatIsTheSample(Transfer transfer) throws IOException {
    for (Step step : epoch(transfer, List.of(new View(OWN, 1)))) {
      assertThat(step.views.get(0)).containsExactly(step.input, Offset.offset(1e-6f));
    }
  }

  @Test
  void aLargerViewShrunkToTheSampleShowsTheSame() throws IOException {
    InputFormat twice = new InputFormat(48, 48, Channels.GRAY, 0.5, 0.25);
    for (Step step : epoch(Transfer.FLOAT32, List.of(new View(twice, 1)))) {
      float[] large = step.views.get(0);
      double difference = 0;
      for (int i = 0; i < step.input.length; i++) {
        int at = i / 24 * 2 * 48 + i % 24 * 2; // within a picture, and from one to the next
        float mean = (large[at] + large[at + 1] + large[at + 48] + large[at + 49]) / 4;
        difference += Math.abs(mean - step.input[i]);
      }
      assertThat(difference / step.input.length).isLessThan(0.1); // of -2 to 2
    }
  }

  @Test
  void aSampleIsTheSameWithViewsAndWithout() throws IOException {
    List<Step> alone = epoch(Transfer.FLOAT32, List.of());
    List<Step> beside = epoch(Transfer.FLOAT32, List.of(new View(OWN, 1.5)));
    for (int i = 0; i < alone.size(); i++) {
      assertThat(beside.get(i).input).isEqualTo(alone.get(i).input);
    }
  }

  @ParameterizedTest
  @EnumSource(Transfer.class)
  void closingFreesEveryNativeObject(Transfer transfer) throws IOException {
    List<View> views = List.of(new View(OWN, 1.5), new View(OWN, 0.8));
    epoch(transfer, views); // one-time allocations
    long before = NativeMemory.objects();
    epoch(transfer, views);

    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  @Test
  void anExtentOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new View(OWN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("extent");
  }

  private List<Step> epoch(Transfer transfer, List<View> views) throws IOException {
    FaceSampler sampler =
        new FaceSampler(
            OWN,
            new BoxRule(BoxRule.From.POINTS, 1.25),
            KeypointSchema.IBUG68,
            EpochOrder.inOrder(68),
            new CoordinateCodec(0));
    LoaderOptions options =
        new LoaderOptions(UnreadablePictures.FATAL, transfer, false, false, Share.WHOLE, views);
    Augmentation augmentation =
        Augmentation.NONE
            .with(new Entry.Flip(0.5))
            .with(new Entry.Rotation(20, Distribution.UNIFORM, 1))
            .with(new Entry.Color(0.2, 0.2, 0, 0, 1));
    List<Step> steps = new ArrayList<>();
    try (PictureCache pictures = new PictureCache(Channels.GRAY, 0);
        BatchLoader loader = new BatchLoader(faces, sampler, pictures, 2, 2, options)) {
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
                  DeliveredBatch.floats(b.input()).array(),
                  b.views().stream().map(v -> DeliveredBatch.floats(v).array()).toList()));
        }
      }
    }
    return steps;
  }
}
