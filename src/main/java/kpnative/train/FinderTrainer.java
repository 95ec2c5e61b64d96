package kpnative.train;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import kpnative.augment.Randomness;
import kpnative.data.SceneSource;
import kpnative.eval.DetectionCurve;
import kpnative.finder.CellGrid;
import kpnative.finder.FinderFile;
import kpnative.finder.FinderNetwork;
import kpnative.finder.FinderSpec;
import kpnative.infer.DetectorSpec;
import kpnative.infer.Version;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.network.TorchModule;
import kpnative.recipe.FinderRecipe;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import kpnative.weights.WeightNotice;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains a finder from its initial weights, or from a run's newest state, to its end.
 *
 * <p>The result depends only on recipe, scenes, seed and thread count; with a time budget, also on
 * the machine's speed. Not thread-safe. Owns its network, optimiser and batches.
 */
final class FinderTrainer implements AutoCloseable {
  private static final double NANOS = 1e9;
  private static final double RARE = 0.01; // a cell's score before the first step
  private static final double USUAL_SCORE = 0.5; // from which an answer counts; measured later

  private final FinderRecipe recipe;
  private final FinderRun run;
  private final TrainingListener listener;
  private final TrainedNetwork trained;
  private final FinderLoss loss;
  private final FinderBatches batches;
  private final FinderBatch whole; // of validation
  private final FinderValidation validation;
  private final LearningRate learningRate;
  private final TimeBudget budget;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final List<Runnable> owned = new ArrayList<>(); // closers, in order of creation
  private final double[] sums = new double[4]; // of the interval: loss, score, box, marks
  private Optional<Map<String, TensorData>> unsavedBest = Optional.empty();
  private TrainingState state = TrainingState.START; // its NME is here 1 - average precision

  /**
   * A trainer that is ready to {@link #run} from the run's newest state.
   *
   * @throws IOException if a scene or a saved state cannot be read
   */
  FinderTrainer(
      FinderRecipe recipe,
      SceneSource training,
      SceneSource validated,
      FinderRun run,
      TrainingListener listener)
      throws IOException {
    this.recipe = recipe;
    this.run = run;
    this.listener = listener;
    FinderSpec spec =
        new FinderSpec(
            Version.current(),
            recipe.network(),
            recipe.input().mean(),
            recipe.input().deviation(),
            USUAL_SCORE);
    metadata.put(FinderSpec.KEY, spec.toJson());
    metadata.put(DetectorSpec.RECIPE_KEY, recipe.toYaml());
    Randomness randomness = new Randomness(recipe.train().seed());
    learningRate = new LearningRate(recipe.train().optimizer().lr(), recipe.train().schedule());
    boolean done = false;
    try {
      Optional<Checkpoint.Saved> saved = Checkpoint.newest(run.resume(), listener::note);
      saved.ifPresent(s -> state = s.state());
      budget = new TimeBudget(recipe.train().maxMinutes(), state.seconds(), System::nanoTime);
      Optional<FinderFile> first =
          saved.isPresent() ? Optional.empty() : FinderStart.of(recipe, listener::note);
      (saved.isPresent() ? notice(run) : first.flatMap(FinderFile::notice))
          .ifPresent(text -> metadata.put(WeightNotice.KEY, text));
      trained = begin(recipe, randomness, first);
      owned.add(trained::close);
      saved.ifPresent(s -> trained.restore(s.tensors()));
      loss = new FinderLoss(new CellGrid(recipe.input().size()), recipe.loss());
      owned.add(loss::close);
      whole = new FinderBatch(recipe, randomness);
      owned.add(whole::close);
      batches = new FinderBatches(recipe, training, state.step());
      owned.add(batches::close);
      validation = new FinderValidation(recipe, validated);
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /** {@return the notice in the newest weights of a run that goes on} */
  private static Optional<String> notice(FinderRun run) throws IOException {
    return Files.exists(run.last())
        ? Optional.ofNullable(SafetensorsFile.readMetadata(run.last()).get(WeightNotice.KEY))
        : Optional.empty();
  }

  /** {@return a network of other weights, or an untrained one that answers "no face" everywhere} */
  private static TrainedNetwork begin(
      FinderRecipe recipe, Randomness randomness, Optional<FinderFile> first) {
    TorchModule module =
        new TorchModule(
            FinderNetwork.of(recipe.network(), recipe.input().size()),
            randomness.key(0, 0, Randomness.Purpose.WEIGHTS));
    Map<String, TensorData> tensors = module.state();
    for (int stride : CellGrid.strides()) {
      tensors.computeIfPresent(
          FinderNetwork.answer(stride) + ".bias",
          (name, bias) -> {
            float[] values = bias.floats();
            values[0] = (float) Math.log(RARE / (1 - RARE));
            return TensorData.ofFloats(values, values.length);
          });
    }
    first.ifPresent(file -> tensors.putAll(file.tensors()));
    module.load(tensors);
    return new TrainedNetwork(
        module,
        recipe.train().optimizer(),
        name -> Pace.ALWAYS,
        recipe.train().clipNorm(),
        recipe.train().ema());
  }

  /** {@return the number of updates so far} */
  long stepsDone() {
    return state.step();
  }

  /**
   * Trains until the recipe's end, or until {@code stop} returns true between two steps.
   *
   * @return whether the training has finished; if not, the run can be resumed
   * @throws IOException if a scene cannot be made or the run's folder cannot be written
   * @throws TrainingDivergedException if the loss or a gradient is not finite
   */
  boolean run(BooleanSupplier stop) throws IOException {
    NativeThreads.enter();
    budget.start();
    long lastSave = System.nanoTime();
    long lastLog = lastSave;
    trained.module().setTraining(true);
    while (!state.done() && !stop.getAsBoolean()) {
      double progress =
          Math.min(1, Math.max((double) state.step() / recipe.train().steps(), budget.share()));
      double lr = learningRate.at(state.step(), 0, progress, state.plateau());
      double value = step(lr);
      state = state.afterBatch(0, value, recipe.train().batch(), lr);
      long now = System.nanoTime();
      boolean ended = state.step() >= recipe.train().steps() || budget.isSpent();
      if (state.step() % recipe.train().logSteps() == 0) {
        log((now - lastLog) / NANOS, lr);
        lastLog = now;
      }
      listener.stepDone(
          progress, value, recipe.train().batch() * NANOS / Math.max(1, now - lastLog));
      if (ended || state.step() % recipe.train().validationSteps() == 0) {
        validate();
        lastLog = System.nanoTime();
      }
      if (ended) {
        state = state.afterEpoch(state.bestNme(), state.bestEpoch(), state.plateau(), true);
      }
      if (ended || (now - lastSave) / NANOS > recipe.train().saveSeconds()) {
        save();
        lastSave = System.nanoTime();
      }
    }
    if (!state.done()) {
      save();
      budget.stop();
    }
    return state.done();
  }

  private double step(double lr) throws IOException {
    FinderBatch batch = batches.next();
    try (NativeScope scope = NativeScope.open()) {
      trained.zeroGradients();
      Tensor output = trained.module().forward(batch.input());
      FinderLoss.Parts parts = loss.of(output, batch.targets());
      double value = parts.total().item_float();
      if (!Double.isFinite(value)) { // before the update, so that the weights stay finite
        throw new TrainingDivergedException("loss", value, state, lr);
      }
      parts.total().backward();
      trained.update(lr, 0, state);
      sums[0] += value;
      sums[1] += parts.score().item_float();
      sums[2] += parts.box().item_float();
      sums[3] += parts.marks().item_float();
      return value;
    } finally {
      batches.giveBack(batch);
    }
  }

  private void log(double seconds, double lr) throws IOException {
    double n = recipe.train().logSteps();
    double rate = n * recipe.train().batch() / seconds;
    double wait = batches.takeWaitNanos() / NANOS / seconds;
    run.append(
        String.format(
            Locale.ROOT,
            "%d,%.1f,%.5g,%.5g,%.5g,%.5g,%.4g,%.4g,%.3g",
            state.step(),
            budget.seconds(),
            sums[0] / n,
            sums[1] / n,
            sums[2] / n,
            sums[3] / n,
            lr,
            rate,
            wait));
    note(
        String.format(
            Locale.ROOT,
            "step %d, %.1f min: loss %.3f (score %.3f, box %.3f, marks %.3f), lr %.1e, %.0f"
                + " samples/s, %.0f %% waiting",
            state.step(),
            budget.seconds() / 60,
            sums[0] / n,
            sums[1] / n,
            sums[2] / n,
            sums[3] / n,
            lr,
            rate,
            100 * wait));
    Arrays.fill(sums, 0);
  }

  private void validate() throws IOException {
    if (recipe.train().validationScenes() == 0) {
      unsavedBest = Optional.of(trained.weights());
      return;
    }
    trained.module().setTraining(false);
    DetectionCurve curve = trained.withEma(() -> validation.run(trained.module(), whole));
    trained.module().setTraining(true);
    DetectionCurve.Point usual = curve.at(USUAL_SCORE);
    double missed = 1 - curve.averagePrecision();
    boolean best = missed < state.bestNme();
    if (best) {
      unsavedBest = Optional.of(trained.weights());
      int interval = (int) (state.step() / recipe.train().validationSteps());
      state = withBest(missed, interval);
    }
    note(
        String.format(
            Locale.ROOT,
            "step %d: average precision %.4f on %d faces; from score %.1f on, recall %.3f,"
                + " precision %.3f%s",
            state.step(),
            1 - missed,
            curve.faces(),
            USUAL_SCORE,
            usual.recall(),
            usual.precision(),
            best ? " (best)" : ""));
  }

  private TrainingState withBest(double missed, int interval) {
    return new TrainingState(
        state.epoch(),
        state.batch(),
        state.step(),
        state.seconds(),
        state.lossSum(),
        state.samples(),
        state.lr(),
        missed,
        interval,
        state.plateau(),
        state.done());
  }

  /** Writes best, last and the state, in this order, as a training of keypoints does. */
  private void save() throws IOException {
    if (unsavedBest.isPresent()) {
      SafetensorsFile.write(run.best(), unsavedBest.get(), metadata);
      unsavedBest = Optional.empty();
    }
    SafetensorsFile.write(run.last(), trained.weights(), metadata);
    Checkpoint.save(run.resume(), state.withSeconds(budget.seconds()), trained.state());
  }

  private void note(String line) throws IOException {
    run.log(line);
    listener.note(line);
  }

  /** Frees network, optimiser and batches. Idempotent. */
  @Override
  public void close() {
    Collections.reverse(owned);
    owned.forEach(Runnable::run);
    owned.clear();
  }
}
