package kpnative.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kpnative.infer.Version;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.train.RunSettings;
import kpnative.train.Training;
import kpnative.train.TrainingListener;

/** Short runs: two dozen synthetic faces, a network of a few hundred parameters, two epochs. */
final class SmallRuns {
  static final RunSettings SETTINGS = new RunSettings(Version.current(), List.of(), "", "cpu", 1);

  private static final List<String> SMALL =
      List.of(
          "schema=ibug68",
          "keypoints=[all]",
          "input.height=24",
          "input.width=24",
          "data.split.by=fraction",
          "data.split.validation=0.4",
          "data.synthetic=20",
          "data.workers=1",
          "network.channels=[4, 6]",
          "network.kernels=[3]",
          "network.pools=[2]",
          "network.hidden=[4]",
          "augment.rotation.degrees=10",
          "augment.rotation.p=1",
          "train.epochs=2",
          "train.batch=4");

  private SmallRuns() {}

  static Recipe recipe(String... sets) throws IOException {
    List<String> all = new ArrayList<>(SMALL);
    all.addAll(List.of(sets));
    return Recipes.load("nose/cnn-12-24-32", all);
  }

  /** {@return the outcome of a training into {@code folder}} */
  static Training.Outcome train(Path folder, String... sets) throws IOException {
    return Training.start(
        recipe(sets), SETTINGS, Optional.of(folder), new TrainingListener() {}, () -> false);
  }

  /** {@return a copy of a run, which a test may damage} */
  static Path copy(Path run, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(run.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }
}
