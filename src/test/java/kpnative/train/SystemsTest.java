package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.NetworkGraph;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that the recipes of the five systems are complete and have the sizes that their authors
 * state.
 */
class SystemsTest {
  /** Systems A to E, and ours. */
  private static final List<String> ALL =
      List.of(
          "nose/conv2",
          "nose/conv3",
          "face58/conv6-strided",
          "face68/resnet18-frozen",
          "face68/resnet18-pca12",
          "nose/simple",
          "nose/deeper",
          "nose/large-kernel",
          "face58/baseline-3",
          "face58/baseline-5",
          "face58/baseline-7",
          "face58/baseline-9",
          "face68/resnet18-2fc",
          "face68/resnet34-2fc",
          "face68/resnet-unet-kl",
          "nose/cnn-12-24-32",
          "face58/deep6",
          "face68/resnet50-gray",
          "face68/unet-heatmap",
          "nose/smallnet",
          "face58/bignet",
          "face68/resnet18-gray",
          "nose/conv4",
          "face58/conv6-5x5",
          "face68/resnet18",
          "face68/quick",
          "face68/fast",
          "face68/tiny",
          "face68/fast-distilled",
          "face68/free",
          "face68/best",
          "face68/grid",
          "face68/visibility",
          "finetune",
          "joint");

  private static NetworkGraph graph(String recipe) throws IOException {
    Recipe r = Recipes.load(recipe, List.of());
    return r.graph(r.ownSchema());
  }

  @Test
  void everyRecipeIsInTheList() {
    assertThat(Recipes.names()).containsExactlyInAnyOrderElementsOf(ALL);
  }

  static List<String> all() {
    return ALL;
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyRecipeBuildsANetworkOfItsKeypoints(String name) throws IOException {
    Recipe r = Recipes.load(name, List.of());
    KeypointSchema schema = r.ownSchema();
    assertThat(r.graph(schema).output().elements()).isEqualTo(2 * r.keypointIndices(schema).length);
  }

  /*
   * Those of cnn-12-24-32 and deep6 are their author's. The ResNets' are torchvision's published
   * counts (11,689,512; 21,797,672; 25,557,032 with 1,000 classes) less its last layer, and, where
   * gray, less two thirds of its first, plus the layers that the recipe has instead.
   */
  @ParameterizedTest
  @CsvSource({
    "nose/cnn-12-24-32, 129842",
    "face58/deep6, 10458996",
    "face68/resnet18, 11246280", // 11,689,512 - 513,000 + 69,768
    "face68/resnet18-frozen, 11246280",
    "face68/resnet18-pca12, 11182668", // 11,689,512 - 513,000 + 6,156
    "face68/resnet18-2fc, 11342792", // 11,689,512 - 513,000 + 131,328 + 34,952
    "face68/resnet34-2fc, 21450952", // 21,797,672 - 513,000 + 131,328 + 34,952
    "face68/resnet18-gray, 11240008", // 11,246,280 - 6,272
    "face68/resnet50-gray, 23780424", // 25,557,032 - 2,049,000 + 278,664 - 6,272
  })
  void theParametersAreAsManyAsStated(String recipe, long parameters) throws IOException {
    assertThat(graph(recipe).parameterCount()).isEqualTo(parameters);
  }

  @ParameterizedTest
  @CsvSource({
    "nose/cnn-12-24-32, flatten, 896",
    "nose/cnn-12-24-32, fc1, 128",
    "nose/smallnet, flatten, 560",
    "nose/smallnet, fc1, 100",
    "face58/baseline-3, flatten, 8960",
    "face58/baseline-5, flatten, 8960",
    "face58/baseline-7, flatten, 8960",
    "face58/baseline-9, flatten, 8960",
    "face58/baseline-3, fc1, 256",
    "face58/deep6, flatten, 3072",
    "face58/deep6, fc1, 2048",
    "face58/bignet, flatten, 2448",
    "face58/bignet, fc1, 580",
    "face68/resnet18, avgpool, 512",
    "face68/resnet18-pca12, fc, 12",
    "face68/resnet18-2fc, fc1, 256",
    "face68/resnet34-2fc, avgpool, 512",
    "face68/resnet50-gray, avgpool, 2048",
    "face68/resnet18-gray, avgpool, 512",
    "face68/resnet18-gray, layer4.1.relu, 512x7x7",
    "face68/resnet-unet-kl, head, 68x56x56",
    "face68/unet-heatmap, block1.1.relu, 128x224x224",
    "face68/unet-heatmap, block3.1.relu, 256x56x56",
    "face68/unet-heatmap, head, 68x224x224",
  })
  void theFeaturesAreAsLargeAsStated(String recipe, String node, String shape) throws IOException {
    assertThat(graph(recipe).shape(node)).hasToString(shape);
  }
}
