package kpnative.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import kpnative.data.SceneSources;
import kpnative.files.FileNames;
import kpnative.files.FolderLock;
import kpnative.infer.Version;
import kpnative.natives.NativeFacts;
import kpnative.natives.NativeThreads;
import kpnative.recipe.FinderRecipe;

/** A complete training of a face finder, on scenes that are made as they are needed. */
public final class FinderTraining {
  private FinderTraining() {}

  /**
   * Starts a new run.
   *
   * @param settings what the scenes are called, and the number of threads
   * @param scenes makes the scenes
   * @param folder the run's folder
   * @param stop polled between two steps; once true, the training stops
   * @return whether the training has finished; if not, it can be resumed
   * @throws IOException if a scene cannot be made or the folder cannot be written
   */
  public static boolean start(
      FinderRecipe recipe,
      RunSettings settings,
      SceneSources scenes,
      Path folder,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    FinderStart.of(recipe, line -> {}); // what cannot be begun with leaves no folder
    FinderRun run = FinderRun.create(folder, recipe, settings);
    try (FolderLock lock = run.lock()) {
      lock.weakness().ifPresent(listener::note);
      return train(recipe, settings, scenes, run, listener, stop);
    }
  }

  /**
   * Resumes a run from its newest intact state.
   *
   * @param scenes as for {@link #start}
   * @throws IOException if the folder holds no run, another process trains it, or it has states of
   *     which none is intact
   */
  public static boolean resume(
      FinderRun run, SceneSources scenes, TrainingListener listener, BooleanSupplier stop)
      throws IOException {
    try (FolderLock lock = run.lock()) {
      lock.weakness().ifPresent(listener::note);
      return train(run.recipe(), run.settings(), scenes, run, listener, stop);
    }
  }

  private static boolean train(
      FinderRecipe recipe,
      RunSettings settings,
      SceneSources scenes,
      FinderRun run,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    NativeThreads.set(settings.threads());
    run.log("kp-native " + Version.current() + ", Java " + Runtime.version());
    run.log(NativeFacts.processor());
    for (Map.Entry<String, String> fact : NativeFacts.read().entrySet()) {
      run.log(fact.getKey() + " " + fact.getValue());
    }
    long seed = recipe.train().seed();
    run.log("scenes " + settings.data() + ", threads " + settings.threads() + ", seed " + seed);
    try (FinderTrainer trainer =
        new FinderTrainer(recipe, scenes.training(seed), scenes.validation(seed), run, listener)) {
      if (trainer.stepsDone() > 0) {
        listener.note("resumed after step " + trainer.stepsDone());
      }
      boolean finished = trainer.run(stop);
      if (!finished) {
        String how = "stopped; to continue: train-finder --resume " + FileNames.text(run.folder());
        run.log(how);
        listener.note(how);
      }
      return finished;
    }
  }
}
