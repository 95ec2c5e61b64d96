package kpnative.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import kpnative.checks.Require;
import kpnative.network.NetworkGraph;
import kpnative.network.TensorSlot;

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
 * @param freeze patterns of the names of parameters that are not trained; without the weights that
 *     {@code wants} names, nothing is frozen
 * @param rates factors on the learning rate by patterns of names; of several that match, the first
 *     counts
 * @param wants the file of weights, made for another task, that the recipe was written for, or
 *     empty: where its name ends in a dash and eight hexadecimal digits, as torchvision's do, its
 *     SHA-256 begins with them
 * @param pretrained a file of weights to begin with, or empty: {@code .pth} or safetensors
 * @param seed of every random choice
 */
public record TrainSettings(
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
  public TrainSettings {
    Require.range("train.epochs", epochs, 1, 1_000_000);
    Require.range("train.batch", batch, 1, 65_536);
    Require.range("train.samples_per_epoch", samplesPerEpoch, 0, 1_000_000_000);
    Require.range("train.max_minutes", maxMinutes, 0, 1e6);
    Require.range("train.clip_norm", clipNorm, 0, 1e9);
    Require.range("train.ema", ema, 0, 0.999999);
    Require.range("train.early_stop", earlyStop, 0, 1_000_000);
    Require.range("train.save_seconds", saveSeconds, 0, 1e6);
    Require.range("train.snapshots", snapshots, 0, 1_000_000);
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
      Require.range("train.rates", factor, 0, 1e6);
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

  /**
   * Rejects patterns of names that fit nothing in the network, or freeze all of it.
   *
   * @throws IllegalArgumentException naming the key
   */
  void check(NetworkGraph graph) {
    Set<String> frozen = NamePattern.matching("train.freeze", freeze, graph);
    if (graph.slots().stream()
        .filter(TensorSlot::isParameter)
        .allMatch(s -> frozen.contains(s.name()))) {
      throw new IllegalArgumentException(
          "train.freeze must leave something to train, got " + freeze + ", which is all of it");
    }
    NamePattern.matching("train.rates", rates.stream().map(Rate::names).toList(), graph);
  }

  /**
   * {@return these settings with another file of weights to begin with}
   *
   * @param file as {@code pretrained}; empty for none
   */
  TrainSettings withPretrained(String file) {
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
        freeze,
        rates,
        wants,
        file,
        seed);
  }

  /** {@return these settings without a relative path} */
  TrainSettings absolute() {
    return pretrained.isEmpty()
        ? this
        : withPretrained(Path.of(pretrained).toAbsolutePath().toString());
  }
}
