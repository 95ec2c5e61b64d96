package kpnative.train;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import kpnative.augment.Randomness;
import kpnative.augment.Randomness.Purpose;
import kpnative.data.AnnotatedFace;
import kpnative.data.Batch;
import kpnative.data.BatchLoader;
import kpnative.data.EpochOrder;
import kpnative.data.PictureCache;
import kpnative.data.Split;
import kpnative.eval.Evaluation;
import kpnative.eval.FaceEvaluation;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceNetwork;
import kpnative.infer.FacePrediction;
import kpnative.infer.Version;
import kpnative.keypoints.Keypoints;
import kpnative.natives.Device;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.network.TorchModule;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import kpnative.weights.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs a recipe: from its first weights, or from where a run stands, to its end.
 *
 * <p>What is learned depends on recipe, data, seed, device and thread count only; where the recipe
 * has no time budget, a run that was stopped or killed and resumed ends with the same bits as one
 * left alone. One trainer, one thread. Owns its network, optimiser, loader and decoded pictures.
 */
public final class Trainer implements AutoCloseable {
  private static final double NANOS = 1e9;
  private static final String MODEL = "model/";
  private static final String OPTIMIZER = "optimizer/";
  private static final String AVERAGE = "average/";

  private final Recipe recipe;
  private final Split split;
  private final Run run;
  private final Device device;
  private final TrainingListener listener;
  private final DetectorSpec spec;
  private final Randomness randomness;
  private final PictureCache pictures;
  private final BatchLoader loader;
  private final TorchModule module;
  private final AdamOptimizer optimizer;
  private final Optional<GradientClipping> clipping;
  private final Optional<WeightAverage> average;
  private final Losses losses;
  private final LearningRate learningRate;
  private final FaceNetwork network;
  private final long samplesPerEpoch;
  private final double meanShapeNme;

  private TrainingState state = TrainingState.START;
  private Optional<Map<String, TensorData>> unsavedBest = Optional.empty();
  private long began = System.nanoTime();
  private double secondsBefore;
  private long lastSave = System.nanoTime();

  /**
   * A trainer that is ready to {@link #run}, where the run's newest state stands.
   *
   * @param split faces to learn from and faces to validate on, of one schema
   * @param run the run's folder, new or to be resumed
   * @throws IOException if a picture or a saved state cannot be read
   * @throws IllegalArgumentException if the recipe does not fit the data
   */
  public Trainer(Recipe recipe, Split split, Run run, Device device, TrainingListener listener)
      throws IOException {
    this.recipe = recipe;
    this.split = split;
    this.run = run;
    this.device = device;
    this.listener = listener;
    this.randomness = new Randomness(recipe.train().seed());
    this.spec = spec(recipe, split);
    this.samplesPerEpoch =
        recipe.train().samplesPerEpoch() > 0
            ? recipe.train().samplesPerEpoch()
            : split.train().size();
    this.learningRate = new LearningRate(recipe.train().optimizer().lr(), recipe.train().schedule());
    this.losses = Losses.of(recipe.loss());
    this.pictures =
        new PictureCache(recipe.input().channels(), (long) recipe.data().cacheMb() << 20);
    this.loader =
        new BatchLoader(
            split.train().faces(),
            spec.sampler(),
            pictures,
            recipe.train().batch(),
            recipe.data().workerThreads());
    this.module = new TorchModule(spec.graph(), randomness.key(0, 0, Purpose.WEIGHTS));
    module.to(device);
    this.optimizer = new AdamOptimizer(module.parameters(), recipe.train().optimizer());
    this.clipping =
        recipe.train().clipNorm() > 0
            ? Optional.of(new GradientClipping(optimizer, recipe.train().clipNorm()))
            : Optional.empty();
    this.average =
        recipe.train().ema() > 0
            ? Optional.of(new WeightAverage(tensors(module), recipe.train().ema()))
            : Optional.empty();
    this.network = new FaceNetwork(spec, module, device);
    Optional<Checkpoint.Saved> saved = Checkpoint.newest(run, this::note);
    if (saved.isPresent()) {
      restore(saved.get());
    }
    this.secondsBefore = state.seconds();
    this.meanShapeNme = meanShapeNme();
  }

  private static DetectorSpec spec(Recipe recipe, Split split) throws IOException {
    int[] indices = recipe.keypointIndices(split.train().schema());
    DetectorSpec withoutMean =
        new DetectorSpec(
            Version.current(),
            recipe.name(),
            split.train().schema().name(),
            split.train().schema().count(),
            java.util.Arrays.stream(indices).boxed().toList(),
            recipe.input(),
            recipe.box(),
            recipe.codec(),
            recipe.network(),
            recipe.train().flipTest(),
            java.util.Collections.nCopies(2 * split.train().schema().count(), 0.0));
    Keypoints mean = FaceEvaluation.fit(withoutMean.sampler(), split.train().faces()).unit();
    return withoutMean.withMeanShape(mean);
  }

  /** {@return what is being trained} */
  public DetectorSpec spec() {
    return spec;
  }

  /** {@return where the training stands: epochs that are done} */
  public int epochsDone() {
    return state.epoch();
  }

  /**
   * Trains until the recipe's end, or until {@code stop} says so between two steps.
   *
   * @return whether the training has reached its end; if not, the run can be resumed
   * @throws IOException if a picture cannot be read or the run's folder cannot be written
   * @throws TrainingDivergedException if the loss is not a number
   */
  public boolean run(BooleanSupplier stop) throws IOException {
    NativeThreads.enter();
    began = System.nanoTime();
    lastSave = began;
    run.keepMetrics(state.epoch());
    while (!state.done()) {
      if (!epoch(stop)) {
        save();
        return false;
      }
    }
    return true;
  }

  /** {@return false if it was stopped} */
  private boolean epoch(BooleanSupplier stop) throws IOException {
    long start = System.nanoTime();
    int[] order =
        EpochOrder.shuffled(split.train().size(), samplesPerEpoch, randomness, state.epoch());
    loader.takeWaitNanos();
    loader.start(
        order,
        state.batch(),
        state.epoch(),
        Optional.of(new BatchLoader.Augmenting(recipe.augment(), randomness)));
    long seen = 0;
    double lr = 0;
    module.setTraining(true);
    for (Optional<Batch> next = loader.next(); next.isPresent(); next = loader.next()) {
      try (Batch batch = next.get()) {
        double progress = progress(order.length);
        lr = learningRate.at(state.step(), state.epoch(), progress, state.plateau());
        double loss = step(batch, lr);
        seen += batch.size();
        state = state.afterBatch(loss, batch.size());
        listener.stepDone(progress, loss, seen / seconds(start));
      }
      if (stop.getAsBoolean()) {
        return false;
      }
      if (budgetSpent()) {
        break;
      }
      if (seconds(lastSave) > recipe.train().saveSeconds()) {
        save();
      }
    }
    double trainSeconds = seconds(start);
    double wait = loader.takeWaitNanos() / NANOS;
    finishEpoch(start, lr, seen / trainSeconds, wait / trainSeconds);
    return true;
  }

  private void finishEpoch(long start, double lr, double imagesPerSecond, double waitShare)
      throws IOException {
    module.setTraining(false);
    List<FacePrediction> found = withAverage(this::predictValidation);
    Evaluation evaluation = FaceEvaluation.detector(spec, found);
    double nme = evaluation.perFace().stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double validationLoss = validationLoss(found);
    boolean best = nme < state.bestNme();
    if (best) {
      unsavedBest = Optional.of(withAverage(module::state));
    }
    double trainLoss = state.lossSum() / Math.max(1, state.samples());
    int epoch = state.epoch() + 1;
    boolean stalled =
        recipe.train().earlyStop() > 0
            && !best
            && epoch - state.bestEpoch() >= recipe.train().earlyStop();
    boolean done = epoch >= recipe.train().epochs() || budgetSpent() || stalled;
    state =
        state.afterEpoch(
            best ? nme : state.bestNme(),
            best ? epoch : state.bestEpoch(),
            learningRate.after(state.plateau(), validationLoss),
            done);
    EpochMetrics metrics =
        new EpochMetrics(
            epoch,
            trainLoss,
            validationLoss,
            nme,
            meanShapeNme,
            lr,
            imagesPerSecond,
            waitShare,
            seconds(start));
    run.append(metrics); // before the state: a resumed run drops lines that it makes again
    if (done || seconds(lastSave) > recipe.train().saveSeconds()) {
      save();
    }
    listener.epochDone(metrics, best);
    if (stalled) {
      note("no better validation NME for " + recipe.train().earlyStop() + " epochs: stopped early");
    }
  }

  /** What is done with the weights that count: their average, where the recipe keeps one. */
  @FunctionalInterface
  private interface WithWeights<T> {
    T get() throws IOException;
  }

  private <T> T withAverage(WithWeights<T> use) throws IOException {
    if (average.isEmpty()) {
      return use.get();
    }
    try (WeightAverage.Swapped swapped = average.get().swapIn()) {
      return use.get();
    }
  }

  private List<FacePrediction> predictValidation() throws IOException {
    return network.predict(
        split.validation().faces(), pictures, recipe.train().batch(), recipe.data().workerThreads());
  }

  private static Map<String, Tensor> tensors(TorchModule module) {
    Map<String, Tensor> all = new LinkedHashMap<>(module.parameters());
    all.putAll(module.buffers());
    return all;
  }

  /** One update; {@return the batch's loss before it} */
  private double step(Batch batch, double lr) {
    try (NativeScope scope = NativeScope.open()) {
      Tensor input = onDevice(batch.input());
      Tensor target = onDevice(batch.target());
      optimizer.zeroGradients();
      Tensor loss = losses.apply(module.forward(input), target);
      double value = loss.item_float();
      if (!Double.isFinite(value)) { // before the update, so that the weights stay good
        throw new TrainingDivergedException(state.epoch() + 1, state.step(), lr, value);
      }
      loss.backward();
      if (clipping.isPresent()) {
        double norm = clipping.get().clip();
        if (!Double.isFinite(norm)) {
          throw new TrainingDivergedException(state.epoch() + 1, state.step(), lr, norm);
        }
      }
      optimizer.step(lr);
      average.ifPresent(WeightAverage::update);
      return value;
    }
  }

  private Tensor onDevice(Tensor tensor) {
    return device.equals(Device.CPU)
        ? tensor
        : tensor.to(device.toTorch(), tensor.scalar_type());
  }

  /** The loss of the answers, as the detector gives them: averaged with the mirrored input's if so. */
  private double validationLoss(List<FacePrediction> found) {
    int floats = spec.sampler().targetFloats();
    float[] answers = new float[found.size() * floats];
    float[] targets = new float[found.size() * floats];
    for (int i = 0; i < found.size(); i++) {
      FacePrediction p = found.get(i);
      Keypoints truth = p.face().keypoints().select(spec.indices());
      spec.codec().encode(p.keypoints().map(p.toInput()), spec.input().size(), answers, i * floats);
      spec.codec().encode(truth.map(p.toInput()), spec.input().size(), targets, i * floats);
    }
    try (NativeScope scope = NativeScope.open()) {
      return losses
          .apply(
              Tensor.create(answers, found.size(), floats),
              Tensor.create(targets, found.size(), floats))
          .item_float();
    }
  }

  private double meanShapeNme() throws IOException {
    List<FacePrediction> faces = new java.util.ArrayList<>();
    for (AnnotatedFace face : split.validation().faces()) {
      var toInput = spec.sampler().crop(face.picture().size(), face);
      faces.add(new FacePrediction(face, face.keypoints().select(spec.indices()), toInput));
    }
    return FaceEvaluation.meanShape(spec, faces).perFace().stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(0);
  }

  /** Share of the training that is done: of its steps or of its time, whichever is more. */
  private double progress(int samples) {
    double steps = (double) loader.batches(samples) * recipe.train().epochs();
    double bySteps = state.step() / steps;
    double budget = recipe.train().maxMinutes() * 60;
    double byTime = budget > 0 ? totalSeconds() / budget : 0;
    return Math.min(1, Math.max(bySteps, byTime));
  }

  private boolean budgetSpent() {
    double budget = recipe.train().maxMinutes() * 60;
    return budget > 0 && totalSeconds() >= budget;
  }

  private double totalSeconds() {
    return secondsBefore + seconds(began);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / NANOS;
  }

  /** Writes best, last and the state, in this order: a state never names weights that are not there. */
  private void save() throws IOException {
    if (unsavedBest.isPresent()) {
      SafetensorsFile.write(run.best(), unsavedBest.get(), metadata());
      unsavedBest = Optional.empty();
    }
    SafetensorsFile.write(run.last(), withAverage(module::state), metadata());

    Map<String, TensorData> tensors = new LinkedHashMap<>();
    module.state().forEach((name, tensor) -> tensors.put(MODEL + name, tensor));
    copy(optimizer.stateTensors(), OPTIMIZER, tensors);
    average.ifPresent(a -> copy(a.stateTensors(), AVERAGE, tensors));
    Checkpoint.save(run, state.withSeconds(totalSeconds()), tensors);
    lastSave = System.nanoTime();
  }

  private Map<String, String> metadata() {
    return Map.of(DetectorSpec.KEY, spec.toJson(), DetectorSpec.RECIPE_KEY, recipe.toYaml());
  }

  private static void copy(
      Map<String, Tensor> from, String prefix, Map<String, TensorData> to) {
    try (NativeScope scope = NativeScope.open()) {
      from.forEach((name, tensor) -> to.put(prefix + name, Tensors.toData(tensor)));
    }
  }

  private void restore(Checkpoint.Saved saved) throws IOException {
    try {
      module.load(part(saved.tensors(), MODEL));
      restore(optimizer.stateTensors(), part(saved.tensors(), OPTIMIZER));
      if (average.isPresent()) {
        restore(average.get().stateTensors(), part(saved.tensors(), AVERAGE));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(run.resume() + ": the saved state does not fit: " + e.getMessage(), e);
    }
    state = saved.state();
  }

  private static void restore(Map<String, Tensor> to, Map<String, TensorData> from) {
    to.forEach(
        (name, tensor) -> {
          TensorData data = from.get(name);
          if (data == null) {
            throw new IllegalArgumentException("it lacks " + name);
          }
          Tensors.copyInto(data, tensor);
        });
  }

  private static Map<String, TensorData> part(Map<String, TensorData> all, String prefix) {
    Map<String, TensorData> part = new LinkedHashMap<>();
    all.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), tensor);
          }
        });
    return part;
  }

  private void note(String line) {
    listener.note(line);
  }

  /** Frees network, optimiser, loader and pictures. Idempotent. */
  @Override
  public void close() {
    loader.close();
    pictures.close();
    clipping.ifPresent(GradientClipping::close);
    optimizer.close();
    average.ifPresent(WeightAverage::close);
    module.close();
  }
}
