package kpnative.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kpnative.geometry.Size;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.network.NetworkGraph;
import kpnative.network.TorchModule;
import kpnative.plan.InferencePlan;
import kpnative.plan.PlanMemory;
import kpnative.plan.Precision;
import kpnative.weights.TensorData;
import kpnative.weights.Tensors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FinderNetworkTest {
  private static final FinderShape SMALL =
      new FinderShape(8, List.of(8, 16, 16, 16), List.of(0, 1, 1, 1), 8);

  @Test
  void itAnswersInEveryCell() {
    NetworkGraph graph = FinderNetwork.of(SMALL, new Size(96, 64));

    int cells = 12 * 8 + 6 * 4 + 3 * 2;
    assertThat(new CellGrid(new Size(96, 64)).count()).isEqualTo(cells);
    assertThat(graph.output().elements()).isEqualTo(cells * CellGrid.VALUES);
  }

  @Test
  void itsTensorsAreTheSameForEverySize() {
    assertThat(FinderNetwork.of(SMALL, new Size(640, 480)).slots())
        .isEqualTo(FinderNetwork.of(SMALL, new Size(64, 64)).slots());
  }

  @Test
  void aSideThatTheCoarsestGridDoesNotDivideIsRefused() {
    assertThatThrownBy(() -> FinderNetwork.of(SMALL, new Size(640, 360)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiples of 32");
  }

  @Test
  void theCompiledNetworkAnswersAsTheTrainedOneDoes() {
    NativeThreads.set(1);
    NetworkGraph graph = FinderNetwork.of(SMALL, new Size(96, 64));
    float[] picture = new float[graph.input().elements()]; // H, W, C
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (float) Math.sin(0.7 * i);
    }
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(graph, 3);
        InferencePlan plan = new InferencePlan(graph, module.state(), Precision.FLOAT32);
        PlanMemory memory = plan.memory(1)) {
      assertThat(plan.output()).isEqualTo(InferencePlan.Output.CELLS);
      memory.input().put(picture);
      memory.run();
      float[] compiled = new float[graph.output().elements()];
      memory.output().get(compiled);
      float[] trained =
          Tensors.toData(
                  module.forward(
                      Tensors.toTorch(TensorData.ofFloats(picture, 1, 64, 96, 3))
                          .permute(0, 3, 1, 2)))
              .floats();
      for (int i = 0; i < trained.length; i++) {
        assertThat(compiled[i]).as("number %d", i).isCloseTo(trained[i], Offset.offset(1e-5f));
      }
    }
  }
}
