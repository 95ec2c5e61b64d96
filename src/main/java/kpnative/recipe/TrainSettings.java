package kpnative.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kpnative.checks.Require;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.network.TensorSlot;
import kpnative.text.WhenAbsent;

/**
 * How a network is trained.
 *
 * @param epochs passes over the data, 1 to 1,000,000
 * @param batch faces per mini-batch, 1 to 65,536
 * @param samplesPerEpoch faces per epoch, drawn again for each; 0 for the training set's size
 * @param maxMinutes wall time that the training and its schedule may take, minutes; 0 for no limit
 * @param optimizer the optimiser; in YAML its keys are among these
 * @param schedule the learning rate schedule
 * @param clipNorm largest norm of all gradients together; 0 for no clipping
 * @param ema decay of the EMA weights per step; 0 for no EMA
 * @param earlyStop epochs without a lower validation NME after which the run ends; 0 for never
 * @param flipTest whether a prediction is averaged with that of the mirrored input; ignored if the
 *     schema has no mirror pairs
 * @param saveSeconds wall time between two saves of the state that a run is resumed from, seconds;
 *     0 for a save after every step
 * @param snapshots epochs between two heatmap pictures of the first validation face, in addition to
 *     those of the first and the last epoch; 0 for none. Networks without heatmaps ignore it
 * @param precision of the forward and backward pass; weights, gradients, optimiser, losses and
 *     validation are float32 in any case
 * @param batchNorm of which samples batch normalisations use the statistics where several workers
 *     train together
 * @param collectiveTimeout how long a worker waits for another, seconds, 1 to 86,400
 * @param freeze name patterns of the parameters that are not trained; ignored if {@code wants}
 *     names a file and {@code pretrained} is empty
 * @param rates factors on the learning rate by name pattern; the first pattern that matches applies
 * @param parts how the parts of a network are trained that begins with {@code pretrained} weights;
 *     ignored without them
 * @param teacher the networks that are learned from beside the labels
 * @param wants name of the pretrained weight file that the recipe was written for, or empty; if the
 *     name ends in a dash and eight hexadecimal digits, as torchvision's do, these are the
 *     beginning of its SHA-256
 * @param pretrained path of the weight file to start from, {@code .pth} or safetensors, or {@code
 *     builtin:NAME}; or empty
 * @param seed of all random choices
 */
public record TrainSettings(
    int epochs,
    int batch,
    long samplesPerEpoch,
    double maxMinutes,
    // No key has this name: the component is unwrapped, so it is never written.
    @JsonUnwrapped @JsonProperty("optimizer_keys") OptimizerSettings optimizer,
    ScheduleSettings schedule,
    double clipNorm,
    double ema,
    int earlyStop,
    boolean flipTest,
    double saveSeconds,
    int snapshots,
    Arithmetic precision,
    WorkerStatistics batchNorm,
    double collectiveTimeout,
    List<String> freeze,
    List<Rate> rates,
    Parts parts,
    @WhenAbsent(TeacherSettings.NONE) TeacherSettings teacher,
    String wants,
    String pretrained,
    long seed) {
  /** The key with what it means, for messages: it is easily taken for a list of epochs. */
  static final String SNAPSHOTS = "train.snapshots, epochs between two heatmap pictures (0: none),";

  /** Rejects numbers out of range. */
  public TrainSettings {
    Require.range("train.epochs", epochs, 1, 1_000_000);
    Require.range("train.batch", batch, 1, 65_536);
    Require.range("train.samples_per_epoch", samplesPerEpoch, 0, 1_000_000_000);
    Require.range("train.max_minutes", maxMinutes, 0, 1e6);
    Require.range("train.clip_norm", clipNorm, 0, 1e9);
    Require.range("train.ema", ema, 0, 0.999999);
    Require.range("train.early_stop", earlyStop, 0, 1_000_000);
    Require.range("train.save_seconds", saveSeconds, 0, 1e6);
    Require.range(SNAPSHOTS, snapshots, 0, 1_000_000);
    Require.range("train.collective_timeout", collectiveTimeout, 1, 86_400);
    freeze = List.copyOf(freeze);
    rates = List.copyOf(rates);
  }

  /** The arithmetic of a training's forward and backward pass. */
  public enum Arithmetic {
    /** Float32; on GPUs, cuDNN's convolutions round its factors to 11 bits (TF32). */
    FLOAT32,
    /**
     * Convolutions and matrix products of bfloat16 (8 bits of significand, float32's range), and
     * the values between layers. For GPUs, and processors with instructions for it.
     */
    BFLOAT16
  }

  /** Of which samples the batch normalisations of several workers use the statistics. */
  public enum WorkerStatistics {
    /** All workers': of the whole batch, as one process would. */
    SYNCHRONISED,
    /** Each its own samples'; the running ones are averaged when they are used or saved. */
    OWN
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
      Require.range("train.rates", factor, 0, 1e6);
    }
  }

  /**
   * How the parts of a network are trained that begins with given weights. The last layer, which is
   * new, is trained from the beginning at the recipe's learning rate.
   *
   * @param encoder all layers before the head
   * @param decoder the head's layers before its last; where the weights have no such layers, they
   *     are trained as the last is
   */
  public record Parts(PartSettings encoder, PartSettings decoder) {}

  /** {@return the names of the network's parameters that are not trained} */
  public Set<String> frozen(NetworkGraph graph) {
    boolean fromScratch = !wants.isEmpty() && pretrained.isEmpty();
    return fromScratch ? Set.of() : NamePattern.matching("train.freeze", freeze, graph);
  }

  /** {@return the factor on the learning rate of a parameter, by its name and its part} */
  public double rate(NetworkGraph graph, String parameter) {
    return named(parameter) * part(graph, parameter).rate();
  }

  /** {@return until which fraction of the training a parameter is frozen; 0 for never} */
  public double thaw(NetworkGraph graph, String parameter) {
    return part(graph, parameter).thaw();
  }

  /** {@return the batch normalisations that keep the statistics of the given weights} */
  public Set<String> keeping(NetworkGraph graph) {
    return graph.nodes().stream()
        .filter(node -> node.layer() instanceof Layer.BatchNorm)
        .map(NetworkGraph.Node::name)
        .filter(node -> part(graph, node).statistics() == PartSettings.Statistics.KEPT)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** {@return these settings for a decoder that begins with random weights} */
  public TrainSettings withNewDecoder() {
    return with(new Parts(parts.encoder(), PartSettings.WHOLLY_TRAINED), teacher, pretrained);
  }

  /**
   * The settings of a layer's part.
   *
   * @param name of a node, or of one of its tensors
   */
  private PartSettings part(NetworkGraph graph, String name) {
    if (pretrained.isEmpty()) {
      return PartSettings.WHOLLY_TRAINED;
    }
    int dot = name.lastIndexOf('.');
    boolean isTensor = graph.slots().stream().anyMatch(slot -> slot.name().equals(name));
    return switch (graph.part(isTensor ? name.substring(0, dot) : name)) {
      case ENCODER -> parts.encoder();
      case DECODER -> parts.decoder();
      case LAST -> PartSettings.WHOLLY_TRAINED;
    };
  }

  private double named(String parameter) {
    return rates.stream()
        .filter(rate -> new NamePattern(rate.names).matches(parameter))
        .mapToDouble(Rate::factor)
        .findFirst()
        .orElse(1);
  }

  /**
   * Rejects name patterns that match no parameter of the network, and freezing all of them.
   *
   * @throws IllegalArgumentException if so; the message names the key
   */
  void check(NetworkGraph graph) {
    Set<String> frozen = NamePattern.matching("train.freeze", freeze, graph);
    if (graph.slots().stream()
        .filter(TensorSlot::isParameter)
        .allMatch(s -> frozen.contains(s.name()))) {
      throw new IllegalArgumentException(
          "train.freeze must leave something to train, got "
              + freeze
              + ", which matches every parameter");
    }
    NamePattern.matching("train.rates", rates.stream().map(Rate::names).toList(), graph);
  }

  private TrainSettings with(Parts parts, TeacherSettings teacher, String pretrained) {
    return new TrainSettings(
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
        precision,
        batchNorm,
        collectiveTimeout,
        freeze,
        rates,
        parts,
        teacher,
        wants,
        pretrained,
        seed);
  }

  /** {@return these settings with all paths absolute} */
  TrainSettings absolute() {
    String begin = pretrained.isEmpty() ? "" : NamedWeights.absolute(pretrained);
    return with(parts, teacher.absolute(), begin);
  }
}
