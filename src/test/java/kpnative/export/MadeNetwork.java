package kpnative.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.infer.DetectorSpec;
import kpnative.infer.VisibilityCalibration;
import kpnative.keypoints.KeypointSchema;
import kpnative.natives.NativeScope;
import kpnative.network.HeadSpec;
import kpnative.network.MapReading;
import kpnative.network.NetworkSpec;
import kpnative.network.TensorSlot;
import kpnative.network.TensorSlot.Role;
import kpnative.network.TorchModule;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Small, untrained networks of every kind, with running statistics that differ from their initial
 * values.
 */
enum MadeNetwork {
  FULLY_CONNECTED(
      0.5,
      new NetworkSpec.Cnn(
          List.of(4, 6),
          List.of(3),
          List.of(1),
          List.of(2),
          NetworkSpec.Padding.SAME,
          true,
          List.of(20))),
  MAPS(
      0,
      new NetworkSpec.Residual(List.of(6, 8, 8), List.of(0, 1, 1), maps(MapReading.EXPECTATION))),
  VISIBLE(
      0,
      new NetworkSpec.Residual(
          List.of(6, 8, 8),
          List.of(0, 1, 1),
          new HeadSpec.Maps(HeadSpec.Skip.ADD, List.of(6), 2, MapReading.EXPECTATION, true))),
  SHAPE(0, new NetworkSpec.ResNet(18, 4, new HeadSpec.Pca(3))),
  RESNET(0.5, new NetworkSpec.ResNet(50, 2, new HeadSpec.FullyConnected(List.of()))),
  UNET(0, new NetworkSpec.UNet(4, 2, MapReading.EXPECTATION)),
  HIGHEST(0, new NetworkSpec.UNet(3, 2, MapReading.ARGMAX)),
  QUARTER(0, new NetworkSpec.UNet(3, 2, MapReading.PEAK_QUARTER)),
  DARK(0, new NetworkSpec.UNet(3, 2, MapReading.DARK)),
  PEAKS(0, new NetworkSpec.UNet(3, 2, MapReading.PEAK_DARK)),
  GRID(0, new NetworkSpec.ResNet(18, 4, new HeadSpec.Grid(16, 0))),
  NEIGHBOURS(0, new NetworkSpec.ResNet(18, 4, new HeadSpec.Grid(16, 3)));

  /** Of {@link #VISIBLE}. */
  static final VisibilityCalibration CALIBRATION =
      new VisibilityCalibration(
          List.of(0.5, -1.0, 0.25, 2.0, 0.0), List.of(1.0, 2.0, 0.5, 1.5, 3.0), 10, 0.3);

  static final int HEIGHT = 48;
  static final int WIDTH = 32;
  static final int CHANNELS = 3;
  static final List<Integer> KEYPOINTS = List.of(8, 27, 36, 45, 57);

  @SuppressWarnings("ImmutableEnumChecker") // a record
  final DetectorSpec spec;

  MadeNetwork(double origin, NetworkSpec network) {
    int count = KeypointSchema.IBUG68.count();
    spec =
        new DetectorSpec(
            "1",
            "made",
            KeypointSchema.IBUG68,
            List.of(8, 27, 36, 45, 57), // KEYPOINTS, which is not initialised yet
            new InputFormat(
                HEIGHT, WIDTH, Channels.COLOR, List.of(0.4, 0.5, 0.6), List.of(0.2, 0.25, 0.3)),
            new BoxRule(BoxRule.From.POINTS, 1.25),
            new CoordinateCodec(origin),
            network,
            false,
            Collections.nCopies(2 * count, 0.5));
  }

  private static HeadSpec maps(MapReading reading) {
    return new HeadSpec.Maps(HeadSpec.Skip.CONCAT, List.of(6), 2, reading, false);
  }

  /** {@return its tensors, the same at each call} */
  Map<String, TensorData> tensors() {
    try (TorchModule module = new TorchModule(spec.graph(), 7)) {
      Map<String, TensorData> tensors = new LinkedHashMap<>(module.state());
      SplittableRandom random = new SplittableRandom(5);
      for (TensorSlot slot : spec.graph().slots()) {
        if (!slot.isParameter()) {
          float[] values = new float[(int) slot.elements()];
          for (int i = 0; i < values.length; i++) {
            boolean variance = slot.role() == Role.RUNNING_VARIANCE;
            values[i] = (float) (random.nextDouble() - (variance ? -0.5 : 0.5));
          }
          if (slot.name().endsWith("neighbours")) {
            values = neighbours(slot.shape().get(0), slot.shape().get(1));
          }
          long[] shape = slot.shape().stream().mapToLong(Integer::longValue).toArray();
          tensors.put(slot.name(), TensorData.ofFloats(values, shape));
        }
      }
      return tensors;
    }
  }

  private static float[] neighbours(int keypoints, int count) {
    float[] values = new float[keypoints * count];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i / count + 1 + i % count) % keypoints;
    }
    return values;
  }

  /** Writes the network as a run does. */
  Path write(Path folder) throws IOException {
    Path file = folder.resolve(name() + ".safetensors");
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(DetectorSpec.KEY, spec.toJson());
    if (spec.graph().hasVisibility()) {
      metadata.put(VisibilityCalibration.KEY, CALIBRATION.toJson());
    }
    SafetensorsFile.write(file, tensors(), metadata);
    return file;
  }

  /** {@return the exported file} */
  Path export(Path folder, ExportFormat format) throws IOException {
    Path out = folder.resolve(name() + "." + format);
    DetectorExport.write(write(folder), format, false, out);
    return out;
  }

  /** {@return the inputs of a batch, in planar order} */
  static float[] input(int batch) {
    return MadeInput.of(batch * CHANNELS * HEIGHT * WIDTH, batch);
  }

  /**
   * {@return what LibTorch predicts layer by layer for the inputs: {@code [B, K, 2]}, fractions}
   */
  float[] points(int batch) {
    try (TorchModule module = new TorchModule(spec.graph(), 1);
        NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      module.load(tensors());
      module.setTraining(false);
      Tensor x = Tensor.create(input(batch), batch, CHANNELS, HEIGHT, WIDTH);
      Tensor y = module.forward(x).contiguous();
      float[] points = new float[(int) y.numel()];
      y.data_ptr_float().get(points);
      for (int i = 0; i < points.length; i++) {
        points[i] += (float) spec.codec().origin();
      }
      return points;
    }
  }

  /** {@return the probability of each keypoint's being visible, {@code [B, K]}} */
  float[] visibility(int batch) {
    try (TorchModule module = new TorchModule(spec.graph(), 1);
        NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      module.load(tensors());
      module.setTraining(false);
      Tensor x = Tensor.create(input(batch), batch, CHANNELS, HEIGHT, WIDTH);
      Tensor logits = module.forwardAll(x).visibility().orElseThrow().contiguous();
      float[] values = new float[(int) logits.numel()];
      logits.data_ptr_float().get(values);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) CALIBRATION.probability(i % KEYPOINTS.size(), values[i]);
      }
      return values;
    }
  }

  /** {@return the largest difference, fractions of a side} */
  static double distance(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new AssertionError(a.length + " numbers, not " + b.length);
    }
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
  }
}
