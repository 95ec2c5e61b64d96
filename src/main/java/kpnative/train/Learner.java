package kpnative.train;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.data.FaceSampler;
import kpnative.data.Split;
import kpnative.data.UnreadablePictures;
import kpnative.eval.FaceEvaluation;
import kpnative.infer.DetectorSpec;
import kpnative.infer.Version;
import kpnative.keypoints.Keypoints;
import kpnative.natives.Autocast;
import kpnative.natives.Device;
import kpnative.natives.NativeScope;
import kpnative.network.NetworkGraph;
import kpnative.network.RawMaps;
import kpnative.network.SharedStatistics;
import kpnative.network.StartingWeights;
import kpnative.network.TorchModule;
import kpnative.parallel.Gradients;
import kpnative.parallel.Meeting;
import kpnative.parallel.Workers;
import kpnative.recipe.Recipe;
import kpnative.recipe.TrainSettings;
import kpnative.recipe.TrainSettings.WorkerStatistics;
import kpnative.train.loss.Losses;
import kpnative.train.loss.VisibilityLoss;
import kpnative.weights.TensorData;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A network in training: its tensors, the optimiser and, if the recipe has EMA, the EMA weights.
 * Not thread-safe. Owns them all.
 */
final class Learner implements AutoCloseable {
  private final Device device;
  private final Losses losses;
  private final double assumed;
  private final TorchModule module;
  private final ScalarType arithmetic;
  private final TrainedNetwork trained;
  private final Thawing thawing;
  private final Workers workers;
  private final Optional<SharedStatistics> shared;
  private final Gradients gradients;
  private boolean counting = true;
  private final PhaseClock clock;

  /**
   * An untrained network on {@code device}.
   *
   * @param seed of the weights that {@code begin} does not give
   * @param begin weights to start from
   * @param clock receives the phases of each step; borrowed
   */
  Learner(
      Recipe recipe,
      NetworkGraph graph,
      long seed,
      Optional<StartingWeights> begin,
      Device device,
      PhaseClock clock) {
    this(recipe, graph, seed, begin, device, clock, Meeting.alone());
  }

  /**
   * The same, trained by several workers.
   *
   * @param workers borrowed
   */
  Learner(
      Recipe recipe,
      NetworkGraph graph,
      long seed,
      Optional<StartingWeights> begin,
      Device device,
      PhaseClock clock,
      Workers workers) {
    this.device = device;
    this.clock = clock;
    this.workers = workers;
    this.shared =
        workers.areSeveral() && recipe.train().batchNorm() == WorkerStatistics.SYNCHRONISED
            ? Optional.of(new SharedStatistics(workers.rank(), workers.size(), workers::sum))
            : Optional.empty();
    this.assumed = recipe.loss().assumed();
    TrainSettings train = recipe.train();
    this.arithmetic =
        switch (train.precision()) {
          case FLOAT32 -> ScalarType.Float;
          case BFLOAT16 -> ScalarType.BFloat16;
        };
    boolean done = false;
    module = new TorchModule(graph, seed, train.frozen(graph), train.keeping(graph), shared);
    try {
      begin.ifPresent(weights -> load(weights.tensors()));
      module.to(device);
      losses = Losses.of(recipe.loss(), module);
      done = true;
    } finally {
      if (!done) {
        module.close();
      }
    }
    trained =
        new TrainedNetwork(
            module,
            train.optimizer(),
            name -> new Pace(train.rate(graph, name), train.thaw(graph, name)),
            train.clipNorm(),
            train.ema());
    thawing = new Thawing(module, name -> train.thaw(graph, name));
    gradients = workers.gradients(List.copyOf(module.parameters().values()));
  }

  /**
   * {@return the spec of the detector that the recipe trains on these faces}
   *
   * @throws IOException if the size of a picture is needed and cannot be read
   */
  static DetectorSpec spec(Recipe recipe, Split split, UnreadablePictures unreadable)
      throws IOException {
    int[] indices = recipe.keypointIndices(split.train().schema());
    DetectorSpec withoutMean =
        new DetectorSpec(
            Version.current(),
            recipe.name(),
            split.train().schema(),
            Arrays.stream(indices).boxed().toList(),
            recipe.input(),
            recipe.box(),
            recipe.codec(),
            recipe.network(),
            recipe.train().flipTest(),
            Collections.nCopies(2 * split.train().schema().count(), 0.0));
    Keypoints mean =
        FaceEvaluation.fit(FaceSampler.of(withoutMean), split.train().faces(), unreadable).unit();
    return withoutMean.withMeanShape(mean);
  }

  /** Replaces some of the network's tensors. To be called before the first step. */
  void load(Map<String, TensorData> some) {
    Map<String, TensorData> state = module.state();
    state.putAll(some);
    module.load(state);
  }

  /** {@return the network, borrowed} */
  TorchModule module() {
    return module;
  }

  /** {@return the losses that are minimised} */
  Losses losses() {
    return losses;
  }

  /**
   * Says whether this worker's samples count in the next steps. Where a batch has fewer samples
   * than there are workers, some compute one that does not.
   */
  void setCounting(boolean counting) {
    this.counting = counting;
    shared.ifPresent(statistics -> statistics.setCounting(counting));
  }

  /**
   * Performs one optimiser update.
   *
   * @param batchInput {@code [B, C, H, W]}, borrowed; of several workers, this one's share
   * @param batchTarget {@code [B, 2K]}, borrowed
   * @param batchLabels what is known of the keypoints' visibility, {@code [B, K]}, borrowed; unused
   *     where the network has no such output
   * @param taught what teachers say of the batch, borrowed; only of a worker that is alone
   * @param progress the fraction of the training that is done: layers thaw by it
   * @param at the training's state, for the message
   * @return the whole batch's loss before the update, that of the keypoints alone
   * @throws TrainingDivergedException if loss or gradient is not finite; then nothing was updated
   */
  double step(
      Tensor batchInput,
      Tensor batchTarget,
      Tensor batchLabels,
      Optional<Taught> taught,
      double lr,
      double progress,
      TrainingState at) {
    thawing.at(progress);
    try (NativeScope scope = NativeScope.open()) {
      clock.enter(Phase.COPY); // unless it was copied during the previous step
      Tensor input = onDevice(batchInput);
      Tensor target = onDevice(batchTarget);
      Tensor labels = onDevice(batchLabels);
      clock.enter(Phase.OPTIMIZER);
      trained.zeroGradients();
      clock.enter(Phase.FORWARD);
      RawMaps raw;
      try (Autocast cast = Autocast.to(device, arithmetic)) {
        raw = module.forwardAll(input);
      }
      raw = raw.inFloat32(); // coordinates and losses need its bits
      Tensor output = losses.readsMaps() ? raw.maps() : module.decode(raw.maps());
      clock.enter(Phase.LOSS);
      SharedLoss loss = loss(output, target, taught, raw.visibility(), labels);
      clock.enter(Phase.BACKWARD);
      gradients.backward(loss.scaled());
      clock.enter(Phase.OPTIMIZER);
      double value = loss.value().getAsDouble(); // a GPU has both passes queued before it is read
      if (!Double.isFinite(value)) { // before the update, so that the weights stay finite
        throw new TrainingDivergedException("loss", value, at, lr);
      }
      trained.update(lr, progress, at);
      return value;
    } finally {
      clock.enter(Phase.REST); // includes freeing the scope's tensors
    }
  }

  private SharedLoss loss(
      Tensor output,
      Tensor target,
      Optional<Taught> taught,
      Optional<Tensor> visibility,
      Tensor labels) {
    Tensor labelled = losses.apply(output, target);
    Tensor points = taught.map(t -> t.mixed(labelled, losses, output)).orElse(labelled);
    if (!workers.areSeveral()) {
      return new SharedLoss(
          points::item_float, VisibilityLoss.addedTo(points, visibility, labels, assumed));
    }
    return SharedLoss.of(
        workers,
        counting,
        new SharedLoss.Term(points, losses.weight(output, target)),
        visibility.map(
            logits ->
                new SharedLoss.Term(
                    VisibilityLoss.of(logits, labels, assumed),
                    VisibilityLoss.weight(labels, assumed))));
  }

  /** Gives every worker the first one's tensors: all that {@link #state} has. A collective. */
  void takeFirst() {
    trained.tensors().values().forEach(workers::takeFirst);
  }

  /**
   * Averages the running statistics over the workers, if each has its own. A collective. They are
   * linear in what they follow, so it does not matter when they are averaged.
   */
  void averageStatistics() {
    if (workers.areSeveral() && shared.isEmpty()) {
      trained.averageStatistics(workers);
    }
  }

  /**
   * Runs {@code use} while the network holds its EMA weights, or its own if the recipe has no EMA.
   */
  <T> T withEma(TrainedNetwork.Use<T> use) throws IOException {
    return trained.withEma(use);
  }

  /** {@return a copy of the EMA weights, or of the network's own if the recipe has no EMA} */
  Map<String, TensorData> weights() throws IOException {
    return trained.weights();
  }

  /** {@return a copy of all tensors that a resumed training needs, by prefixed name} */
  Map<String, TensorData> state() {
    return trained.state();
  }

  /**
   * Restores what {@link #state} returned.
   *
   * @throws IllegalArgumentException if it is the state of another network or recipe
   */
  void restore(Map<String, TensorData> state) {
    trained.restore(state);
  }

  private Tensor onDevice(Tensor tensor) {
    return device.equals(Device.CPU) ? tensor : tensor.to(device.toTorch(), tensor.scalar_type());
  }

  /** Frees the tensors. Idempotent. */
  @Override
  public void close() {
    gradients.close();
    trained.close();
  }
}
