package kpnative.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.NetworkSpec;
import kpnative.network.TorchModule;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;

/** Writes untrained weight files: a convolution and a fully connected layer, 68 keypoints. */
public final class MadeDetector {
  public static final int KEYPOINTS = 68;
  private static final long SEED = 4;

  private MadeDetector() {}

  /** {@return a spec with an input of 24 x 16 pixels} */
  public static DetectorSpec spec(BoxRule.From from, Channels channels, boolean flipTest) {
    return spec(from, new InputFormat(16, 24, channels, 0.5, 1), flipTest);
  }

  public static DetectorSpec spec(BoxRule.From from, InputFormat input, boolean flipTest) {
    return new DetectorSpec(
        "1",
        "made",
        KeypointSchema.IBUG68,
        IntStream.range(0, KEYPOINTS).boxed().toList(),
        input,
        new BoxRule(from, 1.25),
        new CoordinateCodec(0),
        new NetworkSpec.Cnn(
            List.of(3),
            List.of(3),
            List.of(1),
            List.of(2),
            NetworkSpec.Padding.SAME,
            false,
            List.of()),
        flipTest,
        Collections.nCopies(2 * KEYPOINTS, 0.5));
  }

  /** Writes a detector with random weights, whose output depends on every pixel. */
  public static Path random(Path file, DetectorSpec spec) throws IOException {
    return write(file, spec, weights(spec));
  }

  /**
   * Writes a detector that ignores its input: keypoint k is at {@code (u[k], v[k])} of the crop.
   */
  public static Path constant(Path file, DetectorSpec spec, float[] uv) throws IOException {
    Map<String, TensorData> weights = weights(spec);
    weights.replaceAll((name, t) -> TensorData.ofFloats(new float[(int) t.elements()], t.shape()));
    weights.put("fc1.bias", TensorData.ofFloats(uv, 2L * KEYPOINTS));
    return write(file, spec, weights);
  }

  public static Map<String, TensorData> weights(DetectorSpec spec) {
    try (TorchModule module = new TorchModule(spec.graph(), SEED)) {
      return new LinkedHashMap<>(module.state());
    }
  }

  public static Path write(Path file, DetectorSpec spec, Map<String, TensorData> weights)
      throws IOException {
    SafetensorsFile.write(file, weights, Map.of(DetectorSpec.KEY, spec.toJson()));
    return file;
  }
}
