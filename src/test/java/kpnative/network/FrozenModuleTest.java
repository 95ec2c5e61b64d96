package kpnative.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class FrozenModuleTest {
  private static final NetworkGraph GRAPH =
      NetworkBuilder.build(
          new NetworkSpec.Cnn(
              List.of(4, 6),
              List.of(3),
              List.of(1),
              List.of(2),
              NetworkSpec.Padding.SAME,
              true,
              List.of()),
          1,
          12,
          12,
          2);

  @Test
  void frozenNormalisationsComputeInTrainingWhatTheyDoInEvaluation() {
    Set<String> normalisations =
        GRAPH.slots().stream()
            .filter(TensorSlot::isParameter)
            .map(TensorSlot::name)
            .filter(name -> name.startsWith("bn"))
            .collect(Collectors.toSet());
    assertThat(difference(normalisations)).isLessThan(1e-5);
    assertThat(difference(Set.of())).isGreaterThan(1e-2);
  }

  @Test
  void backwardReachesWhatLiesBelowAFrozenLayer() {
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(GRAPH, 1, Set.of("conv2.weight", "bn2.weight"))) {
      module.setTraining(true);
      module.forward(input()).sum().backward();
      Set<String> reached = new TreeSet<>();
      module
          .parameters()
          .forEach(
              (name, p) -> {
                if (p.requires_grad() && p.grad().abs().max().item_double() > 0) {
                  reached.add(name);
                }
              });
      assertThat(reached).contains("conv1.weight").doesNotContain("conv2.weight", "bn2.weight");
      assertThat(module.parameters().get("conv2.weight").mutable_grad().defined()).isFalse();
    }
  }

  private static double difference(Set<String> frozen) {
    try (NativeScope scope = NativeScope.open();
        TorchModule module = new TorchModule(GRAPH, 1, frozen)) {
      Tensor evaluated = module.forward(input());
      module.setTraining(true);
      return module.forward(input()).sub(evaluated).abs().max().item_double();
    }
  }

  private static Tensor input() {
    return torch.arange(new Scalar(3.0 * 144)).sin().view(3, 1, 12, 12);
  }
}
