package kpnative.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import kpnative.augment.Augmentation;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.data.Dataset;
import kpnative.data.SplitRule;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.Transfer;
import kpnative.data.read.DatasetReader;
import kpnative.data.read.ReadOptions;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.Layer;
import kpnative.network.NetworkBuilder;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkSpec;
import kpnative.network.TensorSlot;
import kpnative.text.SpecYaml;

/**
 * Everything that decides a training but the data and the machine; immutable, checked whole when
 * made. Its YAML has these components as keys, in snake_case; {@code defaults.yaml} explains each.
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
    Data data,
    Augmentation augment,
    CoordinateCodec codec,
    NetworkSpec network,
    LossSettings loss,
    Train train) {

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
      graph = NetworkBuilder.build(network, input.channels().count(), input.height(), input.width(), 1);
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

  /**
   * {@return the recipe of that name or in that file, with single values changed}
   *
   * @param nameOrFile one of {@link #names}, or a YAML file, which may say {@code extends: NAME}
   * @param sets each {@code key.key=value}, the value in YAML; later ones win
   * @throws IllegalArgumentException if there is no such recipe, key or value: on one line, with
   *     file and line, and the nearest right spelling
   * @throws IOException if the file can't be read or is absurdly large
   */
  public static Recipe load(String nameOrFile, List<String> sets) throws IOException {
    return RecipeSource.load(nameOrFile, sets);
  }

  /**
   * {@return the recipe that {@link #toYaml} wrote}
   *
   * @param yaml what it leaves out is as in {@code defaults.yaml}
   * @param source names the text in messages: a file
   * @throws IllegalArgumentException as {@link #load}
   */
  public static Recipe parse(String yaml, String source) {
    return RecipeSource.parse(yaml, source);
  }

  /** {@return {@link #parse(String, String)} of a text without a name} */
  public static Recipe parse(String yaml) {
    return parse(yaml, "recipe");
  }

  /** {@return the recipes that kp-native brings along, in the order of its list} */
  public static List<String> names() {
    return RecipeSource.names();
  }

  /** {@return all keys with their values; {@link #parse} gives an equal recipe} */
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

  /**
   * {@return what becomes of a picture that cannot be read, by {@code data.on_error}}
   *
   * @param notes receives a line for each picture that is left out, once
   */
  public UnreadablePictures unreadable(Consumer<String> notes) {
    return data.onError() == Data.OnError.SKIP
        ? UnreadablePictures.leftOut(notes)
        : UnreadablePictures.FATAL;
  }

  /** {@return this recipe for a run that may be resumed from another folder: no relative path} */
  public Recipe absolute() {
    SplitRule split = data.split().absolute();
    return new Recipe(
        name,
        description,
        schema,
        keypoints,
        input,
        box,
        new Data(
            split,
            data.onError(),
            data.workers(),
            data.cache(),
            data.cacheMb(),
            data.transfer(),
            data.synthetic()),
        augment,
        codec,
        network,
        loss,
        train.absolute());
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

  /**
   * How faces are divided and read.
   *
   * @param split training and validation
   * @param onError what an unreadable picture does
   * @param workers threads that prepare samples, 0 to 256; 0: as many as the machine has to spare
   * @param cache where decoded pictures are kept
   * @param cacheMb bound on them, MiB, 0 to 1,048,576
   * @param transfer the form in which batches go to the device
   * @param synthetic number of synthetic faces where no data is given, 2 to 1,000,000
   */
  public record Data(
      SplitRule split,
      OnError onError,
      int workers,
      Cache cache,
      int cacheMb,
      Transfer transfer,
      int synthetic) {
    /** Rejects counts out of range. */
    public Data {
      range("data.workers", workers, 0, 256);
      range("data.cache_mb", cacheMb, 0, 1 << 20);
      range("data.synthetic", synthetic, 2, 1_000_000);
    }

    /** {@return {@code workers}, or where it is 0 a quarter of the cores, 1 to 8} */
    public int workerThreads() {
      int spare = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() / 4));
      return workers > 0 ? workers : spare;
    }

    /** Where decoded pictures are kept. */
    public enum Cache {
      /** In this process's memory. */
      MEMORY,
      /** In a file beside the data, which is mapped into memory and serves later runs too. */
      FILE,
      /** Nowhere: they are decoded at every use. */
      NONE
    }

    /** What an unreadable picture does. */
    public enum OnError {
      /** Ends the run. */
      FATAL,
      /** Is left out of its batch, with a note. */
      SKIP
    }
  }

  /**
   * How the loss is minimised.
   *
   * @param epochs passes over the data, 1 to 1,000,000
   * @param batch faces a step, 1 to 65,536
   * @param samplesPerEpoch faces an epoch, drawn anew each; 0: the training set's size
   * @param maxMinutes wall time to which the schedule is fitted; 0: the epochs decide
   * @param optimizer the update rule; its keys stand among these
   * @param schedule of the learning rate
   * @param clipNorm largest norm of all gradients together; 0: any
   * @param ema decay a step of the averaged weights that are kept; 0: no averaging
   * @param earlyStop epochs without a better validation NME that end the run; 0: never
   * @param flipTest whether a prediction is the mean of the picture's and its mirror image's; where
   *     the schema doesn't say what a mirror swaps, it is the picture's
   * @param saveSeconds wall time between saves of what a resumed run needs; 0: after every step
   * @param snapshots epochs between pictures of the heatmaps of the first validation face, with the
   *     first and the last epoch; 0: none. Networks without heatmaps have none
   * @param freeze patterns of the names of parameters that are not trained; without the weights
   *     that {@code wants} names, nothing is frozen
   * @param rates factors on the learning rate by patterns of names; of several that match, the
   *     first counts
   * @param wants the file of weights, made for another task, that the recipe was written for, or
   *     empty: where its name ends in a dash and eight hexadecimal digits, as torchvision's do, its
   *     SHA-256 begins with them
   * @param pretrained a file of weights to begin with, or empty: {@code .pth} or safetensors
   * @param seed of every random choice
   */
  public record Train(
      int epochs,
      int batch,
      long samplesPerEpoch,
      double maxMinutes,
      // A name that no key has: unwrapped, it is never written.
      @JsonUnwrapped @JsonProperty("optimizer_keys") OptimizerSettings optimizer,
      ScheduleSettings schedule,
      double clipNorm,
      double ema,
      int earlyStop,
      boolean flipTest,
      double saveSeconds,
      int snapshots,
      List<String> freeze,
      List<Rate> rates,
      String wants,
      String pretrained,
      long seed) {
    /** Rejects numbers out of range. */
    public Train {
      range("train.epochs", epochs, 1, 1_000_000);
      range("train.batch", batch, 1, 65_536);
      range("train.samples_per_epoch", (double) samplesPerEpoch, 0, 1_000_000_000);
      range("train.max_minutes", maxMinutes, 0, 1e6);
      range("train.clip_norm", clipNorm, 0, 1e9);
      range("train.ema", ema, 0, 0.999999);
      range("train.early_stop", earlyStop, 0, 1_000_000);
      range("train.save_seconds", saveSeconds, 0, 1e6);
      range("train.snapshots", snapshots, 0, 1_000_000);
      freeze = List.copyOf(freeze);
      rates = List.copyOf(rates);
    }

    /**
     * A factor on the learning rate of some parameters.
     *
     * @param names a pattern, see {@link NamePattern}
     * @param factor 0 to 1,000,000
     */
    public record Rate(String names, double factor) {
      /** Rejects a factor out of range. */
      public Rate {
        range("train.rates", factor, 0, 1e6);
      }
    }

    /** {@return the names of the network's parameters that are not trained} */
    public Set<String> frozen(NetworkGraph graph) {
      boolean fromScratch = !wants.isEmpty() && pretrained.isEmpty();
      return fromScratch ? Set.of() : NamePattern.matching("train.freeze", freeze, graph);
    }

    /** {@return the factor on the learning rate of a parameter} */
    public double rate(String parameter) {
      return rates.stream()
          .filter(rate -> new NamePattern(rate.names).matches(parameter))
          .mapToDouble(Rate::factor)
          .findFirst()
          .orElse(1);
    }

    private void check(NetworkGraph graph) {
      Set<String> frozen = NamePattern.matching("train.freeze", freeze, graph);
      if (graph.slots().stream()
          .filter(TensorSlot::isParameter)
          .allMatch(s -> frozen.contains(s.name()))) {
        throw new IllegalArgumentException(
            "train.freeze must leave something to train, got " + freeze + ", which is all of it");
      }
      NamePattern.matching("train.rates", rates.stream().map(Rate::names).toList(), graph);
    }

    private Train absolute() {
      return new Train(
          epochs,
          batch,
          samplesPerEpoch,
          maxMinutes,
          optimizer,
          schedule,
          clipNorm,
          ema,
          earlyStop,
          flipTest,
          saveSeconds,
          snapshots,
          freeze,
          rates,
          wants,
          pretrained.isEmpty() ? "" : Path.of(pretrained).toAbsolutePath().toString(),
          seed);
    }
  }

  static void range(String key, double value, double least, double most) {
    if (!(value >= least && value <= most)) { // the negation also catches NaN
      throw new IllegalArgumentException(
          key + " must be " + plain(least) + " to " + plain(most) + ", got " + plain(value));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
