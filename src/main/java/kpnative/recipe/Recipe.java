package kpnative.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import kpnative.augment.Augmentation;
import kpnative.augment.Entry;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.data.Dataset;
import kpnative.data.SplitRule;
import kpnative.data.UnreadablePictures;
import kpnative.data.read.DatasetReader;
import kpnative.data.read.ReadOptions;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.Layer;
import kpnative.network.NetworkBuilder;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkSpec;
import kpnative.text.SpecTree;
import kpnative.text.SpecYaml;

/**
 * Everything that determines a training except the data and the machine. Immutable; validated as a
 * whole on construction. {@link Recipes} loads recipes. In YAML these components are keys in
 * snake_case, which {@code defaults.yaml} explains.
 *
 * <p>Lengths are fractions, angles are degrees. The message for a rejected value names its key, the
 * accepted range and the value.
 *
 * @param name its name, as in {@code --recipe}: letters, digits, {@code . _ - /}
 * @param description one line, for lists
 * @param schema name of the schema that it was written for ({@link KeypointSchema#name}); data of
 *     other schemas is allowed
 * @param keypoints to learn: {@code all} alone, or names of the schema's groups
 * @param input size, channels and normalisation of the input tensor
 * @param box which region of the photograph is cropped for the input
 * @param data how faces are split and loaded
 * @param augment data augmentation of training samples
 * @param codec how coordinates are encoded as targets
 * @param network the layers
 * @param loss the loss function
 * @param train the optimisation
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

  /** The value of {@code keypoints} that selects all of them. */
  private static final String ALL = "all";

  /**
   * Rejects a name that cannot be a folder's, an unknown schema, an empty or mixed list of
   * keypoints, and a network that does not fit the input, the loss or the training settings.
   */
  public Recipe {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){0,3}")) {
      throw new IllegalArgumentException(
          "name must consist of letters, digits, '.', '_', '-' and '/', got '" + name + "'");
    }
    if (KeypointSchema.named(schema).isEmpty()) {
      List<String> known = KeypointSchema.names();
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "schema must be one of %s, or points-K, got '%s'%s",
              String.join(", ", known),
              SpecTree.shortened(schema),
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
    try { // K is known only with the data; it affects only the last layers
      graph =
          NetworkBuilder.build(network, input.channels().count(), input.height(), input.width(), 1);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "network must fit an input of %d x %d: %s",
              input.height(),
              input.width(),
              e.getMessage()),
          e);
    }
    if (data.boxes() == DataSettings.Boxes.FOUND && box.from() != BoxRule.From.ANNOTATION) {
      throw new IllegalArgumentException(
          "data.boxes found needs box.from annotation, got " + box.from());
    }
    LossFit.check(loss.kind(), graph);
    train.check(graph);
    boolean decodesMaps = graph.mapForm().isPresent() || graph.last() instanceof Layer.GridPoints;
    if (decodesMaps && codec.origin() != 0) {
      throw new IllegalArgumentException(
          "codec.origin must be 0 for a network that decodes coordinates from maps, as fractions of"
              + " the sides, got "
              + codec.origin());
    }
  }

  /** {@return this recipe as YAML with every key; {@link Recipes#parse} returns an equal recipe} */
  public String toYaml() {
    return SpecYaml.write(this);
  }

  /**
   * {@return the network for a data set of this schema}
   *
   * @throws IllegalArgumentException if it does not fit the input; the message names the layer
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
   * {@return the faces of some data} A face at fault is left out with a note.
   *
   * @param specs data specifications as {@code --data} takes them; empty for the recipe's synthetic
   *     faces, with 58 keypoints if the recipe was written for {@code imm58}, otherwise with 68
   * @param exclude a list of photographs to leave out
   * @param notes receives one line for each item that is skipped
   * @throws IOException if a file cannot be read, or the data have different numbers of keypoints
   */
  public Dataset read(List<String> specs, Optional<Path> exclude, Consumer<String> notes)
      throws IOException {
    return read(specs, exclude, notes, UnreadablePictures.fatalPictures(""));
  }

  /**
   * {@return the faces of all {@code specs}, as {@link #read(List, Optional, Consumer)}}
   *
   * @param unreadable what faces at fault do, see {@link DatasetReader#read(List, Optional,
   *     ReadOptions, UnreadablePictures)}
   */
  public Dataset read(
      List<String> specs,
      Optional<Path> exclude,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    return read(specs, exclude, readOptions(notes), unreadable);
  }

  /**
   * {@return the faces of all {@code specs}, as {@link #read(List, Optional, Consumer)}}
   *
   * @param options those of {@link #readOptions}, perhaps changed
   */
  public Dataset read(
      List<String> specs,
      Optional<Path> exclude,
      ReadOptions options,
      UnreadablePictures unreadable)
      throws IOException {
    return DatasetReader.read(
        specs.isEmpty() ? List.of("synthetic") : specs, exclude, options, unreadable);
  }

  /**
   * {@return the options with which {@link #read} reads}
   *
   * @param notes receives one line for each item that is skipped
   */
  public ReadOptions readOptions(Consumer<String> notes) {
    int keypoints = ownSchema().equals(KeypointSchema.IMM58) ? 58 : 68;
    boolean named = data.split().names() == SplitRule.Names.TRUST;
    return new ReadOptions(data.synthetic(), keypoints, train.seed(), data.join(), named, notes);
  }

  /**
   * {@return this recipe with all paths absolute, for a run that may be resumed from another
   * folder}
   */
  public Recipe absolute() {
    return with(data.absolute(), augment, train.absolute());
  }

  /** {@return this recipe without flips, for keypoints that have no mirror pairs} */
  public Recipe withoutFlips() {
    return with(data, augment.with(new Entry.Flip(0)), train);
  }

  /** {@return this recipe for a decoder that begins with random weights} */
  public Recipe withNewDecoder() {
    return with(data, augment, train.withNewDecoder());
  }

  private Recipe with(DataSettings data, Augmentation augment, TrainSettings train) {
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

  /** {@return whether the network also outputs which keypoints can be seen} */
  public boolean hasVisibility() {
    return NetworkBuilder.build(network, input.channels().count(), input.height(), input.width(), 1)
        .hasVisibility();
  }

  /** {@return the schema that the recipe was written for} */
  public KeypointSchema ownSchema() {
    return KeypointSchema.named(schema).orElseThrow();
  }

  private static int[] selected(KeypointSchema data, String item) {
    try {
      return data.select(item);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "keypoints: "
              + data
              + " ("
              + data.count()
              + " points) has no group '"
              + item
              + "'; it has "
              + (data.groups().isEmpty() ? "none" : data.groups().keySet())
              + ", names of points, indices and ranges: keypoints "
              + e.getMessage(),
          e);
    }
  }

  /**
   * {@return the indices in the schema of the keypoints to learn, ascending}
   *
   * @throws IllegalArgumentException if the schema lacks a group, a point or an index; the message
   *     names the groups it has
   */
  public int[] keypointIndices(KeypointSchema data) {
    if (keypoints.equals(List.of(ALL))) {
      return IntStream.range(0, data.count()).toArray();
    }
    TreeSet<Integer> indices = new TreeSet<>();
    for (String group : keypoints) {
      IntStream.of(selected(data, group)).forEach(indices::add);
    }
    return indices.stream().mapToInt(Integer::intValue).toArray();
  }
}
