package kpnative.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.report.SamplePreview;
import kpnative.train.Recipe;
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
      "A row as they are, then the first of a training with this seed: augmented by the recipe."
    })
final class PreviewCommand implements Callable<Integer> {
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
      defaultValue = "24",
      description = "Augmented samples, 1 to " + SamplePreview.MOST + "; by default 24.")
  int count;

  @Option(names = "--seed", paramLabel = "N", description = "As --set train.seed=N.")
  @Nullable Long seed;

  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Recipe loaded = recipe.load(seed);
    SamplePreview.of(
            loaded, data.data, Optional.ofNullable(data.exclude), count, Main.notes(spec, output))
        .write(out);
    if (!output.quiet) {
      spec.commandLine().getOut().println(out);
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
