package kpnative.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.keypoints.KeypointSchema;
import kpnative.recipe.Recipes;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other code calls the tensors of a checkpoint, and what is in them. */
class StartingWeightsNamesTest {
  private static final NetworkGraph GRAPH = graph();

  @ParameterizedTest
  @ValueSource(strings = {"", "module.", "model.", "backbone.", "state_dict.", "a.b.encoder.0."})
  void onePrefixOfTheWholeBackboneIsRemoved(String prefix) {
    StartingWeights fitted = StartingWeights.fit(GRAPH, weights(prefix, 0.5f));

    assertThat(fitted.tensors()).hasSameSizeAs(GRAPH.slots());
    assertThat(fitted.fresh()).isEmpty();
  }

  @Test
  void theSameBackboneUnderTwoPrefixesIsAmbiguous() {
    Map<String, TensorData> both = weights("student.", 0.5f);
    both.putAll(weights("teacher.", 0.5f));

    assertThatThrownBy(() -> StartingWeights.fit(GRAPH, both))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the weights are for another backbone: ");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aTensorThatIsNotFiniteIsNamed(float value) {
    String first = GRAPH.slots().get(0).name();
    Map<String, TensorData> damaged = weights("", 0.5f);
    damaged.put(first, tensor(GRAPH.slots().get(0), value));

    assertThatThrownBy(() -> StartingWeights.fit(GRAPH, damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tensor '" + first + "': element 0 of")
        .hasMessageContaining(String.valueOf(value));
  }

  private static Map<String, TensorData> weights(String prefix, float value) {
    Map<String, TensorData> all = new LinkedHashMap<>();
    for (TensorSlot slot : GRAPH.slots()) {
      all.put(prefix + slot.name(), tensor(slot, value));
    }
    return all;
  }

  private static TensorData tensor(TensorSlot slot, float value) {
    float[] values = new float[(int) slot.elements()];
    java.util.Arrays.fill(values, value);
    return TensorData.ofFloats(
        values, slot.shape().stream().mapToLong(Integer::longValue).toArray());
  }

  private static NetworkGraph graph() {
    try {
      return Recipes.load("face68/quick", List.of("network.channels=[4, 8]", "network.blocks=1"))
          .graph(KeypointSchema.IBUG68);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
