package kpnative.infer;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.crop.Crop;
import kpnative.crop.MirrorPair;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.network.Layer;
import kpnative.network.NetworkBuilder;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkSpec;
import kpnative.text.SpecMapper;

/**
 * All that a detector needs besides its weights. It is stored in their metadata. Immutable.
 *
 * @param version the kp-native version that wrote it
 * @param recipe name of the recipe
 * @param keypointSchema the data set's schema, whole; the key is {@code schema}. Files of older
 *     versions have its name there and {@code schema_count} beside it
 * @param keypoints indices in the schema of the keypoints that the network finds, in output order
 * @param input the network's input tensor, with the mean and the standard deviation of its
 *     normalisation
 * @param box which part of a photograph the network sees
 * @param codec decodes the network's output into keypoints
 * @param network the layers
 * @param flipTest whether predictions are averaged with those for the mirrored input, if the schema
 *     names the mirror pairs
 * @param meanShape the training set's mean shape, {@code [schemaCount, 2]}, x before y, in
 *     fractions of the face box: the baseline of every measure
 */
public record DetectorSpec(
    String version,
    String recipe,
    @JsonProperty("schema") KeypointSchema keypointSchema,
    List<Integer> keypoints,
    InputFormat input,
    BoxRule box,
    CoordinateCodec codec,
    NetworkSpec network,
    boolean flipTest,
    List<Double> meanShape) {

  /** The key of the spec, as JSON, in the metadata. */
  public static final String KEY = "kpnative.detector";

  /** The key of the recipe, as YAML, in the metadata. */
  public static final String RECIPE_KEY = "kpnative.recipe";

  private static final int MAX_KEYPOINTS = 10_000;

  /** Rejects indices or a mean shape that do not fit the schema. */
  public DetectorSpec {
    keypoints = List.copyOf(keypoints);
    meanShape = List.copyOf(meanShape);
    int schemaCount = keypointSchema.count();
    for (int k : keypoints) {
      if (k < 0 || k >= schemaCount) {
        throw new IllegalArgumentException(
            "keypoints must be of the schema's, 0 to " + (schemaCount - 1) + ", got " + k);
      }
    }
    if (keypoints.isEmpty() || keypoints.size() > MAX_KEYPOINTS) {
      throw new IllegalArgumentException(
          "keypoints must be 1 to " + MAX_KEYPOINTS + " of the schema's, got " + keypoints.size());
    }
    if (meanShape.size() != 2 * schemaCount) {
      throw new IllegalArgumentException(
          "mean_shape must have " + 2 * schemaCount + " numbers, got " + meanShape.size());
    }
  }

  /**
   * {@return the spec in a weight file's metadata}
   *
   * @param file names the file in messages
   * @throws IOException if there is no spec, or it is invalid
   */
  public static DetectorSpec of(Map<String, String> metadata, String file) throws IOException {
    String json = metadata.get(KEY);
    if (json == null) {
      throw new IOException(
          file + ": no '" + KEY + "' in its metadata, so these are not weights of kp-native");
    }
    String source = file + ": the detector's description";
    JsonNode tree = SpecMapper.tree(json, source);
    try {
      return SpecMapper.fromTree(
          tree.path("schema").isTextual() ? whole(tree) : tree, DetectorSpec.class);
    } catch (IllegalArgumentException e) {
      throw new IOException(source + ": " + e.getMessage(), e);
    }
  }

  /** An older version's description, with the schema that it names in the place of the name. */
  private static JsonNode whole(JsonNode tree) {
    String name = tree.path("schema").textValue();
    KeypointSchema schema =
        KeypointSchema.named(name)
            .orElseThrow(() -> new IllegalArgumentException("schema must be known, got " + name));
    if (tree.path("schema_count").asInt() != schema.count()) {
      throw new IllegalArgumentException(
          "schema_count must be that of "
              + name
              + ", "
              + schema.count()
              + ", got "
              + tree.path("schema_count"));
    }
    ObjectNode copy = tree.deepCopy();
    copy.remove("schema_count");
    copy.set("schema", SpecMapper.toTree(schema));
    return copy;
  }

  /**
   * {@return this spec with another mean shape}
   *
   * @param unit all K keypoints, in fractions of the face box
   */
  public DetectorSpec withMeanShape(Keypoints unit) {
    List<Double> mean = Arrays.stream(unit.toArray()).boxed().toList();
    return new DetectorSpec(
        version, recipe, keypointSchema, keypoints, input, box, codec, network, flipTest, mean);
  }

  /**
   * {@return this spec as that of faces with some of their keypoints, {@link Face#select}; its
   * network still finds all}
   *
   * @param places theirs among {@link #keypoints}
   */
  public DetectorSpec select(int... places) {
    return new DetectorSpec(
        version,
        recipe,
        keypointSchema,
        Arrays.stream(places).mapToObj(keypoints::get).toList(),
        input,
        box,
        codec,
        network,
        flipTest,
        meanShape);
  }

  /** {@return this spec with another box rule} */
  DetectorSpec withBox(BoxRule rule) {
    return new DetectorSpec(
        version,
        recipe,
        keypointSchema,
        keypoints,
        input,
        rule,
        codec,
        network,
        flipTest,
        meanShape);
  }

  /** {@return the spec as JSON, for the metadata} */
  public String toJson() {
    try {
      return SpecMapper.json().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@return the schema's name} */
  public String schema() {
    return keypointSchema.name();
  }

  /** {@return the number of the schema's keypoints} */
  public int schemaCount() {
    return keypointSchema.count();
  }

  /** {@return {@link #keypoints} as an array} */
  public int[] indices() {
    return keypoints.stream().mapToInt(Integer::intValue).toArray();
  }

  /** {@return the network's graph} */
  public NetworkGraph graph() {
    return NetworkBuilder.build(
        network, input.channels().count(), input.height(), input.width(), keypoints.size());
  }

  /**
   * {@return the crop that the network sees for a face}
   *
   * @param face the rectangle around the face's keypoints, without margin
   */
  public Crop crop(Box face) {
    return Crop.around(face, box, input.size());
  }

  /** {@return the crop for a picture of this size that the face fills} */
  public Crop cropOfPicture(Size picture) {
    return Crop.ofPicture(picture, box, input.size());
  }

  /**
   * {@return the averaging with the mirrored input's prediction; empty without {@link #flipTest}}
   */
  public Optional<MirrorPair> mirrorPair() {
    return flipTest ? MirrorPair.of(keypointSchema, indices(), codec.origin()) : Optional.empty();
  }

  /** {@return whether the network reads its keypoints from heatmaps} */
  public boolean hasHeatmaps() {
    NetworkGraph graph = graph();
    return graph.mapForm().isPresent() || graph.last() instanceof Layer.GridPoints;
  }

  /**
   * {@return whether the network reads each keypoint as the mean of a distribution, so that it has
   * a standard deviation}
   */
  public boolean hasDeviations() {
    return graph().last() instanceof Layer.SoftArgmax;
  }
}
