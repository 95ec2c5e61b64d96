package kpnative.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kpnative.natives.Device;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.weights.TensorData;
import kpnative.weights.Tensors;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchModuleTest {
  private static final long SEED = 7;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  /** A small network with every kind of layer that has a gradient. */
  private static NetworkGraph tiny(int channels) {
    return NetworkBuilder.build(
        new NetworkSpec.Residual(List.of(4, 6), List.of(1), Networks.light(5, 2)),
        channels,
        8,
        12,
        2);
  }

  private static Tensor input(int batch, int channels, int height, int width) {
    return Tensors.toTorch(
        TensorData.ofFloats(
            PlainNetwork.noise(batch * channels * height * width, SEED),
            batch,
            channels,
            height,
            width));
  }

  private static float loss(TorchModule module, Tensor x, Tensor target) {
    try (NativeScope scope = NativeScope.open();
        NoGradGuard guard = new NoGradGuard()) {
      return torch.mse_loss(module.forward(x), target).item_float();
    }
  }

  @Test
  void theFirstConvolutionOfOneChannelGivesChannelsLast() {
    NetworkGraph.Builder builder = NetworkGraph.builder(Shape.maps(1, 8, 12));
    builder.add("conv1", new Layer.Conv(4, 3, 1, 1, true));
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(builder.build(), SEED)) {
      Tensor y = module.forward(input(2, 1, 8, 12));
      assertThat(y.is_contiguous(MemoryFormat.ChannelsLast)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void gradientsHaveTheStridesOfTheirWeights(int channels) {
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(tiny(channels), SEED)) {
      Tensor x = input(2, channels, 8, 12);
      module.setTraining(true);
      module.forward(x).sum().backward();
      module
          .parameters()
          .forEach((name, p) -> assertThat(strides(p.grad())).as(name).isEqualTo(strides(p)));
    }
  }

  /** Fewer channels than a vector has lanes, too, for which oneDNN's own gradient is unsafe. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 15, 16, 17})
  void aPointwiseConvolutionWithAStrideHasTheGradientOfThePlacesThatItReads(int channels) {
    int batch = 11;
    int side = 48;
    int out = 3;
    NetworkGraph.Builder builder = NetworkGraph.builder(Shape.maps(channels, side, side));
    builder.add("conv", new Layer.Conv(out, 1, 2, 0, false));
    double[] expected = new double[out * channels];
    float[] actual;
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(builder.build(), SEED)) {
      Tensor weight = module.parameters().get("conv.weight");
      float[] w = Tensors.toData(weight.detach()).floats();
      module.setTraining(true);
      module.forward(input(batch, channels, side, side)).square().sum().backward();
      actual = Tensors.toData(weight.grad()).floats();

      float[] x = PlainNetwork.noise(batch * channels * side * side, SEED);
      for (int b = 0; b < batch; b++) {
        for (int place = 0; place < side * side / 4; place++) {
          int at = 2 * (place / (side / 2)) * side + 2 * (place % (side / 2));
          for (int o = 0; o < out; o++) {
            double y = 0;
            for (int c = 0; c < channels; c++) {
              y += w[o * channels + c] * (double) x[(b * channels + c) * side * side + at];
            }
            for (int c = 0; c < channels; c++) {
              expected[o * channels + c] += 2 * y * x[(b * channels + c) * side * side + at];
            }
          }
        }
      }
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("weight %d", i)
          .isCloseTo(expected[i], Offset.offset(1e-3 * Math.abs(expected[i]) + 0.05));
    }
  }

  private static List<Long> strides(Tensor t) {
    List<Long> strides = new ArrayList<>();
    for (long i = 0; i < t.dim(); i++) {
      strides.add(t.stride(i));
    }
    return strides;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gradientsAgreeWithFiniteDifferences(boolean training) {
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(tiny(1), SEED)) {
      module.setTraining(training);
      Tensor x = input(3, 1, 8, 12);
      Tensor target = torch.zeros(3, 4);
      // sharp maps, so that the coordinates move enough for float32
      module.parameters().get("head.weight").detach().mul_(new Scalar(20));
      torch.mse_loss(module.forward(x), target).backward();
      module
          .parameters()
          .forEach(
              (name, p) -> {
                // the loss changes most along the gradient, which float32 resolves best
                Tensor g = p.grad().clone();
                double norm = g.norm().item_double();
                double step = 3e-3;
                Tensor direction = g.mul(new Scalar(step / norm));
                float up = nudged(module, p, direction, 1, x, target);
                float down = nudged(module, p, direction, -1, x, target);
                assertThat((up - down) / (2 * step))
                    .as(name)
                    .isCloseTo(norm, Offset.offset(0.05 * norm + 1e-4));
              });
    }
  }

  private static float nudged(
      TorchModule module, Tensor p, Tensor direction, int sign, Tensor x, Tensor target) {
    Tensor change = direction.mul(new Scalar(sign));
    p.detach().add_(change);
    float loss = loss(module, x, target);
    p.detach().sub_(change);
    return loss;
  }

  @Test
  void aFewStepsDownTheGradientLowerTheLoss() {
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(tiny(1), SEED)) {
      Tensor x = input(4, 1, 8, 12);
      Tensor target = torch.full(new long[] {4, 4}, new Scalar(0.3));
      module.setTraining(true);
      float before = loss(module, x, target);
      for (int i = 0; i < 20; i++) {
        module.zeroGrad();
        torch.mse_loss(module.forward(x), target).backward();
        module.parameters().values().forEach(p -> p.detach().sub_(p.grad().mul(new Scalar(2.0))));
      }
      assertThat(loss(module, x, target)).isLessThan(0.5f * before);
    }
  }

  @Test
  void zeroGradKeepsTheTensorsThatOthersHold() {
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(tiny(1), SEED)) {
      Tensor p = module.parameters().get("head.weight");
      Tensor held = p.grad();
      long address = held.data_ptr().address();
      module.forward(input(2, 1, 8, 12)).sum().backward();
      boolean moved = held.abs().sum().item_float() > 0;
      module.zeroGrad();
      assertThat(moved).isTrue();
      assertThat(p.grad().data_ptr().address()).isEqualTo(address);
      assertThat(held.abs().sum().item_float()).isZero();
    }
  }

  @Test
  void trainingUpdatesTheRunningStatisticsAndEvaluationDoesNot() {
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(tiny(1), SEED)) {
      Tensor x = input(2, 1, 8, 12);
      Map<String, TensorData> before = module.state();
      module.forward(x);
      assertThat(module.state()).isEqualTo(before);
      module.setTraining(true);
      module.forward(x);
      assertThat(module.state().get("stem.bn.running_mean"))
          .isNotEqualTo(before.get("stem.bn.running_mean"));
    }
  }

  @Test
  void twoHundredStepsLeaveNoNativeObjects() {
    try (TorchModule module = new TorchModule(tiny(1), SEED)) {
      module.setTraining(true);
      long before = 0;
      for (int i = 0; i < 201; i++) {
        if (i == 1) {
          before = NativeMemory.objects();
        }
        try (NativeScope scope = NativeScope.open()) {
          module.zeroGrad();
          module.forward(input(2, 1, 8, 12)).sum().backward();
        }
      }
      assertThat(NativeMemory.objects()).isEqualTo(before);
    }
  }

  @Test
  void closingFreesEverything() {
    new TorchModule(tiny(1), SEED).close();
    long before = NativeMemory.objects();
    TorchModule module = new TorchModule(tiny(1), SEED);
    assertThat(NativeMemory.objects()).isGreaterThan(before);
    module.close();
    module.close();
    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  @Test
  void useAfterCloseIsRefused() {
    TorchModule module = new TorchModule(tiny(1), SEED);
    module.close();
    try (NativeScope scope = NativeScope.open()) {
      assertThatThrownBy(() -> module.forward(input(1, 1, 8, 12)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void oneSeedGivesOneNetwork() {
    try (TorchModule a = new TorchModule(tiny(1), SEED);
        TorchModule b = new TorchModule(tiny(1), SEED);
        TorchModule c = new TorchModule(tiny(1), SEED + 1)) {
      assertThat(a.state()).isEqualTo(b.state()).isNotEqualTo(c.state());
    }
  }

  @Test
  void weightsStartWithinPyTorchsBound() {
    try (TorchModule module =
        new TorchModule(NetworkBuilder.build(Networks.SMALLNET, 1, 60, 80, 1), SEED)) {
      double bound = 1 / Math.sqrt(16 * 5 * 5);
      float[] weights = module.state().get("conv2.weight").floats();
      double largest = 0;
      for (float w : weights) {
        largest = Math.max(largest, Math.abs(w));
      }
      assertThat(largest).isBetween(0.99 * bound, bound);
    }
  }

  @Test
  void aLoadedStateGivesTheSameBits() {
    try (NativeScope scope = NativeScope.open();
        TorchModule a = new TorchModule(tiny(3), SEED);
        TorchModule b = new TorchModule(tiny(3), SEED + 1)) {
      Tensor x = input(2, 3, 8, 12);
      b.load(a.state());
      assertThat(Tensors.toData(b.forward(x))).isEqualTo(Tensors.toData(a.forward(x)));
    }
  }

  @Test
  void loadingKeepsTheTensors() {
    try (TorchModule a = new TorchModule(tiny(1), SEED);
        TorchModule b = new TorchModule(tiny(1), SEED + 1)) {
      Tensor weight = b.parameters().get("stem.conv.weight");
      long address = weight.data_ptr().address();
      b.load(a.state());
      assertThat(weight.data_ptr().address()).isEqualTo(address);
      assertThat(Tensors.toData(weight)).isEqualTo(a.state().get("stem.conv.weight"));
    }
  }

  @Test
  void loadingNamesEveryMismatchAndChangesNothing() {
    try (TorchModule module = new TorchModule(tiny(1), SEED)) {
      Map<String, TensorData> before = module.state();
      Map<String, TensorData> wrong = new LinkedHashMap<>(before);
      wrong.put("stem.conv.weight", TensorData.ofFloats(new float[36], 4, 1, 3, 3));
      wrong.remove("lateral1.bias");
      wrong.put("head.weight", TensorData.ofFloats(new float[10], 2, 5));
      wrong.put("fc1.weight", TensorData.ofFloats(new float[1], 1));
      assertThatThrownBy(() -> module.load(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("lateral1.bias needs F32 [5], which is missing")
          .hasMessageContaining("head.weight needs F32 [2, 5, 1, 1], got F32 [2, 5]")
          .hasMessageContaining("fc1.weight is unknown to this network");
      assertThat(module.state()).isEqualTo(before);
    }
  }

  @Test
  void fourThreadsEvaluateToTheSameBits() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(tiny(1), SEED)) {
      Tensor x = input(2, 1, 8, 12);
      TensorData expected = Tensors.toData(module.forward(x));
      List<Future<List<TensorData>>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        results.add(threads.submit(() -> evaluate(module, x, 50)));
      }
      for (Future<List<TensorData>> result : results) {
        assertThat(result.get()).hasSize(50).containsOnly(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static List<TensorData> evaluate(TorchModule module, Tensor x, int times) {
    NativeThreads.enter();
    List<TensorData> outputs = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      try (NativeScope scope = NativeScope.open();
          NoGradGuard guard = new NoGradGuard()) {
        outputs.add(Tensors.toData(module.forward(x)));
      }
    }
    return outputs;
  }

  @Test
  void anInputOfAnotherShapeIsRefused() {
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(tiny(1), SEED)) {
      assertThatThrownBy(() -> module.forward(torch.zeros(2, 3, 8, 12)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the network takes float32 [B, 1, 8, 12], got Float [2, 3, 8, 12]");
    }
  }

  @Test
  void movingKeepsTheTensorsAndTheOutput() {
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(tiny(1), SEED)) {
      Tensor x = input(2, 1, 8, 12);
      Tensor weight = module.parameters().get("head.weight");
      TensorData before = Tensors.toData(module.forward(x));
      module.to(Device.CPU);
      assertThat(Tensors.toData(module.forward(x))).isEqualTo(before);
      assertThat(module.parameters().get("head.weight")).isSameAs(weight);
    }
  }

  @Test
  void theInputIsNotChanged() {
    NetworkGraph.Builder builder = NetworkGraph.builder(Shape.maps(1, 3, 5));
    builder.add("relu", new Layer.Relu());
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(builder.build(), SEED)) {
      Tensor x = input(2, 1, 3, 5);
      TensorData before = Tensors.toData(x);
      module.forward(x);
      assertThat(Tensors.toData(x)).isEqualTo(before);
    }
  }
}
