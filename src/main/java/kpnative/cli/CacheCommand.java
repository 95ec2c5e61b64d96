package kpnative.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.data.UnreadablePictures;
import kpnative.files.FileNames;
import kpnative.image.InputFormat;
import kpnative.recipe.Recipe;
import kpnative.train.TrainingPictureCache;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code cache} command. */
@Command(
    name = "cache",
    mixinStandardHelpOptions = true,
    description = {
      "Decodes the pictures of a data set into one cache file for training.",
      "The file lies beside the data, or in the user's cache folder if the data are read-only.",
      "Training with --set data.cache=file uses it, and writes it if it is missing."
    })
final class CacheCommand implements Callable<Integer> {
  private static final double MIB = 1 << 20;

  @Mixin RecipeOptions recipe = new RecipeOptions();
  @Mixin DataOptions data = new DataOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Recipe loaded = recipe.load(null);
    PrintWriter out = spec.commandLine().getOut();
    UnreadablePictures unreadable = output.leftOut(spec);
    TrainingPictureCache.Prepared made;
    try (CountPrinter count = new CountPrinter(out, "pictures", output.quiet)) {
      made =
          TrainingPictureCache.prepare(
              loaded,
              data.specs(),
              Optional.ofNullable(data.exclude),
              count::show,
              output.notes(spec),
              unreadable);
    }
    if (!output.quiet) {
      String how =
          made.seconds() > 0
              ? String.format(Locale.ROOT, "decoded in %.1f s", made.seconds())
              : "unchanged";
      out.printf(
          Locale.ROOT,
          "%s: %d of %d pictures, %.1f MiB, %s%n",
          FileNames.text(made.file()),
          made.pictures(),
          made.wanted(),
          made.bytes() / MIB,
          how);
      out.println(users(loaded));
      if (unreadable.count() == 0 && made.pictures() < made.wanted()) {
        out.println("the others cannot be decoded, or do not fit into data.cache_mb");
      }
      out.flush();
    }
    return output.exitCode(spec, unreadable);
  }

  /** {@return what the file holds, and which trainings use it} */
  private String users(Recipe loaded) {
    InputFormat input = loaded.input();
    return String.format(
            Locale.ROOT,
            "%s pictures, as %s with its input of %s reads them: for train %s --set"
                + " data.cache=file",
            input.channels().name().toLowerCase(Locale.ROOT),
            loaded.name(),
            input.size(),
            recipe.asWritten())
        + "; a recipe that needs others writes the file again";
  }
}
