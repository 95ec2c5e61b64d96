package kpnative.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.Split;
import kpnative.data.UnreadablePictures;
import kpnative.eval.FaceEvaluation;
import kpnative.files.FileNames;
import kpnative.files.FolderLock;
import kpnative.infer.ConfidenceCalibration;
import kpnative.infer.DetectorSpec;
import kpnative.infer.KeypointDetector;
import kpnative.infer.Version;
import kpnative.infer.VisibilityCalibration;
import kpnative.keypoints.KeypointSchema;
import kpnative.measure.CalibrationRun;
import kpnative.measure.DetectedFaces;
import kpnative.measure.PointConfidences;
import kpnative.measure.VisibilityFit;
import kpnative.natives.Device;
import kpnative.natives.DeviceMemory;
import kpnative.natives.NativeFacts;
import kpnative.natives.NativeThreads;
import kpnative.parallel.Meeting;
import kpnative.parallel.WorkerPlace;
import kpnative.parallel.Workers;
import kpnative.recipe.Recipe;
import kpnative.weights.SafetensorsFile;

/**
 * A complete training: reads the data, creates the run's folder, trains, and evaluates the best
 * weights.
 */
public final class Training {
  private Training() {}

  /**
   * The result of a training.
   *
   * @param run the run's folder
   * @param spec of the detector that was trained
   * @param finished false if it was stopped; it can then be resumed
   * @param evaluation of the best weights on the validation faces; empty if no epoch was finished
   */
  public record Outcome(
      Run run, DetectorSpec spec, boolean finished, Optional<FaceEvaluation> evaluation) {}

  /**
   * Starts a new run.
   *
   * @param given the recipe; written to the folder with absolute paths
   * @param settings data, device and threads
   * @param folder the run's folder; empty for {@code runs/RECIPE-N}
   * @param stop polled between two steps; once true, the training stops
   * @throws IOException if data cannot be read or the folder cannot be written
   * @throws IllegalArgumentException if recipe, data and device do not fit each other
   */
  public static Outcome start(
      Recipe given,
      RunSettings settings,
      Optional<Path> folder,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    return start(given, settings, folder, Optional.empty(), listener, stop);
  }

  /**
   * Starts a new run as one of several workers, each of which makes the same call. The first one
   * writes the run's folder and calls its listener; the others' outcomes have no evaluation.
   *
   * @param place this worker's; empty if it is alone
   * @throws kpnative.parallel.LostWorkerException if another worker does not come, ends or hangs
   */
  public static Outcome start(
      Recipe given,
      RunSettings settings,
      Optional<Path> folder,
      Optional<WorkerPlace> place,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    Team.check(given, place);
    Device device = Team.device(Device.parse(settings.device()), place, System.getenv());
    try (Workers workers = Meeting.of(place, Team.limit(given), device)) {
      return start(given, settings, folder, device, workers, listener, stop);
    }
  }

  private static Outcome start(
      Recipe given,
      RunSettings settings,
      Optional<Path> folder,
      Device device,
      Workers workers,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    Recipe absolute = given.absolute();
    Split split = TrainingFaces.split(absolute, settings, listener::note);
    KeypointSchema schema = split.train().schema();
    Recipe asked = TrainingFaces.fitting(absolute, schema, listener::note);
    TrainingFaces.check(asked, schema); // before a folder is created, and that the weights fit
    TeacherFile.read(asked, schema, note -> {});
    List<AnnotatedFace> unlabelled =
        UnlabelledFaces.read(
            asked, schema, settings, asked.data().unreadable(listener::note), listener::note);
    Recipe recipe =
        Pretrained.of(asked, schema, note -> {})
            .filter(begin -> begin.hasNewDecoder(asked.graph(schema)))
            .map(begin -> asked.withNewDecoder())
            .orElse(asked);
    Team.requireSame(workers, recipe, split);
    if (!workers.isFirst()) {
      Run run = new Run(FileNames.path(workers.first("")));
      return follow(recipe, settings, split, run, device, workers, stop);
    }
    Run run =
        folder.isPresent()
            ? Run.create(folder.get(), recipe, settings)
            : Run.createIn(Path.of("runs"), recipe, settings);
    workers.first(FileNames.text(run.folder()));
    try (FolderLock lock = run.lock()) {
      lock.weakness().ifPresent(listener::note);
      return train(
          recipe, settings, split, unlabelled, run, false, device, workers, listener, stop);
    }
  }

  /**
   * Resumes a run from its newest intact state.
   *
   * @param folder the run's folder
   * @throws IOException if it holds no run, another process trains it, or no state is intact
   */
  public static Outcome resume(Path folder, TrainingListener listener, BooleanSupplier stop)
      throws IOException {
    return resume(folder, Optional.empty(), listener, stop);
  }

  /**
   * Resumes a run as one of several workers, of whatever number, each of which makes the same call.
   * All read the run's recipe from its folder; the first alone reads the state, and writes.
   *
   * @param place this worker's; empty if it is alone
   * @throws kpnative.parallel.LostWorkerException if another worker does not come, ends or hangs
   */
  public static Outcome resume(
      Path folder, Optional<WorkerPlace> place, TrainingListener listener, BooleanSupplier stop)
      throws IOException {
    Run run = Run.open(folder);
    Recipe recipe = run.recipe();
    Team.check(recipe, place);
    Device device = Team.device(Device.parse(run.settings().device()), place, System.getenv());
    try (Workers workers = Meeting.of(place, Team.limit(recipe), device)) {
      return resume(run, device, workers, listener, stop);
    }
  }

  private static Outcome resume(
      Run run, Device device, Workers workers, TrainingListener listener, BooleanSupplier stop)
      throws IOException {
    if (!workers.isFirst()) {
      Split split = TrainingFaces.split(run.recipe(), run.settings(), note -> {});
      Team.requireSame(workers, run.recipe(), split);
      return follow(run.recipe(), run.settings(), split, run, device, workers, stop);
    }
    try (FolderLock lock = run.lock()) {
      lock.weakness().ifPresent(listener::note);
      Recipe recipe = run.recipe();
      RunSettings settings = run.settings();
      Split split = TrainingFaces.split(recipe, settings, listener::note);
      Team.requireSame(workers, recipe, split);
      List<AnnotatedFace> unlabelled =
          UnlabelledFaces.read(
              recipe,
              split.train().schema(),
              settings,
              recipe.data().unreadable(listener::note),
              listener::note);
      return train(recipe, settings, split, unlabelled, run, true, device, workers, listener, stop);
    }
  }

  /** Trains as one of the workers that write nothing. */
  private static Outcome follow(
      Recipe recipe,
      RunSettings settings,
      Split split,
      Run run,
      Device device,
      Workers workers,
      BooleanSupplier stop)
      throws IOException {
    NativeThreads.set(settings.threads());
    TrainingListener silent = new TrainingListener() {};
    try (Trainer trainer =
        new Trainer(recipe, split, List.of(), run, device, silent, workers, System::nanoTime)) {
      return new Outcome(run, trainer.spec(), trainer.run(stop), Optional.empty());
    }
  }

  private static Outcome train(
      Recipe recipe,
      RunSettings settings,
      Split split,
      List<AnnotatedFace> unlabelled,
      Run run,
      boolean resumed,
      Device device,
      Workers workers,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    NativeThreads.set(settings.threads());
    TrainingListener logged = new LoggedListener(run, listener);
    logged.note(
        "run "
            + FileNames.text(run.folder())
            + ": "
            + recipe.name()
            + " on "
            + split.train().size()
            + " faces ("
            + split.train().schema()
            + "), validation on "
            + split.validation().size()
            + ", split "
            + split.how());
    KeypointSchema schema = split.train().schema();
    String data =
        split.train().fingerprint()
            + ", "
            + split.validation().fingerprint()
            + (unlabelled.isEmpty() ? "" : ", " + new Dataset(schema, unlabelled).fingerprint())
            + TeacherFile.fingerprint(TeacherFile.read(recipe, schema, note -> {}));
    run.began(data)
        .ifPresent(
            then ->
                logged.note(
                    "the data have changed since this run began: they were "
                        + (then + ", and are now " + data)));
    run.log("kp-native " + Version.current() + ", Java " + Runtime.version());
    run.log(NativeFacts.processor());
    for (Map.Entry<String, String> fact : NativeFacts.read().entrySet()) {
      run.log(fact.getKey() + " " + fact.getValue());
    }
    run.log(
        "device "
            + device
            + ", threads "
            + settings.threads()
            + ", seed "
            + recipe.train().seed()
            + (workers.areSeveral() ? ", " + workers.size() + " workers" : ""));
    boolean finished;
    DetectorSpec spec;
    UnreadablePictures unreadable;
    DeviceMemory.startCounting(device);
    try (Trainer trainer =
        new Trainer(recipe, split, unlabelled, run, device, logged, workers, System::nanoTime)) {
      if (trainer.stepsDone() > 0) {
        logged.note(
            "resumed after epoch " + trainer.epochsDone() + ", step " + trainer.stepsDone());
      } else if (resumed) {
        logged.note("no state had been saved yet: starting over");
      }
      spec = trainer.spec();
      unreadable = trainer.unreadable(); // so that pictures are not reported twice
      finished = trainer.run(stop);
      DeviceMemory.most(device)
          .ifPresent(most -> logged.note("peak memory of " + device + ": " + most));
    }
    if (!finished) {
      logged.note("stopped; to continue: train --resume " + FileNames.text(run.folder()));
    }
    Optional<FaceEvaluation> evaluation =
        Files.exists(run.best())
            ? Optional.of(evaluate(run, split, device, unreadable, finished, logged))
            : Optional.empty();
    return new Outcome(run, spec, finished, evaluation);
  }

  /**
   * Evaluates the best weights and, once the training has finished, adds the fitted calibrations of
   * confidence and visibility to them.
   */
  private static FaceEvaluation evaluate(
      Run run,
      Split split,
      Device device,
      UnreadablePictures unreadable,
      boolean finished,
      TrainingListener listener)
      throws IOException {
    Dataset faces = split.validation();
    Optional<VisibilityCalibration> visibility = Optional.empty();
    FaceEvaluation evaluation;
    DetectorSpec spec;
    DetectedFaces found;
    try (KeypointDetector detector = KeypointDetector.load(run.best(), device)) {
      spec = detector.spec();
      found = DetectedFaces.of(detector, faces.faces(), unreadable);
      evaluation = FaceEvaluation.of(spec, found.predictions());
      if (finished && VisibilityTeacher.isIn(run.recipe(), split.train().faces())) {
        visibility = VisibilityFit.of(detector, faces.faces(), unreadable);
      }
    }
    Optional<PointConfidences> points =
        finished ? PointConfidences.of(spec, evaluation, found.deviations()) : Optional.empty();
    points.flatMap(PointConfidences::untold).ifPresent(listener::note);
    Optional<ConfidenceCalibration> confidence = points.map(PointConfidences::fitted);
    if (confidence.isPresent() || visibility.isPresent()) {
      CalibrationRun.write(SafetensorsFile.read(run.best()), confidence, visibility, run.best());
    }
    if (confidence.isPresent()) {
      run.log("confidence " + confidence.get().toJson());
    }
    if (visibility.isPresent()) {
      run.log("visibility " + visibility.get().toJson());
    }
    return evaluation;
  }
}
