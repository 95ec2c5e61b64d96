package kpnative.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import kpnative.natives.NativeScope;
import kpnative.parallel.Gradients;
import kpnative.parallel.LostWorkerException;
import kpnative.parallel.Meeting;
import kpnative.parallel.ThreadWorkers;
import kpnative.parallel.Workers;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A network whose batches are divided computes what it computes of whole batches. */
class SharedBatchNormTest {
  private static final int BATCH = 5;
  private static final int SIDE = 8;
  private static final double TOLERANCE = 2e-5; // of sums in another order

  /**
   * @param further blocks of a convolution and a normalisation
   */
  private static NetworkGraph graph(int further) {
    NetworkGraph.Builder b = NetworkGraph.builder(Shape.maps(3, SIDE, SIDE));
    b.add("conv1", new Layer.Conv(4, 3, 1, 1, false));
    b.add("bn1", Layer.BatchNorm.DEFAULT);
    b.add("relu1", new Layer.Relu());
    b.add("conv2", new Layer.Conv(6, 3, 2, 1, false));
    b.add("bn2", Layer.BatchNorm.DEFAULT);
    for (int i = 0; i < further; i++) { // beside a way around them, as ResNets have
      String before = i == 0 ? "bn2" : "sum" + (i - 1);
      b.add("further_relu" + i, new Layer.Relu(), before);
      b.add("further" + i, new Layer.Conv(6, 3, 1, 1, false));
      b.add("further_bn" + i, Layer.BatchNorm.DEFAULT);
      b.add("sum" + i, new Layer.Add(), before, "further_bn" + i);
    }
    b.add("flat", new Layer.Flatten());
    b.add("fc", new Layer.Linear(4, true));
    return b.build();
  }

  /**
   * @param frozen the parameter that is not trained for now, or nothing
   */
  @ParameterizedTest
  @CsvSource({"2,", "3,", "7,", "2,bn2.weight", "2,conv1.weight"})
  void gradientsAndStatisticsAreThoseOfTheWholeBatch(int size, String frozen) throws Exception {
    String without = frozen == null ? "" : frozen;
    compare(size, without, 0, TOLERANCE);
  }

  /** Native code calls Java back for each; ResNet-50 has 53. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void aNetworkMayHaveManyNormalisations(int size) throws Exception {
    compare(size, "", 60, 1e-4);
  }

  private static void compare(int size, String without, int further, double tolerance)
      throws Exception {
    Map<String, float[]> whole = step(Meeting.alone(), without, further);
    List<Map<String, float[]>> parts = ThreadWorkers.run(size, w -> step(w, without, further));
    for (Map<String, float[]> part : parts) {
      whole.forEach(
          (name, values) ->
              assertThat(part.get(name))
                  .as(name)
                  .usingComparatorWithPrecision((float) tolerance)
                  .containsExactly(values));
    }
    assertThat(whole.get("running bn1.running_mean")[0]).isNotCloseTo(0, within(1e-6f));
  }

  @Test
  void aWorkerThatIsLostInTheBackwardPassIsSaidAsElsewhere() throws Exception {
    List<Object> outcomes =
        ThreadWorkers.outcomes(
            2,
            place -> {
              try (Workers w = Meeting.of(Optional.of(place), Duration.ofSeconds(20));
                  NativeScope scope = NativeScope.open();
                  TorchModule module =
                      new TorchModule(
                          graph(0),
                          3,
                          Set.of(),
                          Set.of(),
                          Optional.of(new SharedStatistics(w.rank(), w.size(), w::sum)))) {
                module.setTraining(true);
                Tensor y = module.forward(Tensor.create(random(), BATCH, 3, SIDE, SIDE));
                if (w.isFirst()) {
                  List<Tensor> parameters = List.copyOf(module.parameters().values());
                  try (Gradients gradients = w.gradients(parameters)) {
                    gradients.backward(y.sum());
                  }
                }
                return "done";
              }
            });
    assertThat(outcomes.get(1)).isEqualTo("done");
    assertThat(outcomes.get(0)).isInstanceOf(LostWorkerException.class);
    assertThat(((Exception) outcomes.get(0)).getMessage())
        .startsWith("worker 0 of 2: another worker has ended")
        .doesNotContain("\n");
  }

  private static Map<String, float[]> step(Workers workers, String frozen, int further) {
    int from = BATCH * workers.rank() / workers.size();
    int to = BATCH * (workers.rank() + 1) / workers.size();
    boolean counts = to > from;
    SharedStatistics shared = new SharedStatistics(workers.rank(), workers.size(), workers::sum);
    shared.setCounting(counts);
    Map<String, float[]> found = new TreeMap<>();
    try (NativeScope scope = NativeScope.open();
        TorchModule module =
            new TorchModule(
                graph(further),
                3,
                Set.of(),
                Set.of(),
                workers.areSeveral() ? Optional.of(shared) : Optional.empty())) {
      module.parameters().forEach((name, p) -> p.set_requires_grad(!name.equals(frozen)));
      module.setTraining(true);
      Tensor x = Tensor.create(random(), BATCH, 3, SIDE, SIDE);
      Tensor own = x.narrow(0, counts ? from : 0, counts ? to - from : 1).contiguous();
      Tensor y = module.forward(own);
      Tensor loss = y.mul(y).sum(); // a sum, so that the gradients' sum is the whole one's
      List<Tensor> parameters = new ArrayList<>(module.parameters().values());
      Tensor scaled = counts ? loss : loss.mul(new Scalar(0.0));
      try (Gradients gradients = workers.gradients(parameters)) {
        gradients.backward(scaled);
      }
      module
          .parameters()
          .forEach(
              (name, p) -> {
                if (p.requires_grad()) { // relative to the largest, and means to sums
                  float largest = p.grad().abs().max().item_float();
                  found.put("gradient of " + name, floats(p.grad().div(new Scalar(largest))));
                }
              });
      module.buffers().forEach((name, b) -> found.put("running " + name, floats(b)));
    }
    return found;
  }

  private static float[] random() {
    Random random = new Random(5);
    float[] values = new float[BATCH * 3 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      int face = i / (3 * SIDE * SIDE);
      values[i] = (float) random.nextGaussian() + face; // faces differ in brightness
    }
    return values;
  }

  private static float[] floats(Tensor t) {
    Tensor plain = t.contiguous();
    float[] values = new float[Math.toIntExact(plain.numel())];
    plain.data_ptr_float().get(values);
    return values;
  }
}
