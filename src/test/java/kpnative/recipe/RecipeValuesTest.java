package kpnative.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorSpec;
import kpnative.network.NetworkBuilder;
import kpnative.network.NetworkGraph;
import kpnative.network.TensorSlot;
import kpnative.text.SpecMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The recipes have the values that the authors of the five systems stated. */
class RecipeValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          recipe              | height | width | channels                | kernels       | strides       | pools         | hidden   | padding
          nose/conv2          |     60 |    80 | [12,24]                 | [7,5]         | [1]           | [2]           | [128,64] | none
          nose/conv3          |     60 |    80 | [12,24,32]              | [7,5,3]       | [1]           | [2]           | [128]    | none
          nose/simple         |     60 |    80 | [12,24,32]              | [3]           | [1]           | [2]           | [128]    | same
          nose/deeper         |     60 |    80 | [12,24,32,32]           | [3]           | [1]           | [2]           | [128]    | same
          nose/large-kernel   |     60 |    80 | [12,24,32]              | [5]           | [1]           | [2]           | [128]    | same
          nose/cnn-12-24-32   |     80 |    60 | [12,24,32]              | [7,5,3]       | [1]           | [2]           | [128]    | none
          nose/smallnet       |     60 |    80 | [16,32,16]              | [3,5,3]       | [1]           | [2]           | [100]    | none
          nose/conv4          |     60 |    80 | [12,24,32,64]           | [3,5,5,7]     | [1]           | [2]           | [256,64] | same
          face58/conv6-strided|    120 |   160 | [16,32,32,64,64,64]     | [7,5,7,3,3,3] | [2,1,1,2,1,1] | [2,1,2,1,1,1] | [256]    | same
          face58/baseline-3   |    180 |   240 | [16,32,64,128,256]      | [3]           | [1]           | [2]           | [256]    | same
          face58/baseline-5   |    180 |   240 | [16,32,64,128,256]      | [5]           | [1]           | [2]           | [256]    | same
          face58/baseline-7   |    180 |   240 | [16,32,64,128,256]      | [7]           | [1]           | [2]           | [256]    | same
          face58/baseline-9   |    180 |   240 | [16,32,64,128,256]      | [9]           | [1]           | [2]           | [256]    | same
          face58/deep6        |    180 |   240 | [32,64,128,256,512,512] | [3]           | [1]           | [2]           | [2048]   | same
          face58/bignet       |    120 |   160 | [16,28,32,24,12]        | [3]           | [1]           | [2,1,1,2,2]   | [580]    | none
          face58/conv6-5x5    |    120 |   160 | [16,32,64,128,256,256]  | [5]           | [1]           | [2]           | [256]    | same
          """)
  void theNetworkIsTheAuthors(
      String recipe,
      int height,
      int width,
      String channels,
      String kernels,
      String strides,
      String pools,
      String hidden,
      String padding)
      throws IOException {
    JsonNode tree = tree(recipe);
    assertThat(tree.at("/input/height").intValue()).isEqualTo(height);
    assertThat(tree.at("/input/width").intValue()).isEqualTo(width);
    JsonNode network = tree.get("network");
    assertThat(network.get("type").textValue()).isEqualTo("cnn");
    assertThat(network.get("channels")).hasToString(channels);
    assertThat(network.get("kernels")).hasToString(kernels);
    assertThat(network.get("strides")).hasToString(strides);
    assertThat(network.get("pools")).hasToString(pools);
    assertThat(network.get("hidden")).hasToString(hidden);
    assertThat(network.get("padding").textValue()).isEqualTo(padding);
    assertThat(network.get("batch_norm").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          recipe               | epochs | batch | samples | lr   | scale | origin | rotation | left | right | up  | down | shift_p | corner | flip | hue  | color_p
          nose/conv2           |     25 |     8 |       0 | 1e-3 |     1 |      0 |        0 |    0 |     0 |   0 |    0 |       0 |      0 |    0 |    0 |       0
          nose/conv3           |     25 |     8 |       0 | 1e-3 |     1 |      0 |        0 |    0 |     0 |   0 |    0 |       0 |      0 |    0 |    0 |       0
          nose/simple          |     25 |     8 |       0 | 1e-3 |     1 |      0 |        0 |    0 |     0 |   0 |    0 |       0 |      0 |    0 |    0 |       0
          nose/deeper          |     25 |     8 |       0 | 1e-3 |     1 |      0 |        0 |    0 |     0 |   0 |    0 |       0 |      0 |    0 |    0 |       0
          nose/large-kernel    |     25 |     8 |       0 | 1e-3 |     1 |      0 |        0 |    0 |     0 |   0 |    0 |       0 |      0 |    0 |    0 |       0
          nose/cnn-12-24-32    |     25 |     8 |       0 | 1e-3 |     1 |      0 |        0 |    0 |     0 |   0 |    0 |       0 |      0 |    0 |    0 |       0
          nose/smallnet        |     25 |     8 |       0 | 1e-4 |     1 |      0 |        0 |    0 |     0 |   0 |    0 |       0 |      0 |    0 |    0 |       0
          nose/conv4           |     60 |     8 |       0 | 1e-4 |     1 |      0 |        0 |    0 |     0 |   0 |    0 |       0 |      0 |    0 |    0 |       0
          face58/conv6-strided |     20 |     8 |    1024 | 1e-3 |   100 |    0.5 |       15 |    0 |     0 |   0 |    0 |       0 |   0.08 |    0 | 0.05 |       1
          face58/baseline-3    |    100 |     8 |       0 | 1e-3 |     1 |      0 |        0 |    0 |     0 |   0 |    0 |       0 |      0 |    0 |    0 |       0
          face58/baseline-5    |    100 |     8 |       0 | 1e-3 |     1 |      0 |        0 |    0 |     0 |   0 |    0 |       0 |      0 |    0 |    0 |       0
          face58/baseline-7    |    100 |     8 |       0 | 1e-3 |     1 |      0 |        0 |    0 |     0 |   0 |    0 |       0 |      0 |    0 |    0 |       0
          face58/baseline-9    |    100 |     8 |       0 | 1e-3 |     1 |      0 |        0 |    0 |     0 |   0 |    0 |       0 |      0 |    0 |    0 |       0
          face58/deep6         |    300 |    16 |       0 | 1e-3 |     1 |      0 |       15 |  0.1 |   0.1 | 0.1 |  0.1 |     0.5 |      0 |    0 |  0.1 |       1
          face58/bignet        |     12 |     4 |       0 | 1e-3 |     1 |      0 |       10 |  0.1 |   0.1 | 0.1 |    0 |       1 |      0 |    0 |    0 |       0
          face58/conv6-5x5     |    300 |    16 |       0 | 1e-3 |     1 |      0 |       15 |  0.1 |   0.1 | 0.1 |  0.1 |       1 |      0 |  0.5 |    0 |       0
          """)
  void theTrainingIsTheAuthors(
      String recipe,
      int epochs,
      int batch,
      long samples,
      double lr,
      double scale,
      double origin,
      double rotation,
      double left,
      double right,
      double up,
      double down,
      double shiftP,
      double corner,
      double flip,
      double hue,
      double colorP)
      throws IOException {
    JsonNode tree = tree(recipe);
    assertThat(tree.at("/train/epochs").intValue()).isEqualTo(epochs);
    assertThat(tree.at("/train/batch").intValue()).isEqualTo(batch);
    assertThat(tree.at("/train/samples_per_epoch").longValue()).isEqualTo(samples);
    assertThat(tree.at("/train/lr").doubleValue()).isEqualTo(lr);
    assertThat(tree.at("/loss/scale").doubleValue()).isEqualTo(scale);
    assertThat(tree.at("/codec/origin").doubleValue()).isEqualTo(origin);
    JsonNode augment = tree.get("augment");
    assertThat(augment.at("/rotation/degrees").doubleValue()).isEqualTo(rotation);
    assertThat(augment.at("/rotation/p").doubleValue()).isEqualTo(rotation > 0 ? 1 : 0);
    assertThat(augment.at("/translation/left").doubleValue()).isEqualTo(left);
    assertThat(augment.at("/translation/right").doubleValue()).isEqualTo(right);
    assertThat(augment.at("/translation/up").doubleValue()).isEqualTo(up);
    assertThat(augment.at("/translation/down").doubleValue()).isEqualTo(down);
    assertThat(augment.at("/translation/p").doubleValue()).isEqualTo(shiftP);
    assertThat(augment.at("/homography/corner").doubleValue()).isEqualTo(corner);
    assertThat(augment.at("/flip/p").doubleValue()).isEqualTo(flip);
    assertThat(augment.at("/color/hue").doubleValue()).isEqualTo(hue);
    assertThat(augment.at("/color/p").doubleValue()).isEqualTo(colorP);
    assertThat(augment.at("/scale/p").doubleValue()).isZero();
    assertThat(augment.at("/occlusion/p").doubleValue()).isZero();
  }

  @ParameterizedTest
  @MethodSource("fiveSystems")
  void whatTheFiveSystemsShareHolds(String recipe) throws IOException {
    Recipe r = Recipes.load(recipe, List.of());
    JsonNode tree = SpecMapper.toTree(r);
    assertThat(r.schema()).isEqualTo("imm58");
    assertThat(r.keypoints()).containsExactly(recipe.startsWith("nose/") ? "nose_tip" : "all");
    assertThat(tree.at("/box/from").textValue()).isEqualTo("picture");
    assertThat(tree.at("/data/split/by").textValue()).isEqualTo("person");
    assertThat(tree.at("/data/split/train_persons").intValue()).isEqualTo(32);
    assertThat(tree.at("/input/channels").textValue()).isEqualTo("gray");
    assertThat(tree.at("/input/mean").doubleValue()).isEqualTo(0.5);
    assertThat(tree.at("/input/deviation").doubleValue()).isEqualTo(1);
    assertThat(r.loss().kind()).isEqualTo(LossSettings.Kind.MSE);
    assertThat(r.train().optimizer())
        .isEqualTo(
            new OptimizerSettings(
                OptimizerSettings.Kind.ADAM, r.train().optimizer().lr(), 0, 0.9, 0.999, 1e-8));
  }

  @ParameterizedTest
  @CsvSource({
    "nose/cnn-12-24-32, 1, 896",
    "nose/smallnet, 1, 560",
    "face58/baseline-3, 58, 8960",
    "face58/baseline-5, 58, 8960",
    "face58/baseline-7, 58, 8960",
    "face58/baseline-9, 58, 8960",
    "face58/deep6, 58, 3072",
    "face58/bignet, 58, 2448"
  })
  void theFirstFullyConnectedLayerTakesWhatTheAuthorsDid(String recipe, int keypoints, long inputs)
      throws IOException {
    assertThat(graph(recipe, keypoints).slots())
        .filteredOn(s -> s.name().equals("fc1.weight"))
        .extracting(TensorSlot::fanIn)
        .containsExactly(inputs);
  }

  @ParameterizedTest
  @CsvSource({"nose/cnn-12-24-32, 1, 129842", "face58/deep6, 58, 10458996"})
  void theNumberOfParametersIsTheAuthors(String recipe, int keypoints, long parameters)
      throws IOException {
    assertThat(
            graph(recipe, keypoints).slots().stream()
                .filter(TensorSlot::isParameter)
                .mapToLong(TensorSlot::elements)
                .sum())
        .isEqualTo(parameters);
  }

  @Test
  void theDefaultHasAboutOneAndAHalfMillionParameters() throws IOException {
    assertThat(
            graph("face68/quick", 68).slots().stream()
                .filter(TensorSlot::isParameter)
                .mapToLong(TensorSlot::elements)
                .sum())
        .isBetween(1_200_000L, 1_800_000L);
  }

  /** What a recipe says otherwise than that which it extends; name and description aside. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "joint | finetune | /data/join /train/epochs",
        "face68/fast-distilled | face68/fast | /train/epochs",
        "face68/visibility | face68/fast | /augment/occlusion/count /augment/occlusion/side"
            + " /augment/occlusion/p /network/head/visibility /train/freeze/0 /train/lr"
            + " /train/epochs /train/schedule/warmup_steps /train/ema",
      })
  void aRecipeOnTrainedWeightsDiffersOnlyInWhatItSays(String recipe, String of, String places)
      throws IOException {
    assertThat(differences(tree(recipe), tree(of), ""))
        .containsAll(List.of(places.split(" ")))
        .allMatch(place -> places.contains(place) || place.matches("/(name|description)"));
  }

  @Test
  void fineTuningTakesNetworkInputCodecAndLossFromItsWeights() throws IOException {
    assumeTrue(BuiltInModel.ofJar().isPresent(), "a build without a model");
    DetectorSpec weights = BuiltInModel.ofJar().read().spec();
    for (String recipe : List.of("finetune", "joint")) {
      Recipe r = Recipes.load(recipe, List.of());
      assertThat(r.network()).isEqualTo(weights.network());
      assertThat(r.input()).isEqualTo(weights.input());
      assertThat(r.codec()).isEqualTo(weights.codec());
      assertThat(tree(recipe).at("/train/samples_per_epoch").longValue()).isEqualTo(256);
      assertThat(tree(recipe).at("/train/batch").intValue()).isEqualTo(16);
    }
  }

  @Test
  void theVisibilityRecipeAddsLayersAndTrainsNothingElse() throws IOException {
    List<String> own = names(graph("face68/visibility", 68));
    List<String> fast = names(graph("face68/fast", 68));
    assertThat(own).containsAll(fast);
    assertThat(own.stream().filter(n -> !fast.contains(n)))
        .isNotEmpty()
        .allMatch(n -> n.startsWith("visibility."));
    assertThat(fast).allMatch(n -> n.matches("[a-u].*")); // which it freezes
  }

  private static List<String> names(NetworkGraph graph) {
    return graph.slots().stream().map(TensorSlot::name).toList();
  }

  private static List<String> differences(JsonNode a, JsonNode b, String place) {
    if (a.equals(b)) {
      return List.of();
    }
    if (!a.isContainerNode() || !b.isContainerNode()) {
      return List.of(place);
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < Math.max(a.size(), b.size()) && a.isArray(); i++) {
      all.addAll(differences(a.path(i), b.path(i), place + "/" + i));
    }
    Set<String> keys = new TreeSet<>();
    a.fieldNames().forEachRemaining(keys::add);
    b.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      all.addAll(differences(a.path(key), b.path(key), place + "/" + key));
    }
    return all;
  }

  private static NetworkGraph graph(String recipe, int keypoints) throws IOException {
    Recipe r = Recipes.load(recipe, List.of());
    return NetworkBuilder.build(
        r.network(),
        r.input().channels().count(),
        r.input().height(),
        r.input().width(),
        keypoints);
  }

  static List<String> fiveSystems() {
    return Recipes.names().stream()
        .filter(n -> n.startsWith("face58/") || n.startsWith("nose/"))
        .toList();
  }

  private static JsonNode tree(String recipe) throws IOException {
    return SpecMapper.toTree(Recipes.load(recipe, List.of()));
  }
}
