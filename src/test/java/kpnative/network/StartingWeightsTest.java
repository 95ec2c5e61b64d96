package kpnative.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.natives.NativeScope;
import kpnative.weights.TensorData;
import kpnative.weights.Tensors;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class StartingWeightsTest {
  private static NetworkGraph graph(int channels, int keypoints, HeadSpec head) {
    return NetworkBuilder.build(new NetworkSpec.ResNet(18, 2, head), channels, 32, 32, keypoints);
  }

  private static NetworkGraph graph(int channels, int keypoints) {
    return graph(channels, keypoints, new HeadSpec.FullyConnected(List.of()));
  }

  /** {@return randomly initialised weights of the network, with a fixed seed} */
  private static Map<String, TensorData> weights(NetworkGraph graph) {
    try (TorchModule module = new TorchModule(graph, 7)) {
      return new LinkedHashMap<>(module.state());
    }
  }

  @Test
  void weightsOfTheSameNetworkAllFit() {
    Map<String, TensorData> file = weights(graph(3, 5));

    StartingWeights fitted = StartingWeights.fit(graph(3, 5), file);

    assertThat(fitted.tensors()).isEqualTo(file);
    assertThat(fitted.fresh()).isEmpty();
    assertThat(fitted.unused()).isEmpty();
  }

  @Test
  void aHeadOfAnotherSizeKeepsItsInitialisation() {
    StartingWeights fitted = StartingWeights.fit(graph(3, 4), weights(graph(3, 5)));

    assertThat(fitted.fresh()).containsExactly("fc.weight", "fc.bias");
    assertThat(fitted.tensors()).containsKey("layer4.1.bn2.running_var");
  }

  @Test
  void unusedTensorsAreNamed() {
    NetworkGraph maps = graph(3, 4, Networks.light(4, 4));

    assertThat(StartingWeights.fit(maps, weights(graph(3, 5))).unused())
        .containsExactly("fc.weight F32 [10, 16]", "fc.bias F32 [10]");
  }

  @Test
  void batchCountersAreIgnored() {
    Map<String, TensorData> file = weights(graph(3, 5));
    file.put("bn1.num_batches_tracked", TensorData.ofLongs(new long[] {3}));

    assertThat(StartingWeights.fit(graph(3, 5), file).unused()).isEmpty();
  }

  @Test
  void aSummedStemGivesTheSameOutputForAGrayImage() {
    NetworkGraph color = graph(3, 5);
    NetworkGraph gray = graph(1, 5);
    Map<String, TensorData> file = weights(color);
    float[] pixels = PlainNetwork.noise(32 * 32, 3);
    float[] three = new float[3 * pixels.length];
    for (int c = 0; c < 3; c++) {
      System.arraycopy(pixels, 0, three, c * pixels.length, pixels.length);
    }

    float[] ofColor = answer(color, file, TensorData.ofFloats(three, 1, 3, 32, 32));
    float[] ofGray =
        answer(
            gray,
            StartingWeights.fit(gray, file).tensors(),
            TensorData.ofFloats(pixels, 1, 1, 32, 32));

    assertThat(ofGray).containsExactly(ofColor, org.assertj.core.data.Offset.offset(1e-5f));
  }

  @Test
  void everyMismatchOfTheBackboneIsNamedWithBothShapes() {
    Map<String, TensorData> file = weights(graph(3, 5));
    file.remove("bn1.bias");
    file.put("layer1.0.conv1.weight", TensorData.ofFloats(new float[2], 2));
    file.put("layer1.2.conv1.weight", TensorData.ofFloats(new float[1], 1));

    assertThatThrownBy(() -> StartingWeights.fit(graph(3, 5), file))
        .hasMessage(
            "the weights are for another backbone: bn1.bias needs [2], which is missing;"
                + " layer1.0.conv1.weight needs [2, 2, 3, 3], got F32 [2];"
                + " layer1.2.conv1.weight, F32 [1], is unknown to this network");
  }

  @Test
  void aBackboneOfWholeNumbersIsRefused() {
    Map<String, TensorData> file = weights(graph(3, 5));
    file.put("bn1.bias", TensorData.ofLongs(new long[2], 2));

    assertThatThrownBy(() -> StartingWeights.fit(graph(3, 5), file))
        .hasMessageContaining("bn1.bias needs [2], got I64 [2]");
  }

  private static float[] answer(
      NetworkGraph graph, Map<String, TensorData> weights, TensorData picture) {
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard();
        TorchModule module = new TorchModule(graph, 0)) {
      module.load(weights);
      Tensor x = Tensors.toTorch(picture);
      return Tensors.toData(module.forward(x)).floats();
    }
  }
}
