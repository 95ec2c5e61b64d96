package kpnative.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import kpnative.augment.Randomness;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.Split;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.DeviceBatch;
import kpnative.data.load.DeviceBatches;
import kpnative.data.load.PictureCache;
import kpnative.data.load.Share;
import kpnative.infer.DetectorSpec;
import kpnative.natives.Device;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.parallel.Meeting;
import kpnative.parallel.Workers;
import kpnative.recipe.Recipe;

/**
 * Trains a recipe from its initial weights, or from a run's newest state, to its end.
 *
 * <p>The result depends only on recipe, data, seed, device and thread count. If the recipe has no
 * time budget, a run that was stopped or killed and then resumed ends bit-identical to an
 * uninterrupted one. Not thread-safe. Owns its network, optimiser, loader and decoded pictures.
 */
public final class Trainer implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final Recipe recipe;
  private final Workers workers;
  private final Run run;
  private final UnreadablePictures unreadable;
  private final TrainingListener listener;
  private final DetectorSpec spec;
  private final Randomness randomness;
  private final LearningRate learningRate;
  private final double meanShapeNme;
  private final PictureCache pictures;
  private final Optional<Teachers> teachers;
  private final TrainingBatches batches;
  private final Learner learner;
  private final Validator validator;
  private final PhaseClock clock;
  private final ProfileRecorder profiles;
  private final TimeBudget budget;
  private final LongSupplier nanoTime;
  private final CheckpointWriter checkpoints;
  private final Decisions decisions;
  private final List<Runnable> owned = new ArrayList<>(); // closers, in order of creation

  private TrainingState state = TrainingState.START;

  /**
   * A trainer that is ready to {@link #run} from the run's newest state.
   *
   * @param split training and validation faces, of one schema
   * @param run the run's folder, new or to be resumed
   * @throws IOException if a picture or a saved state cannot be read
   * @throws IllegalArgumentException if the recipe does not fit the data
   */
  public Trainer(Recipe recipe, Split split, Run run, Device device, TrainingListener listener)
      throws IOException {
    this(recipe, split, List.of(), run, device, listener, Meeting.alone(), System::nanoTime);
  }

  /**
   * The same with faces without points, for one of several workers, and with another clock than
   * {@link System#nanoTime}.
   *
   * @param unlabelled faces without points, of the split's schema
   * @param run of which all workers but the first use nothing
   * @param workers borrowed
   */
  Trainer(
      Recipe recipe,
      Split split,
      List<AnnotatedFace> unlabelled,
      Run run,
      Device device,
      TrainingListener listener,
      Workers workers,
      LongSupplier nanoTime)
      throws IOException {
    device.prepare();
    this.workers = workers;
    this.nanoTime = nanoTime;
    this.recipe = recipe;
    this.run = run;
    this.listener = listener;
    this.randomness = new Randomness(recipe.train().seed());
    this.unreadable = recipe.data().unreadable(listener::note);
    this.spec = Learner.spec(recipe, split, unreadable);
    this.learningRate =
        new LearningRate(recipe.train().optimizer().lr(), recipe.train().schedule());
    this.meanShapeNme = Validation.meanShapeNme(spec, split.validation().faces(), unreadable);
    boolean done = false;
    try {
      Optional<Checkpoint.Saved> saved =
          workers.isFirst() ? Checkpoint.newest(run.resume(), listener::note) : Optional.empty();
      boolean resumes = workers.first(saved.isPresent() ? 1 : 0)[0] > 0;
      String json = saved.map(Checkpoint.Saved::state).orElse(state).toJson();
      state = TrainingState.parse(workers.first(json), "worker 0");
      budget = new TimeBudget(recipe.train().maxMinutes(), state.seconds(), nanoTime);
      pictures = TrainingPictureCache.open(recipe, split, run.settings().data(), listener::note);
      owned.add(pictures::close);
      List<TeacherFile> files = TeacherFile.read(recipe, split.train().schema(), listener::note);
      teachers =
          files.isEmpty() ? Optional.empty() : Optional.of(new Teachers(files, recipe, device));
      teachers.ifPresent(t -> owned.add(t::close));
      List<AnnotatedFace> faces = new ArrayList<>(split.train().faces());
      faces.addAll(unlabelled);
      batches =
          new TrainingBatches(
              recipe,
              faces,
              FaceSampler.of(spec),
              pictures,
              unreadable,
              randomness,
              device,
              new Share(workers.rank(), workers.size()),
              teachers.map(Teachers::views).orElse(List.of()));
      owned.add(batches::close);
      if (!state.done()) {
        batches.prepare(state.epoch(), state.batch()); // loaded while the network is built
      }
      clock = new PhaseClock(listener.profiles() ? device::synchronize : () -> {}, nanoTime);
      profiles = new ProfileRecorder(clock, run, listener);
      Optional<Pretrained> given =
          resumes // the state contains them
              ? Optional.empty()
              : Pretrained.of(recipe, split.train().schema(), listener::note);
      learner =
          LearnerStart.of(
              recipe,
              spec,
              split.train(),
              run,
              saved,
              resumes,
              given,
              pictures,
              unreadable,
              device,
              clock,
              workers,
              listener);
      owned.add(learner::close);
      validator =
          new Validator(
              recipe,
              spec,
              split.validation().faces(),
              learner,
              new ValidationNetwork(spec, learner.module(), device),
              pictures,
              unreadable,
              workers);
      Optional<String> notice =
          saved.isPresent() ? CheckpointWriter.notice(run) : TeacherFile.notices(given, files);
      checkpoints = new CheckpointWriter(run, recipe, spec, notice, learner, nanoTime);
      decisions = new Decisions(workers, budget, checkpoints);
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /** {@return the policy for unreadable pictures, which knows those already reported} */
  UnreadablePictures unreadable() {
    return unreadable;
  }

  /** {@return the spec of the detector that is trained} */
  public DetectorSpec spec() {
    return spec;
  }

  /** {@return the number of finished epochs} */
  public int epochsDone() {
    return state.epoch();
  }

  /** {@return the number of optimiser updates so far} */
  public long stepsDone() {
    return state.step();
  }

  /**
   * Trains until the recipe's end, or until {@code stop} returns true between two steps.
   *
   * @return whether the training has finished; if not, the run can be resumed
   * @throws IOException if a picture cannot be read or the run's folder cannot be written
   * @throws TrainingDivergedException if the loss or a gradient is not finite
   */
  public boolean run(BooleanSupplier stop) throws IOException {
    profiles.start();
    NativeThreads.enter();
    budget.start();
    checkpoints.start();
    if (workers.isFirst()) {
      run.keepMetrics(state.epoch());
    }
    decisions.start(stop);
    while (!state.done()) {
      long before = state.step();
      boolean whole = epoch();
      if (!whole) {
        save();
        budget.stop(); // the time until the next call does not count
      }
      if (workers.isFirst()) {
        profiles.endEpoch(state.step() - before, whole ? state.epoch() : state.epoch() + 1, whole);
      }
      if (!whole) {
        break;
      }
    }
    profiles.end();
    return state.done();
  }

  /** {@return the time of the latest {@link #run} by phase} */
  StepProfile profile() {
    return profiles.total();
  }

  /** {@return false if it was stopped} */
  private boolean epoch() throws IOException {
    long start = nanoTime.getAsLong();
    long seen = 0;
    try (DeviceBatches taken = batches.start(state.epoch(), state.batch())) {
      learner.module().setTraining(true);
      for (Optional<DeviceBatch> next = next(taken); next.isPresent(); next = next(taken)) {
        DeviceBatch batch = next.get();
        double progress = progress();
        double lr = learningRate.at(state.step(), state.epoch(), progress, state.plateau());
        learner.setCounting(!batch.isSpare());
        double loss = step(batch, lr, progress);
        int size = workers.areSeveral() ? batch.wholeSize() : batch.size();
        seen += size;
        state = state.afterBatch(batch.number(), loss, size, lr);
        listener.stepDone(progress, loss, seen / secondsSince(start));
        decisions.agree();
        if (decisions.isStopped()) {
          return false;
        }
        if (decisions.isSpent()) {
          break;
        }
        if (decisions.isSaveDue()) {
          save();
        }
      }
    }
    double trainSeconds = secondsSince(start);
    double wait = batches.takeWaitNanos() / NANOS;
    if (state.epoch() + 1 < recipe.train().epochs() && !decisions.isSpent()) {
      batches.prepare(state.epoch() + 1, 0); // loaded during this epoch's validation
    }
    finishEpoch(start, seen / trainSeconds, wait / trainSeconds);
    return true;
  }

  private double step(DeviceBatch batch, double lr, double progress) {
    try (NativeScope scope = NativeScope.open()) { // of the teachers' answers
      clock.enter(Phase.FORWARD);
      Optional<Taught> taught = teachers.map(t -> t.of(batch.views()));
      return learner.step(
          batch.input(), batch.target(), batch.visibilityLabels(), taught, lr, progress, state);
    }
  }

  private Optional<DeviceBatch> next(DeviceBatches from) throws IOException {
    clock.enter(Phase.WAITING);
    Optional<DeviceBatch> next = from.next();
    clock.enter(Phase.REST);
    return next;
  }

  private void finishEpoch(long start, double imagesPerSecond, double waitShare)
      throws IOException {
    learner.module().setTraining(false);
    learner.averageStatistics();
    clock.enter(Phase.VALIDATION);
    Validation validation = validator.validate();
    clock.enter(Phase.REST);
    boolean best = validation.nme() < state.bestNme();
    // the latest of equals: with all but the visibility frozen, the NME cannot tell
    if (validation.nme() <= state.bestNme() && workers.isFirst()) {
      checkpoints.keepBest();
    }
    double trainLoss = state.lossSum() / Math.max(1, state.samples());
    int epoch = state.epoch() + 1;
    boolean stalled =
        recipe.train().earlyStop() > 0
            && !best
            && epoch - state.bestEpoch() >= recipe.train().earlyStop();
    decisions.agree();
    boolean done = epoch >= recipe.train().epochs() || decisions.isSpent() || stalled;
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
            secondsSince(start));
    if (workers.isFirst()) {
      run.append(metrics); // before the state: a resumed run drops lines that it writes again
    }
    if (done || decisions.isSaveDue()) {
      save();
    }
    listener.epochDone(metrics, best);
    int snapshots = recipe.train().snapshots();
    if (workers.isFirst() && snapshots > 0 && (epoch == 1 || epoch % snapshots == 0 || done)) {
      validator.snapshot(epoch, run, listener);
    }
    if (stalled) {
      listener.note(
          "no better validation NME for " + recipe.train().earlyStop() + " epochs: stopped early");
    }
  }

  /**
   * The fraction of the training that is done: of its steps or of its time, whichever is larger.
   */
  private double progress() {
    double steps = (double) batches.perEpoch() * recipe.train().epochs();
    double bySteps = state.step() / steps;
    return Math.min(1, Math.max(bySteps, decisions.share()));
  }

  private void save() throws IOException {
    learner.averageStatistics();
    if (workers.isFirst()) {
      checkpoints.save(state.withSeconds(budget.seconds()));
    }
  }

  private double secondsSince(long nanos) {
    return (nanoTime.getAsLong() - nanos) / NANOS;
  }

  /** Frees network, optimiser, loader and pictures. Idempotent. */
  @Override
  public void close() {
    Collections.reverse(owned);
    owned.forEach(Runnable::run);
    owned.clear();
  }
}
