package kpnative.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.natives.NativeScope;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.network.Shape;
import kpnative.network.TensorSlot;
import kpnative.network.TorchModule;
import kpnative.testing.Golden;
import kpnative.weights.DType;
import kpnative.weights.TensorData;
import kpnative.weights.WeightFile;
import kpnative.weights.WeightFormat;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A residual network that PyTorch initialised, saved and ran: we read the files of {@code
 * torch.save}, and both of our engines match PyTorch's output.
 */
class PyTorchNetworkTest {
  private static final int BATCH = 2;
  private static final int HEIGHT = 24;
  private static final int WIDTH = 20;
  private static final double TOLERANCE = 2e-5; // float32, with another order of summation

  @ParameterizedTest
  @CsvSource({"residual.pth, PYTORCH_ZIP", "residual-legacy.pth, PYTORCH_LEGACY"})
  void theFilesOfTorchSaveAreRead(String name, WeightFormat format) throws IOException {
    WeightFile read = WeightFile.read(Golden.file(name));
    JsonNode sums = Golden.read("residual.json").get("sums");
    JsonNode shapes = Golden.read("residual.json").get("shapes");

    assertThat(read.format()).isEqualTo(format);
    List<String> names = new ArrayList<>();
    sums.fieldNames().forEachRemaining(names::add);
    assertThat(names).hasSizeGreaterThan(20);
    assertThat(read.tensors().keySet()).containsExactlyInAnyOrderElementsOf(names);
    for (String tensor : names) {
      TensorData data = read.tensors().get(tensor);
      List<Long> shape = new ArrayList<>();
      shapes.get(tensor).forEach(side -> shape.add(side.asLong()));
      assertThat(data.shape()).as(tensor).isEqualTo(shape.stream().mapToLong(n -> n).toArray());
      if (data.dtype() == DType.F32) {
        double sum = 0;
        for (float value : data.floats()) {
          sum += value;
        }
        assertThat(sum).as(tensor).isCloseTo(sums.get(tensor).asDouble(), within(1e-9));
      }
    }
  }

  @Test
  void theModuleMatchesPyTorch() throws IOException {
    NetworkGraph graph = graph();
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard();
        TorchModule module = new TorchModule(graph, 0)) {
      module.load(tensors(graph, "residual.pth"));
      Tensor x =
          Tensor.create(channelsLastInput(), BATCH, HEIGHT, WIDTH, 3)
              .permute(0, 3, 1, 2)
              .contiguous();
      Tensor y = module.forward(x).contiguous();
      float[] answer = new float[(int) y.numel()];
      y.data_ptr_float().get(answer);

      compare(answer);
    }
  }

  @Test
  void theCompiledPlanMatchesPyTorch() throws IOException {
    NetworkGraph graph = graph();
    try (InferencePlan plan =
            new InferencePlan(graph, tensors(graph, "residual-legacy.pth"), Precision.FLOAT32);
        PlanMemory memory = plan.memory(BATCH)) {
      memory.input().put(channelsLastInput());
      memory.run();
      float[] answer = new float[(int) memory.output().capacity()];
      memory.output().get(answer);

      compare(answer);
    }
  }

  private static void compare(float[] answer) throws IOException {
    double[] expected = Golden.read("residual.json").numbers("output");
    assertThat(answer).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) answer[i]).as("output %d", i).isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  /** The network of {@code src/test/golden/make.py}. */
  private static NetworkGraph graph() {
    NetworkGraph.Builder graph = NetworkGraph.builder(Shape.maps(3, HEIGHT, WIDTH));
    graph.add("conv1", new Layer.Conv(5, 3, 2, 1, false));
    graph.add("bn1", Layer.BatchNorm.DEFAULT);
    graph.add("relu1", new Layer.Relu());
    graph.add("pool", new Layer.MaxPool(3, 2, 1));
    graph.add("conv2", new Layer.Conv(6, 3, 2, 1, false));
    graph.add("bn2", Layer.BatchNorm.DEFAULT);
    graph.add("relu2", new Layer.Relu());
    graph.add("conv3", new Layer.Conv(6, 3, 1, 1, true));
    graph.add("down", new Layer.Conv(6, 1, 2, 0, false), "pool");
    graph.add("sum1", new Layer.Add(), "conv3", "down");
    graph.add("relu3", new Layer.Relu());
    graph.add("conv4", new Layer.Conv(6, 3, 1, 1, 2, false));
    graph.add("bn4", Layer.BatchNorm.DEFAULT);
    graph.add("sum2", new Layer.Add(), "bn4", "relu3");
    graph.add("relu4", new Layer.Relu());
    graph.add("mean", new Layer.GlobalAveragePool());
    graph.add("fc", new Layer.Linear(4, true));
    return graph.build();
  }

  /** {@return the file's tensors that the network has, without the batch counters} */
  private static Map<String, TensorData> tensors(NetworkGraph graph, String file)
      throws IOException {
    Map<String, TensorData> tensors =
        new LinkedHashMap<>(WeightFile.read(Golden.file(file)).tensors());
    tensors.keySet().retainAll(graph.slots().stream().map(TensorSlot::name).toList());
    return tensors;
  }

  /** {@return the input in channels-last order, {@code [B, H, W, C]}} */
  private static float[] channelsLastInput() {
    float[] pixels = new float[BATCH * HEIGHT * WIDTH * 3];
    for (int i = 0; i < pixels.length; i++) {
      int place = i % (HEIGHT * WIDTH);
      int channel = i / (HEIGHT * WIDTH) % 3;
      int image = i / (HEIGHT * WIDTH * 3);
      pixels[(image * HEIGHT * WIDTH + place) * 3 + channel] = (float) (i * 37 % 101 / 101.0 - 0.5);
    }
    return pixels;
  }
}
