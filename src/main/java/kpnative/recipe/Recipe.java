package kpnative.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import kpnative.augment.Augmentation;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.data.Dataset;
import kpnative.data.read.DatasetReader;
import kpnative.data.read.ReadOptions;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.Layer;
import kpnative.network.NetworkBuilder;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkSpec;
import kpnative.text.SpecYaml;

/**
 * Everything that decides a training but the data and the machine; immutable, checked whole when
 * made. {@link Recipes} reads them. Its YAML has these components as keys, in snake_case; {@code
 * defaults.yaml} explains each.
 *
 * <p>Fractions and degrees here; a rejected value names its key, the range and what came.
 *
 * @param name what {@code --recipe} says: letters, digits, {@code . _ - /}
 * @param description one line, for lists
 * @param schema that it was written for ({@link KeypointSchema#name}); other data is allowed
 * @param keypoints that are learned: {@code all} alone, or groups of the schema
 * @param input what the network sees
 * @param box which part of the photograph that is
 * @param data how faces are divided and read
 * @param augment the random changes of training samples
 * @param codec the form in which coordinates are learned
 * @param network the layers
 * @param loss what is minimised
 * @param train how
 */
public record Recipe(
    String name,
    String description,
    String schema,
    List<String> keypoints,
    InputFormat input,
    BoxRule box,
    DataSettings data,
    Augmentation augment,
    CoordinateCodec codec,
    NetworkSpec network,
    LossSettings loss,
    TrainSettings train) {

  /** The word among {@code keypoints} that stands for all of them. */
  private static final String ALL = "all";

  /**
   * Rejects a name that no folder can have, a schema that nobody knows, no or mixed keypoints, and
   * layers that don't fit.
   */
  public Recipe {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){0,3}")) {
      throw new IllegalArgumentException(
          "name must be of letters, digits, '.', '_', '-' and '/', got '" + name + "'");
    }
    if (KeypointSchema.named(schema).isEmpty()) {
      List<String> known = KeypointSchema.names();
      throw new IllegalArgumentException(
          "schema must be one of %s, or points-K, got '%s'%s"
              .formatted(
                  String.join(", ", known),
                  RecipeTree.shortened(schema),
                  RecipeSpelling.hint(schema, known, "")));
    }
    keypoints = List.copyOf(keypoints);
    if (keypoints.isEmpty()) {
      throw new IllegalArgumentException("keypoints must be [all] or names of groups, got []");
    }
    if (keypoints.contains(ALL) && keypoints.size() > 1) {
      throw new IllegalArgumentException(
          "keypoints must be [all] or names of groups, got both: " + keypoints);
    }
    NetworkGraph graph;
    try { // K is known with the data; it changes the last layers alone
      graph =
          NetworkBuilder.build(network, input.channels().count(), input.height(), input.width(), 1);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "network must fit an input of %d x %d: %s"
              .formatted(input.height(), input.width(), e.getMessage()),
          e);
    }
    LossFit.check(loss.kind(), graph);
    train.check(graph);
    boolean ofCells = graph.mapForm().isPresent() || graph.last() instanceof Layer.GridPoints;
    if (ofCells && codec.origin() != 0) {
      throw new IllegalArgumentException(
          "codec.origin must be 0 where the network reads places from maps, as fractions of the"
              + " sides, got "
              + codec.origin());
    }
  }

  /** {@return all keys with their values; {@link Recipes#parse} gives an equal recipe} */
  public String toYaml() {
    return SpecYaml.write(this);
  }

  /**
   * {@return the network as it is for a data set}
   *
   * @throws IllegalArgumentException if it does not fit the input, naming the layer
   */
  public NetworkGraph graph(KeypointSchema data) {
    return NetworkBuilder.build(
        network,
        input.channels().count(),
        input.height(),
        input.width(),
        keypointIndices(data).length);
  }

  /**
   * {@return the faces of these data}
   *
   * @param specs as {@code --data} takes them; none for the recipe's synthetic faces, of 58 points
   *     if it was written for {@code imm58}, else of 68
   * @param exclude a list of photographs to leave out
   * @param notes hears of what was skipped, a line each
   * @throws IOException if a file cannot be read, or counts of keypoints differ
   */
  public Dataset read(List<String> specs, Optional<Path> exclude, Consumer<String> notes)
      throws IOException {
    return DatasetReader.read(
        specs.isEmpty() ? List.of("synthetic") : specs, exclude, readOptions(notes));
  }

  /**
   * {@return how {@link #read} reads}
   *
   * @param notes hears of what was skipped, a line each
   */
  public ReadOptions readOptions(Consumer<String> notes) {
    int keypoints = ownSchema().equals(KeypointSchema.IMM58) ? 58 : 68;
    return new ReadOptions(data.synthetic(), keypoints, train.seed(), notes);
  }

  /** {@return this recipe for a run that may be resumed from another folder: no relative path} */
  public Recipe absolute() {
    return with(data.absolute(), train.absolute());
  }

  private Recipe with(DataSettings data, TrainSettings train) {
    return new Recipe(
        name,
        description,
        schema,
        keypoints,
        input,
        box,
        data,
        augment,
        codec,
        network,
        loss,
        train);
  }

  /** {@return the schema that the recipe was written for} */
  public KeypointSchema ownSchema() {
    return KeypointSchema.named(schema).orElseThrow();
  }

  /**
   * {@return the indices of the learned keypoints among the schema's, ascending}
   *
   * @throws IllegalArgumentException if the schema lacks a group, naming those that it has
   */
  public int[] keypointIndices(KeypointSchema data) {
    if (keypoints.equals(List.of(ALL))) {
      return IntStream.range(0, data.count()).toArray();
    }
    TreeSet<Integer> indices = new TreeSet<>();
    for (String group : keypoints) {
      int[] of =
          data.indices(group)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "keypoints: "
                              + data
                              + " ("
                              + data.count()
                              + " points) has no group '"
                              + group
                              + "'; it has "
                              + (data.groups().isEmpty() ? "none" : data.groups().keySet())));
      IntStream.of(of).forEach(indices::add);
    }
    return indices.stream().mapToInt(Integer::intValue).toArray();
  }
}
