package kpnative.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import kpnative.data.SceneSource;
import kpnative.data.read.SceneFolderWriter;
import kpnative.data.read.SceneSpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code scenes} command. */
@Command(
    name = "scenes",
    mixinStandardHelpOptions = true,
    description = {
      "Writes scenes and where their faces are to a folder, for train-finder --data folder:DIR.",
      "Scenes that are there already are kept: call it again with a larger --count for more."
    })
final class ScenesCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130; // 128 + SIGINT, as in shells

  @Option(
      names = "--data",
      paramLabel = "rendered:HEAD|painted",
      defaultValue = "painted",
      description = "The scenes, as train-finder takes them. By default painted.")
  String data = "painted";

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many; by default 100.")
  @Within(least = 1, most = 1_000_000)
  int count = 100;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Other scenes for another number; by default 1.")
  long seed = 1;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder.")
  @Nullable Path out;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    SceneSource source = SceneSpec.parse(data).sources().training(seed);
    SceneFolderWriter folder = new SceneFolderWriter(Objects.requireNonNull(out));
    int written = 0;
    try (StopOnInterrupt stop = new StopOnInterrupt()) {
      for (int i = 0; i < count; i++) {
        if (stop.getAsBoolean()) {
          return INTERRUPTED;
        }
        if (!folder.has(i)) {
          folder.write(i, source.scene(i));
          written++;
        }
      }
    }
    spec.commandLine().getOut().println(written + " scenes written");
    return 0;
  }
}
