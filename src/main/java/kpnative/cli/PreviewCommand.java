package kpnative.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.preview.SamplePreview;
import kpnative.preview.StepPreview;
import kpnative.recipe.Recipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code preview}. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = {
      "Draws training samples with their keypoints, at the size that the network gets.",
      "A row as they are, then the first of a training with this seed: augmented by the recipe.",
      "With --steps, how each of a few came about: a picture a step."
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
      description = {
        "Augmented samples, 1 to " + SamplePreview.MOST + "; by default " + SAMPLES + ".",
        "With --steps 1 to " + StepPreview.MOST + "; by default " + STEPPED + "."
      })
  @Nullable Integer count;

  @Option(
      names = "--steps",
      description = {
        "Shows each sample after each step of its augmentation, and writes what was drawn",
        "beside the picture, into <PNG>.json."
      })
  boolean steps;

  @Option(
      names = "--replay",
      paramLabel = "JSON",
      description = "With --steps: applies what such a file says, in place of drawing anew.")
  @Nullable Path replay;

  @Option(names = "--seed", paramLabel = "N", description = "As --set train.seed=N.")
  @Nullable Long seed;

  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Recipe loaded = recipe.load(seed);
    if (replay != null && !steps) {
      throw new IllegalArgumentException("--replay needs --steps");
    }
    if (steps) {
      Path json = steps(loaded).write(out);
      say(out);
      say(json);
    } else {
      int samples = count == null ? SAMPLES : count;
      SamplePreview.of(loaded, data.data, exclude(), samples, output.notes(spec)).write(out);
      say(out);
    }
    return 0;
  }

  private StepPreview steps(Recipe loaded) throws IOException {
    return StepPreview.of(
        loaded,
        data.data,
        exclude(),
        count == null ? STEPPED : count,
        Optional.ofNullable(replay),
        output.notes(spec));
  }

  private Optional<Path> exclude() {
    return Optional.ofNullable(data.exclude);
  }

  private void say(Path written) {
    if (!output.quiet) {
      spec.commandLine().getOut().println(written);
      spec.commandLine().getOut().flush();
    }
  }
}
