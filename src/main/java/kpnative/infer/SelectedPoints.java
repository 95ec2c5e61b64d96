package kpnative.infer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkPart;
import kpnative.network.NetworkSpec;
import kpnative.network.TensorSlot;
import kpnative.text.SpecMapper;
import kpnative.weights.TensorData;

/**
 * A detector of some of another's keypoints: the last layer without the others' rows, all else as
 * it is. Its answers for them are the same. Confidences are left out, since what errors are divided
 * by may be another length; {@code calibrate} adds them.
 */
public final class SelectedPoints {
  private SelectedPoints() {}

  /**
   * {@return the detector of a selection}
   *
   * @param text names of points and groups, indices and ranges of the schema, see {@link
   *     KeypointSchema#select}; or the name of one of the schemas that a joined one holds, which is
   *     then the new detector's
   * @throws IllegalArgumentException if the detector does not find one of them, the text names none
   *     or one twice, or the last layer cannot be divided: the coefficients of a shape, or a grid
   */
  public static DetectorFile of(DetectorFile file, String text) {
    DetectorSpec spec = file.spec();
    int[] chosen = spec.keypointSchema().select(text);
    int[] places = places(spec, text);
    Optional<KeypointSchema> part = spec.keypointSchema().part(text);
    KeypointSchema schema = part.orElse(spec.keypointSchema());
    List<Double> mean = spec.meanShape();
    if (part.isPresent()) {
      mean =
          IntStream.of(chosen)
              .boxed()
              .flatMap(k -> spec.meanShape().subList(2 * k, 2 * k + 2).stream())
              .toList();
      chosen = IntStream.range(0, schema.count()).toArray();
    }
    DetectorSpec selected =
        new DetectorSpec(
            spec.version(),
            spec.recipe(),
            schema,
            Arrays.stream(chosen).boxed().toList(),
            spec.input(),
            spec.box(),
            spec.codec(),
            withoutVisibility(spec.network()),
            spec.flipTest(),
            mean);
    Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
    metadata.keySet().removeIf(key -> key.startsWith("kpnative."));
    metadata.put(DetectorSpec.KEY, selected.toJson());
    for (String kept : List.of(DetectorSpec.RECIPE_KEY, BuiltInModel.NOTICE_KEY)) {
      String said = file.metadata().get(kept);
      if (said != null) {
        metadata.put(kept, said);
      }
    }
    return new DetectorFile(
        file.name(),
        selected,
        Optional.empty(),
        Optional.empty(),
        tensors(file, selected.graph(), places),
        metadata);
  }

  /**
   * {@return where the keypoints of a selection are among those that a detector finds}
   *
   * @param text names of points and groups, indices and ranges, see {@link KeypointSchema#select}
   * @throws IllegalArgumentException if the detector does not find one of them, or the text names
   *     none or one twice
   */
  public static int[] places(DetectorSpec spec, String text) {
    List<Integer> places = new ArrayList<>();
    for (int k : spec.keypointSchema().select(text)) {
      int place = spec.keypoints().indexOf(k);
      if (place < 0 || places.contains(place)) {
        throw new IllegalArgumentException(
            "the detector "
                + (place < 0 ? "does not find" : "would find twice")
                + " the point "
                + spec.keypointSchema().pointName(k));
      }
      places.add(place);
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  private static NetworkSpec withoutVisibility(NetworkSpec network) {
    JsonNode tree = SpecMapper.json().valueToTree(network);
    if (tree.path("head") instanceof ObjectNode head) {
      head.remove("visibility");
    }
    return SpecMapper.fromTree(tree, NetworkSpec.class);
  }

  private static Map<String, TensorData> tensors(
      DetectorFile file, NetworkGraph graph, int[] places) {
    boolean rows = graph.mapForm().isPresent() || graph.last() instanceof Layer.Linear;
    if (!rows) {
      throw new IllegalArgumentException(
          "only keypoints that have maps or coordinates of their own can be selected; the last"
              + " layer is "
              + graph.last());
    }
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (TensorSlot slot : graph.slots()) {
      TensorData whole = file.tensor(slot.name());
      tensors.put(
          slot.name(),
          graph.part(slot.node()) == NetworkPart.LAST
              ? rows(whole, places, file.spec().keypoints().size())
              : whole);
    }
    return tensors;
  }

  /** {@return the rows of some keypoints of a tensor that has equally many for each} */
  private static TensorData rows(TensorData whole, int[] places, int keypoints) {
    long[] shape = whole.shape();
    float[] values = whole.floats();
    int each = values.length / keypoints;
    float[] some = new float[each * places.length];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(values, places[i] * each, some, i * each, each);
    }
    shape[0] = shape[0] / keypoints * places.length;
    return TensorData.ofFloats(some, shape);
  }
}
