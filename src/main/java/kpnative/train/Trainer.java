package kpnative.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import kpnative.augment.Randomness;
import kpnative.augment.Randomness.Purpose;
import kpnative.codec.ShapePca;
import kpnative.data.AnnotatedFace;
import kpnative.data.Split;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.BatchLoader;
import kpnative.data.load.DeviceBatch;
import kpnative.data.load.DeviceBatches;
import kpnative.data.load.EpochOrder;
import kpnative.data.load.LoaderOptions;
import kpnative.data.load.PictureCache;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceHeatmaps;
import kpnative.infer.FaceNetwork;
import kpnative.infer.FacePrediction;
import kpnative.natives.Device;
import kpnative.natives.NativeThreads;
import kpnative.network.RawOutputs;
import kpnative.network.StartingWeights;
import kpnative.recipe.Recipe;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;

/**
 * Runs a recipe: from its first weights, or from where a run stands, to its end.
 *
 * <p>What is learned depends on recipe, data, seed, device and thread count only; where the recipe
 * has no time budget, a run that was stopped or killed and resumed ends with the same bits as one
 * left alone. One trainer, one thread. Owns its network, optimiser, loader and decoded pictures.
 */
public final class Trainer implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final Recipe recipe;
  private final Split split;
  private final Run run;
  private final Device device;
  private final UnreadablePictures unreadable;
  private final TrainingListener listener;
  private final DetectorSpec spec;
  private final Randomness randomness;
  private final LearningRate learningRate;
  private final long samplesPerEpoch;
  private final double meanShapeNme;
  private final PictureCache pictures;
  private final BatchLoader loader;
  private final Learner learner;
  private final FaceNetwork network;
  private final PhaseClock clock;
  private final TimeBudget budget;
  private final List<Runnable> owned = new ArrayList<>(); // what closes each, in order of creation

  private TrainingState state = TrainingState.START;
  private Optional<Map<String, TensorData>> unsavedBest = Optional.empty();
  private long lastSave = System.nanoTime();
  private StepProfile profile = StepProfile.NONE; // of this call of run
  private int preparedEpoch = -1; // whose first batches are being made

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
    this.listener = listener;
    this.randomness = new Randomness(recipe.train().seed());
    this.device = device;
    this.unreadable = recipe.unreadable(listener::note);
    this.spec = Learner.spec(recipe, split, unreadable);
    this.learningRate =
        new LearningRate(recipe.train().optimizer().lr(), recipe.train().schedule());
    this.samplesPerEpoch =
        recipe.train().samplesPerEpoch() > 0
            ? recipe.train().samplesPerEpoch()
            : split.train().size();
    this.meanShapeNme = Validation.meanShapeNme(spec, split.validation().faces(), unreadable);
    boolean done = false;
    try {
      Optional<Checkpoint.Saved> saved = Checkpoint.newest(run, listener::note);
      saved.ifPresent(s -> state = s.state());
      budget = new TimeBudget(recipe.train().maxMinutes(), state.seconds());
      pictures = TrainingPictures.open(recipe, split, run.settings().data(), listener::note);
      owned.add(pictures::close);
      loader =
          new BatchLoader(
              split.train().faces(),
              spec.sampler(),
              pictures,
              recipe.train().batch(),
              recipe.data().workerThreads(),
              new LoaderOptions(
                  unreadable, recipe.data().transfer(), device.kind() == Device.Kind.CUDA));
      owned.add(loader::close);
      if (!state.done()) {
        prepare(state.epoch(), state.batch()); // they come while the network is made
      }
      clock = new PhaseClock(listener.profiles() ? device::synchronize : () -> {});
      Optional<StartingWeights> begin =
          saved.isPresent() // which holds what became of them
              ? Optional.empty()
              : Pretrained.of(recipe, spec.graph(), listener::note);
      learner =
          new Learner(
              recipe, spec.graph(), randomness.key(0, 0, Purpose.WEIGHTS), begin, device, clock);
      owned.add(learner::close);
      network = new FaceNetwork(spec, learner.module(), device);
      if (saved.isPresent()) {
        restore(saved.get());
      } else {
        setConstants(begin);
      }
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /** {@return what becomes of unreadable pictures, with those that were told of} */
  UnreadablePictures unreadable() {
    return unreadable;
  }

  /** {@return what is being trained} */
  public DetectorSpec spec() {
    return spec;
  }

  /** {@return where the training stands: epochs that are done} */
  public int epochsDone() {
    return state.epoch();
  }

  /** {@return where the training stands: optimiser updates that are done} */
  public long stepsDone() {
    return state.step();
  }

  /**
   * Trains until the recipe's end, or until {@code stop} says so between two steps.
   *
   * @return whether the training has reached its end; if not, the run can be resumed
   * @throws IOException if a picture cannot be read or the run's folder cannot be written
   * @throws TrainingDivergedException if the loss is not a number
   */
  public boolean run(BooleanSupplier stop) throws IOException {
    clock.take(); // what was before is not of this call
    NativeThreads.enter();
    budget.start();
    lastSave = System.nanoTime();
    run.keepMetrics(state.epoch());
    profile = StepProfile.NONE;
    while (!state.done()) {
      long before = state.step();
      boolean whole = epoch(stop);
      if (!whole) {
        save();
        budget.stop(); // the next call counts from its own beginning
      }
      StepProfile latest = new StepProfile(state.step() - before, clock.take());
      profile = profile.plus(latest);
      run.append(latest, whole ? state.epoch() : state.epoch() + 1);
      tell(latest, whole ? "epoch " + state.epoch() : "the stopped epoch");
      if (!whole) {
        break;
      }
    }
    tell(profile, "the training");
    return state.done();
  }

  /** {@return where the time of the latest {@link #run} went} */
  StepProfile profile() {
    return profile;
  }

  private void tell(StepProfile p, String of) {
    if (listener.profiles()) {
      p.table(of).forEach(listener::note);
    }
  }

  /** {@return false if it was stopped} */
  private boolean epoch(BooleanSupplier stop) throws IOException {
    long start = System.nanoTime();
    if (preparedEpoch != state.epoch()) {
      prepare(state.epoch(), state.batch());
    }
    preparedEpoch = -1; // from here on they are taken
    loader.takeWaitNanos();
    long seen = 0;
    learner.module().setTraining(true);
    try (DeviceBatches batches = new DeviceBatches(loader, device)) {
      for (Optional<DeviceBatch> next = next(batches); next.isPresent(); next = next(batches)) {
        DeviceBatch batch = next.get();
        double progress = progress();
        double lr = learningRate.at(state.step(), state.epoch(), progress, state.plateau());
        double loss = learner.step(batch.input(), batch.target(), lr, state);
        seen += batch.size();
        state = state.afterBatch(batch.number(), loss, batch.size(), lr);
        listener.stepDone(progress, loss, seen / TimeBudget.secondsSince(start));
        if (stop.getAsBoolean()) {
          return false;
        }
        if (budget.isSpent()) {
          break;
        }
        if (TimeBudget.secondsSince(lastSave) > recipe.train().saveSeconds()) {
          save();
        }
      }
    }
    double trainSeconds = TimeBudget.secondsSince(start);
    double wait = loader.takeWaitNanos() / NANOS;
    if (state.epoch() + 1 < recipe.train().epochs() && !budget.isSpent()) {
      prepare(state.epoch() + 1, 0); // they come while this one is validated
    }
    finishEpoch(start, seen / trainSeconds, wait / trainSeconds);
    return true;
  }

  /** Has the loader begin an epoch, ahead of its first {@link #next}. */
  private void prepare(int epoch, int firstBatch) {
    loader.start(
        EpochOrder.shuffled(split.train().size(), samplesPerEpoch, randomness, epoch),
        firstBatch,
        epoch,
        Optional.of(new BatchLoader.Augmenting(recipe.augment(), randomness)));
    preparedEpoch = epoch;
  }

  private Optional<DeviceBatch> next(DeviceBatches batches) throws IOException {
    clock.enter(Phase.WAITING);
    Optional<DeviceBatch> next = batches.next();
    clock.enter(Phase.REST);
    return next;
  }

  private void finishEpoch(long start, double imagesPerSecond, double waitShare)
      throws IOException {
    learner.module().setTraining(false);
    clock.enter(Phase.VALIDATION);
    Validation validation = learner.withAverage(this::validate);
    clock.enter(Phase.REST);
    boolean best = validation.nme() < state.bestNme();
    if (best) {
      unsavedBest = Optional.of(learner.weights());
    }
    double trainLoss = state.lossSum() / Math.max(1, state.samples());
    int epoch = state.epoch() + 1;
    boolean stalled =
        recipe.train().earlyStop() > 0
            && !best
            && epoch - state.bestEpoch() >= recipe.train().earlyStop();
    boolean done = epoch >= recipe.train().epochs() || budget.isSpent() || stalled;
    state =
        state.afterEpoch(
            best ? validation.nme() : state.bestNme(),
            best ? epoch : state.bestEpoch(),
            learningRate.after(state.plateau(), validation.loss()),
            done);
    EpochMetrics metrics =
        new EpochMetrics(
            epoch,
            trainLoss,
            validation.loss(),
            validation.nme(),
            meanShapeNme,
            state.lr(),
            imagesPerSecond,
            waitShare,
            TimeBudget.secondsSince(start));
    run.append(metrics); // before the state: a resumed run drops lines that it makes again
    if (done || TimeBudget.secondsSince(lastSave) > recipe.train().saveSeconds()) {
      save();
    }
    listener.epochDone(metrics, best);
    int snapshots = recipe.train().snapshots();
    if (snapshots > 0 && (epoch == 1 || epoch % snapshots == 0 || done)) {
      snapshot(epoch);
    }
    if (stalled) {
      listener.note(
          "no better validation NME for " + recipe.train().earlyStop() + " epochs: stopped early");
    }
  }

  /** Shows the first validation face's maps; a picture is no reason to lose a training. */
  private void snapshot(int epoch) {
    if (!network.hasHeatmaps()) {
      return;
    }
    AnnotatedFace face = split.validation().faces().get(0);
    try {
      FaceHeatmaps maps = learner.withAverage(() -> network.heatmaps(face, pictures));
      listener.heatmaps(epoch, run, spec, face, maps);
    } catch (IOException e) {
      listener.note("no heatmaps of epoch " + epoch + ": " + e.getMessage());
    }
  }

  private Validation validate() throws IOException {
    if (!learner.losses().readsMaps()) {
      return Validation.of(spec, learner.losses(), predictValidation(Optional.empty()));
    }
    Validation.MapLoss loss = new Validation.MapLoss(learner.losses());
    return Validation.of(spec, loss, predictValidation(Optional.of(loss)));
  }

  private List<FacePrediction> predictValidation(Optional<RawOutputs> maps) throws IOException {
    return network.predict(
        split.validation().faces(),
        pictures,
        recipe.train().batch(),
        recipe.data().workerThreads(),
        unreadable,
        maps);
  }

  /** Gives the head what it takes from the training faces, unless it came with its weights. */
  private void setConstants(Optional<StartingWeights> begin) throws IOException {
    Set<String> wanted = learner.module().constants().keySet();
    if (begin.isPresent() && begin.get().tensors().keySet().containsAll(wanted)) {
      return;
    }
    HeadConstants constants =
        new HeadConstants(recipe, spec, split.train().faces(), randomness, unreadable);
    Optional<ShapePca> shapes = constants.shapes();
    if (shapes.isPresent()) {
      run.write(shapes.get());
    }
    learner.load(constants.tensors(shapes));
    shapes.map(constants::describe).ifPresent(listener::note);
  }

  /** Share of the training that is done: of its steps or of its time, whichever is more. */
  private double progress() {
    double steps =
        (double) loader.batches(Math.toIntExact(samplesPerEpoch)) * recipe.train().epochs();
    double bySteps = state.step() / steps;
    return Math.min(1, Math.max(bySteps, budget.share()));
  }

  /**
   * Writes best, last and the state, in this order: a state never names weights that are not there.
   */
  private void save() throws IOException {
    if (unsavedBest.isPresent()) {
      SafetensorsFile.write(run.best(), unsavedBest.get(), metadata());
      unsavedBest = Optional.empty();
    }
    SafetensorsFile.write(run.last(), learner.weights(), metadata());
    Checkpoint.save(run, state.withSeconds(budget.seconds()), learner.state());
    lastSave = System.nanoTime();
  }

  private Map<String, String> metadata() {
    Map<String, String> texts = new LinkedHashMap<>(); // Map.of has another order in each process
    texts.put(DetectorSpec.KEY, spec.toJson());
    texts.put(DetectorSpec.RECIPE_KEY, recipe.toYaml());
    return texts;
  }

  private void restore(Checkpoint.Saved saved) throws IOException {
    try {
      learner.restore(saved.tensors());
    } catch (IllegalArgumentException e) {
      throw new IOException(run.resume() + ": the saved state does not fit: " + e.getMessage(), e);
    }
  }

  /** Frees network, optimiser, loader and pictures. Idempotent. */
  @Override
  public void close() {
    Collections.reverse(owned);
    owned.forEach(Runnable::run);
    owned.clear();
  }
}
