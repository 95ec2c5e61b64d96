package kpnative.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.data.UnreadablePictures;
import kpnative.files.FileNames;
import kpnative.files.OutputFiles;
import kpnative.preview.SamplePreview;
import kpnative.preview.StepPreview;
import kpnative.recipe.Recipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code preview} command. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = {
      "Draws training samples with their keypoints, at the size of the network's input.",
      "The first row is without augmentation; the rest are the first samples of a training with"
          + " this seed, augmented by the recipe.",
      "With --steps, shows each step of the augmentation of a few samples."
    })
final class PreviewCommand implements Callable<Integer> {
  private static final int SAMPLES = 24;
  private static final int STEPPED = 4;

  @Mixin RecipeOptions recipe = new RecipeOptions();
  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PNG",
      description = "The picture to write.")
  Path out = Path.of("");

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "Number of augmented samples, 1 to "
              + SamplePreview.MOST
              + "; by default "
              + SAMPLES
              + ". With --steps 1 to "
              + StepPreview.MOST
              + "; by default "
              + STEPPED
              + ".")
  @Within(least = 1, most = SamplePreview.MOST)
  @Nullable Integer count;

  @Option(
      names = "--steps",
      description =
          "Shows each sample after each step of its augmentation, and writes the drawn values to"
              + " <PNG>.json beside the picture.")
  boolean steps;

  @Option(
      names = "--replay",
      paramLabel = "JSON",
      description =
          "With --steps: applies the augmentations in such a file instead of drawing new ones.")
  @Nullable Path replay;

  @Option(names = "--seed", paramLabel = "N", description = "Same as --set train.seed=N.")
  @Nullable Long seed;

  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Recipe loaded = recipe.load(seed);
    UnreadablePictures unreadable = output.leftOut(spec);
    if (replay != null && !steps) {
      throw new IllegalArgumentException("--replay needs --steps");
    }
    OutputFiles files = existing.files();
    files.named(out);
    if (steps) {
      files.named(StepPreview.json(out));
      Path json = steps(loaded, unreadable).write(out);
      printPath(out);
      printPath(json);
    } else {
      int samples = count == null ? SAMPLES : count;
      SamplePreview.of(loaded, data.specs(), exclude(), samples, output.notes(spec), unreadable)
          .write(out);
      printPath(out);
    }
    return output.exitCode(spec, unreadable);
  }

  private StepPreview steps(Recipe loaded, UnreadablePictures unreadable) throws IOException {
    return StepPreview.of(
        loaded,
        data.specs(),
        exclude(),
        count == null ? STEPPED : count,
        Optional.ofNullable(replay),
        output.notes(spec),
        unreadable);
  }

  private Optional<Path> exclude() {
    return Optional.ofNullable(data.exclude);
  }

  private void printPath(Path written) {
    if (!output.quiet) {
      spec.commandLine().getOut().println(FileNames.text(written));
      spec.commandLine().getOut().flush();
    }
  }
}
