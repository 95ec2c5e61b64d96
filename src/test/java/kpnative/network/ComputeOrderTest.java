package kpnative.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kpnative.natives.NativeScope;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class ComputeOrderTest {
  private static final long SEED = 7;

  @Test
  void aPoolingMovesBeforeAReluThatNothingElseReads() {
    assertThat(order(builder().build()))
        .containsExactly("conv Conv late", "relu MaxPool late", "pool Relu", "flat Flatten");
  }

  @Test
  void aReluThatIsReadTwiceKeepsItsPlace() {
    NetworkGraph.Builder builder = builder();
    builder.add("other", new Layer.Flatten(), "relu");

    assertThat(order(builder.build())).startsWith("conv Conv", "relu Relu", "pool MaxPool");
  }

  @Test
  void aConvolutionThatIsReadTwiceAddsItsBias() {
    NetworkGraph.Builder builder = builder();
    builder.add("other", new Layer.Flatten(), "conv");

    assertThat(order(builder.build())).startsWith("conv Conv", "relu MaxPool", "pool Relu");
  }

  @Test
  void everyShapeIsThatOfTheOutputThere() {
    assertThat(new ComputeOrder(builder().build()).places())
        .extracting(place -> place.in() + " to " + place.out())
        .startsWith(
            Shape.maps(1, 8, 12) + " to " + Shape.maps(3, 8, 12),
            Shape.maps(3, 8, 12) + " to " + Shape.maps(3, 4, 6),
            Shape.maps(3, 4, 6) + " to " + Shape.maps(3, 4, 6));
  }

  @Test
  void theOutputInTrainingEqualsThatOfTheOriginalOrder() {
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(builder().build(), SEED)) {
      module.setTraining(true);
      Tensor x = input();

      assertThat(largestDifference(module.forward(x), inOriginalOrder(module, x)))
          .isLessThan(1e-6f);
    }
  }

  @Test
  void theGradientsEqualThoseOfTheOriginalOrder() {
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(builder().build(), SEED)) {
      module.setTraining(true);
      Tensor x = input();
      module.forward(x).square().sum().backward();
      List<Tensor> ours = gradients(module);
      module.zeroGrad();
      inOriginalOrder(module, x).square().sum().backward();
      List<Tensor> theirs = gradients(module);

      for (int i = 0; i < ours.size(); i++) {
        float size = theirs.get(i).abs().max().item_float();
        assertThat(size).isPositive();
        assertThat(largestDifference(ours.get(i), theirs.get(i)))
            .isCloseTo(0, Offset.offset(1e-5f * size));
      }
    }
  }

  private static NetworkGraph.Builder builder() {
    NetworkGraph.Builder builder = NetworkGraph.builder(Shape.maps(1, 8, 12));
    builder.add("conv", new Layer.Conv(3, 3, 1, 1, true));
    builder.add("relu", new Layer.Relu());
    builder.add("pool", new Layer.MaxPool(2, 2));
    builder.add("flat", new Layer.Flatten());
    return builder;
  }

  private static List<String> order(NetworkGraph graph) {
    List<String> order = new ArrayList<>();
    for (ComputeOrder.Place place : new ComputeOrder(graph).places()) {
      order.add(
          place.name()
              + " "
              + place.layer().getClass().getSimpleName()
              + (place.lateBias().isEmpty() ? "" : " late"));
    }
    return order;
  }

  private static Tensor inOriginalOrder(TorchModule module, Tensor x) {
    Map<String, Tensor> parameters = module.parameters();
    long[] one = {1, 1};
    Tensor maps =
        torch.conv2d(
            x,
            Objects.requireNonNull(parameters.get("conv.weight")),
            new TensorOptional(Objects.requireNonNull(parameters.get("conv.bias"))),
            one,
            one,
            one,
            1);
    long[] two = {2, 2};
    return torch
        .max_pool2d(torch.relu(maps), two, two, new long[] {0, 0}, one, false)
        .flatten(1, -1);
  }

  private static List<Tensor> gradients(TorchModule module) {
    return module.parameters().values().stream().map(p -> p.grad().clone()).toList();
  }

  private static float largestDifference(Tensor a, Tensor b) {
    return a.sub(b).abs().max().item_float();
  }

  private static Tensor input() {
    float[] values = new float[2 * 8 * 12];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1.7 * i); // no equal values close together
    }
    return Tensor.create(values, 2, 1, 8, 12).clone();
  }
}
