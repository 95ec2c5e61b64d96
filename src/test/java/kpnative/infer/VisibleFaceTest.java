package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Visibility;
import kpnative.network.HeadSpec;
import kpnative.network.MapReading;
import kpnative.network.NetworkSpec;
import kpnative.weights.SafetensorsFile;
import org.junit.jupiter.api.Test;

/** Faces say which keypoints can be seen where something taught the weights, and only there. */
class VisibleFaceTest {
  private static final int K = 68;

  @Test
  void calibratedWeightsGiveAProbabilityForEachKeypoint() throws IOException {
    Face face = face(file(true, true), DetectorOptions.DEFAULT);
    Face reference = face(file(true, true), DetectorOptions.DEFAULT.asReference());

    assertThat(face.visibilities()).hasSize(K).allMatch(p -> p > 0 && p < 1);
    assertThat(face.visibilities().stream().distinct().count()).isGreaterThan(K / 2);
    for (int k = 0; k < K; k++) {
      assertThat(face.visibilities().get(k))
          .isCloseTo(reference.visibilities().get(k), within(1e-4));
      boolean hidden = face.visibilities().get(k) < 0.5;
      assertThat(face.shown().get(k)).isEqualTo(hidden ? Visibility.HIDDEN : Visibility.VISIBLE);
    }
  }

  @Test
  void weightsThatNothingTaughtSayNothing() throws IOException {
    assertThat(face(file(true, false), DetectorOptions.DEFAULT).visibilities()).isEmpty();
    assertThat(face(file(false, false), DetectorOptions.DEFAULT).visibilities()).isEmpty();
    assertThat(face(file(false, false), DetectorOptions.DEFAULT).shown()).isEmpty();
  }

  @Test
  void aScoreKeepsTheVisibility() throws IOException {
    Face face = face(file(true, true), DetectorOptions.DEFAULT);

    assertThat(face.withScore(1).withDisagreement(0).visibilities()).isEqualTo(face.visibilities());
  }

  @Test
  void aCalibrationOfANetworkWithoutVisibilityIsRefused() {
    assertThatThrownBy(() -> file(false, true))
        .isInstanceOf(IOException.class)
        .hasMessage("made: a visibility calibration for a network without visibility");
  }

  /** Specs are stored: those of networks without visibility must stay as they were. */
  @Test
  void aSpecWithoutVisibilityHasNoKeyOfIt() throws IOException {
    String without = spec(false).toJson();
    String with = spec(true).toJson();

    assertThat(without).doesNotContain("visibility");
    assertThat(with).contains("\"visibility\":true");
    assertThat(DetectorSpec.of(Map.of(DetectorSpec.KEY, without), "f")).isEqualTo(spec(false));
    assertThat(DetectorSpec.of(Map.of(DetectorSpec.KEY, with), "f")).isEqualTo(spec(true));
  }

  private static Face face(DetectorFile file, DetectorOptions options) throws IOException {
    BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      picture.setRGB(i % 64, i / 64, i * 7919);
    }
    try (KeypointDetector detector = KeypointDetector.of(file, options);
        Image image = Image.of(picture, Channels.GRAY)) {
      return detector.detectCrop(image);
    }
  }

  private static DetectorFile file(boolean visibility, boolean calibrated) throws IOException {
    DetectorSpec spec = spec(visibility);
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(DetectorSpec.KEY, spec.toJson());
    if (calibrated) {
      VisibilityCalibration calibration =
          new VisibilityCalibration(
              Collections.nCopies(K, 0.0), Collections.nCopies(K, 4.0), 1, 0.5);
      metadata.put(VisibilityCalibration.KEY, calibration.toJson());
    }
    return DetectorFile.of(new SafetensorsFile(MadeDetector.weights(spec), metadata), "made");
  }

  private static DetectorSpec spec(boolean visibility) {
    return new DetectorSpec(
        "1",
        "made",
        KeypointSchema.IBUG68,
        IntStream.range(0, K).boxed().toList(),
        new InputFormat(32, 32, Channels.GRAY, 0.5, 1),
        new BoxRule(BoxRule.From.POINTS, 1.25),
        new CoordinateCodec(0),
        new NetworkSpec.Residual(
            List.of(6, 8),
            List.of(0, 1),
            new HeadSpec.Maps(
                HeadSpec.Skip.ADD, List.of(8), 2, MapReading.EXPECTATION, visibility)),
        false,
        Collections.nCopies(2 * K, 0.5));
  }
}
