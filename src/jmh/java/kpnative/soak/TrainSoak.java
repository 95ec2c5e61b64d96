package kpnative.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import kpnative.data.read.DataSpec;
import kpnative.infer.Version;
import kpnative.natives.NativeMemory;
import kpnative.predict.HeatmapSnapshots;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.train.EpochMetrics;
import kpnative.train.RunSettings;
import kpnative.train.Training;
import kpnative.train.TrainingListener;

/**
 * Trains for a long time as {@code kp train} does, with a validation after each short epoch, states
 * saved every 30 seconds, and a picture cache too small for the faces, so that pictures are decoded
 * all the time. {@code TrainSoak RECIPE DATA MINUTES RUN CSV}.
 */
public final class TrainSoak {
  private TrainSoak() {}

  /** Runs. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    Recipe recipe =
        Recipes.load(
            args[0],
            List.of(
                "train.epochs=1000000",
                "train.max_minutes=" + args[2],
                "train.early_stop=0",
                "train.save_seconds=30",
                "data.cache_mb=4"));
    LongAdder steps = new LongAdder();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepDone(double progress, double loss, double imagesPerSecond) {
            steps.increment();
          }

          @Override
          public void epochDone(EpochMetrics metrics, boolean best) {
            if (metrics.epoch() % 10 == 0) {
              System.out.println(metrics);
            }
          }

          @Override
          public void note(String line) {
            System.out.println(line);
          }
        };
    NativeMemory.keepFreed(); // as the command does
    RunSettings settings =
        new RunSettings(
            Version.current(), List.of(DataSpec.parse(args[1]).absolute()), "", "cpu", 1);
    try (Recorder recorder = new Recorder(Path.of(args[4]), steps)) {
      Training.Outcome outcome =
          Training.start(
              recipe,
              settings,
              Optional.of(Path.of(args[3])),
              new HeatmapSnapshots(listener),
              () -> false);
      System.out.println(outcome.finished() ? "finished" : "not finished");
    }
  }
}
