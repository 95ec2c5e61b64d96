package kpnative.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import kpnative.data.SceneSources;
import kpnative.data.read.SceneSpec;
import kpnative.files.FileNames;
import kpnative.infer.Version;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeThreads;
import kpnative.recipe.FinderRecipe;
import kpnative.recipe.FinderTrainSettings;
import kpnative.text.PlainText;
import kpnative.text.SpecMapper;
import kpnative.train.FinderRun;
import kpnative.train.FinderTraining;
import kpnative.train.RunSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code train-finder} command. */
@Command(
    name = "train-finder",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a face finder on scenes that are made as they are needed.",
      "Ctrl-C stops it after the current step; train-finder --resume RUN continues from there."
    })
final class TrainFinderCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130; // 128 + SIGINT, as in shells
  private static final String PAINTED = "painted";

  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--data",
      paramLabel = "rendered:HEAD|folder:DIR|painted",
      defaultValue = PAINTED,
      description =
          "The scenes: rendered of a 3D head, whose file or folder this names; those that 'scenes'"
              + " wrote to a folder; or painted, which find no people. By default painted.")
  String data = PAINTED;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a value of the recipe, for example train.max_minutes=5.")
  List<String> set = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", description = "Same as --set train.seed=N.")
  @Nullable Long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads per operation; by default one less than the number of cores.")
  @Within(least = 1, most = 1024)
  int threads = NativeThreads.besideOthers();

  @Option(
      names = "--pretrained",
      paramLabel = "FILE|builtin",
      description =
          "Begins with the weights of another finder of the same network: its file, or the built-in"
              + " one. Same as --set train.pretrained=FILE.")
  @Nullable String pretrained;

  @Option(names = "--out", paramLabel = "DIR", description = "The run's folder, which is new.")
  @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "Continues a run that was stopped or killed, with its own settings.")
  @Nullable Path resume;

  @Option(names = "--print-config", description = "Prints the complete recipe as YAML and exits.")
  boolean printConfig;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (resume != null) {
      RunOwnOptions.refuse(
          spec.commandLine().getParseResult(),
          List.of(
              "--data", "--set", "--seed", "--threads", "--pretrained", "--out", "--print-config"));
    }
    List<String> sets = new ArrayList<>(set);
    if (seed != null) {
      sets.add("train.seed=" + seed);
    }
    if (pretrained != null) {
      sets.add("train.pretrained=" + SpecMapper.json().writeValueAsString(absolute(pretrained)));
    }
    FinderRecipe recipe = FinderRecipe.load(sets);
    if (printConfig) {
      spec.commandLine().getOut().print(recipe.toYaml());
      spec.commandLine().getOut().flush();
      return 0;
    }
    if (out == null && resume == null) {
      throw new IllegalArgumentException("needs --out DIR for a new run, or --resume RUN");
    }
    NativeMemory.keepFreed(); // this process only trains
    boolean finished;
    Path folder;
    try (StopOnInterrupt stop = new StopOnInterrupt();
        ProgressPrinter progress =
            new ProgressPrinter(spec.commandLine().getOut(), output.quiet, false)) {
      if (resume != null) {
        FinderRun run = FinderRun.open(resume);
        folder = run.folder();
        SceneSources scenes = SceneSpec.parse(String.join("", run.settings().data())).sources();
        finished = FinderTraining.resume(run, scenes, progress, stop);
      } else {
        folder = Objects.requireNonNull(out);
        SceneSpec scenes = SceneSpec.parse(data);
        RunSettings settings =
            new RunSettings(Version.current(), List.of(scenes.absolute()), "", "cpu", threads);
        finished = FinderTraining.start(recipe, settings, scenes.sources(), folder, progress, stop);
      }
    }
    spec.commandLine()
        .getOut()
        .println("weights: " + PlainText.line(FileNames.text(new FinderRun(folder).bestSoFar())));
    return finished ? 0 : INTERRUPTED;
  }

  /** {@return what a resumed run finds from any folder} */
  private static String absolute(String finder) {
    return finder.isEmpty() || finder.equals(FinderTrainSettings.BUILT_IN)
        ? finder
        : FileNames.text(FileNames.path(finder).toAbsolutePath().normalize());
  }
}
