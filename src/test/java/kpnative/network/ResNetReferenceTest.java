package kpnative.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.weights.TensorData;
import kpnative.weights.Tensors;
import kpnative.weights.WeightFile;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With weights saved by PyTorch, our ResNets output what torchvision's output. The expected layer
 * means and logits are in expected.json, computed by PyTorch 1.13 on a CPU. The narrow files are in
 * {@code ../shared/reference}; {@code make_full_size.py OUT} in that folder creates those of full
 * size, and {@code -Dkpnative.fullsize=OUT} names their folder.
 */
class ResNetReferenceTest {
  private static final Path NARROW = Path.of("../shared/reference");
  private static final int SIDE = 224;
  private static final double TOLERANCE = 1e-4; // relative; the order of summation differs

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "narrow8-zip.pth",
        "narrow8-legacy.pth",
        "narrow8-legacy-parameters.pth",
        "narrow8-checkpoint-zip.pth"
      })
  void aNarrowResNet18MatchesTorchvision(String name) throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(NARROW), NARROW + " is absent: nothing to read");
    JsonNode expected =
        new ObjectMapper().readTree(NARROW.resolve("expected.json").toFile()).get("files");
    check(18, 8, 20, NARROW.resolve(name), expected.get(name), "logits_first8", TOLERANCE);
  }

  @Test
  void weightsOfHalfPrecisionGiveNearlyTheSameOutput() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(NARROW), NARROW + " is absent: nothing to read");
    JsonNode expected =
        new ObjectMapper().readTree(NARROW.resolve("expected.json").toFile()).get("files");
    Path half = NARROW.resolve("narrow8-half-zip.pth");
    // 11 bits of significand: 5e-4 per weight; the outputs of the half file are not listed
    check(18, 8, 20, half, expected.get("narrow8-zip.pth"), "logits_first8", 5e-3);
  }

  @ParameterizedTest
  @CsvSource({
    "18, resnet18.pth",
    "18, resnet18-legacy.pth",
    "34, resnet34.pth",
    "34, resnet34-legacy.pth",
    "50, resnet50.pth",
    "50, resnet50-legacy.pth"
  })
  void aFullResNetMatchesTorchvision(int depth, String name) throws IOException {
    String folder = System.getProperty("kpnative.fullsize", "");
    Assumptions.assumeTrue(!folder.isEmpty(), "-Dkpnative.fullsize=DIR is not given");
    JsonNode expected =
        new ObjectMapper()
            .readTree(Path.of(folder, "expected.json").toFile())
            .get("resnet" + depth);
    check(depth, 64, 1000, Path.of(folder, name), expected, "logits", TOLERANCE);
  }

  private static void check(
      int depth,
      int width,
      int classes,
      Path file,
      JsonNode expected,
      String logits,
      double tolerance)
      throws IOException {
    // a fully connected head of K points outputs 2K values
    NetworkSpec spec = new NetworkSpec.ResNet(depth, width, new HeadSpec.FullyConnected(List.of()));
    NetworkGraph graph = NetworkBuilder.build(spec, 3, SIDE, SIDE, classes / 2);
    Map<String, TensorData> tensors =
        StartingWeights.fit(graph, WeightFile.read(file).tensors()).tensors();
    List<Integer> last = depth == 18 ? List.of(1, 1, 1, 1) : List.of(2, 3, 5, 2);
    for (int layer = 1; layer <= 4; layer++) {
      float[] maps =
          answer(
              until(
                  graph, String.format(Locale.ROOT, "layer%d.%d.relu", layer, last.get(layer - 1))),
              tensors);
      double mean = 0;
      for (float v : maps) {
        mean += v;
      }
      close(
          "layer" + layer,
          mean / maps.length,
          expected.get("layer" + layer + "_mean").asDouble(),
          tolerance);
    }
    float[] answer = answer(graph, tensors);
    double mean = 0;
    double largest = 0;
    for (float v : answer) {
      mean += v;
      largest = Math.max(largest, Math.abs(v));
    }
    assertThat(answer).hasSize(classes);
    for (int i = 0; i < 8; i++) {
      double wanted = expected.get(logits).get(i).asDouble();
      assertThat((double) answer[i])
          .as("logit %d", i)
          .isCloseTo(wanted, Offset.offset(tolerance * largest));
    }
    assertThat(mean / classes)
        .isCloseTo(expected.get("logits_mean").asDouble(), Offset.offset(tolerance * largest));
  }

  private static void close(String what, double got, double wanted, double tolerance) {
    assertThat(got).as(what).isCloseTo(wanted, Offset.offset(tolerance * Math.abs(wanted)));
  }

  /** {@return the first nodes, up to and including {@code last}} */
  private static NetworkGraph until(NetworkGraph graph, String last) {
    NetworkGraph.Builder part = NetworkGraph.builder(graph.input());
    for (NetworkGraph.Node node : graph.nodes()) {
      part.add(node.name(), node.layer(), node.inputs().toArray(String[]::new));
      if (node.name().equals(last)) {
        return part.build();
      }
    }
    throw new IllegalArgumentException("no node " + last);
  }

  private static float[] answer(NetworkGraph graph, Map<String, TensorData> tensors) {
    Map<String, TensorData> own = new HashMap<>(tensors);
    own.keySet().retainAll(graph.slots().stream().map(TensorSlot::name).toList());
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard();
        TorchModule module = new TorchModule(graph, 0)) {
      module.load(own);
      return Tensors.toData(module.forward(picture())).floats();
    }
  }

  private static Tensor picture() {
    float[] pixels = new float[3 * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i % 255 / 255f;
    }
    return Tensors.toTorch(TensorData.ofFloats(pixels, 1, 3, SIDE, SIDE));
  }
}
