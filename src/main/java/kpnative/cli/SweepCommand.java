package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import kpnative.checks.Require;
import kpnative.data.read.DataSpec;
import kpnative.files.FileNames;
import kpnative.infer.Version;
import kpnative.natives.Device;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeThreads;
import kpnative.report.SweepPages;
import kpnative.report.SweepTable;
import kpnative.sweep.Sweep;
import kpnative.sweep.SweepExecution;
import kpnative.sweep.SweepFolder;
import kpnative.sweep.SweepRun;
import kpnative.sweep.SweepState;
import kpnative.sweep.SweepState.Kind;
import kpnative.sweep.Sweeps;
import kpnative.sweep.TrainingProcess;
import kpnative.train.RunSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code sweep} command. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = {
      "Trains several recipes, or one recipe with several values, and compares them.",
      "Each run is a separate process; a failed run does not stop the others.",
      "Ctrl-C stops all runs cleanly; sweep --resume DIR continues, and retries failed runs."
    })
final class SweepCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130; // 128 + SIGINT, as in shells

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SWEEP",
      completionCandidates = Names.class,
      description = "A sweep's name (--list names them) or a YAML file.")
  @Nullable String sweep;

  @Option(
      names = "--recipe",
      paramLabel = "RECIPE",
      completionCandidates = RecipeOptions.Names.class,
      description = "With --grid, instead of SWEEP: the recipe; by default face68/quick.")
  @Nullable String recipe;

  @Option(
      names = "--grid",
      paramLabel = "KEY=VALUE,VALUE...",
      description =
          "Instead of SWEEP: the values of a key, for example train.lr=1e-3,1e-4, or"
              + " recipe=nose/simple,nose/deeper. Several --grid options train every combination.")
  List<String> grid = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Overrides a value of every recipe; the settings of a run in the sweep take precedence.")
  List<String> set = new ArrayList<>();

  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda|cuda:N|auto",
      defaultValue = "auto",
      description = "The device that runs the networks; by default a GPU if there is one.")
  String device = "auto";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "CPU threads per operation in each run; by default all cores but one, divided among the"
              + " jobs.")
  @Within(least = 1, most = 1024)
  @Nullable Integer threads;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of runs at the same time; by default 1.")
  @Within(least = 1, most = 1024)
  int jobs = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The sweep's folder; by default runs/SWEEP-N. An existing one is never overwritten.")
  @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Continues a sweep: finished runs are kept, stopped runs are resumed, and failed runs"
              + " start again, with their old folders moved aside.")
  @Nullable Path resume;

  @Option(names = "--list", description = "Lists the built-in sweeps and exits.")
  boolean list;

  @Option(names = "--dry-run", description = "Checks and lists the runs, and exits.")
  boolean dryRun;

  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  /** Shell completions for {@code SWEEP}. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Sweeps.names().iterator();
    }
  }

  @Override
  public Integer call() throws Exception {
    Require.atLeast("--jobs", jobs, 1);
    if (list) {
      list();
      return 0;
    }
    if (resume != null) {
      refuseBesideResume();
      return execute(SweepFolder.open(resume));
    }
    Sweep chosen = chosen();
    RunSettings settings = settings();
    chosen.check(settings, output.notes(spec));
    if (dryRun) {
      chosen.runs().forEach(run -> print(describe(run)));
      return 0;
    }
    return execute(
        out == null
            ? SweepFolder.createIn(Path.of("runs"), chosen, settings)
            : SweepFolder.create(out, chosen, settings));
  }

  private Sweep chosen() throws IOException {
    if ((sweep == null) == grid.isEmpty()) {
      throw new IllegalArgumentException("sweep takes either a SWEEP or --grid");
    }
    if (sweep != null) {
      if (recipe != null) {
        throw new IllegalArgumentException("--recipe needs --grid: a SWEEP names its own recipes");
      }
      return Sweeps.load(sweep, set);
    }
    return Sweeps.grid(recipe == null ? "face68/quick" : recipe, set, grid);
  }

  private RunSettings settings() {
    List<String> absolute = new ArrayList<>();
    for (String each : data.specs()) {
      absolute.add(DataSpec.parse(each).absolute());
    }
    int cores = Runtime.getRuntime().availableProcessors();
    int each = threads == null ? Math.max(1, (cores - 1) / jobs) : threads;
    Require.atLeast("--threads", each, 1);
    return new RunSettings(
        Version.current(),
        absolute,
        data.exclude == null ? "" : FileNames.text(data.exclude.toAbsolutePath()),
        Device.parse(device).toString(),
        each);
  }

  private int execute(SweepFolder folder) throws IOException, InterruptedException {
    int count = folder.sweep().runs().size();
    print(
        "sweep "
            + FileNames.text(folder.folder())
            + ": "
            + count
            + " runs, "
            + jobs
            + " at a time");
    try (StopOnInterrupt stop = new StopOnInterrupt()) {
      List<SweepState> states =
          SweepExecution.run(
              folder,
              jobs,
              new TrainingProcess(spec.root().userObject().getClass().getName()),
              (index, now) -> changed(folder, index, now),
              stop);
      boolean stopped =
          states.stream().anyMatch(s -> s.kind() != Kind.DONE && s.kind() != Kind.FAILED);
      if (stopped) {
        SweepPages.write(folder, states);
      } else {
        NativeRuntime.loadForDetection();
        NativeThreads.set(NativeThreads.besideOthers());
        Device measuring = Device.parse(folder.settings().device());
        SweepPages.write(folder, states, measuring, output.notes(spec));
      }
      PrintWriter writer = spec.commandLine().getOut();
      writer.print(SweepTable.of(folder, states).toText());
      writer.flush();
      boolean failed = states.stream().anyMatch(s -> s.kind() == Kind.FAILED);
      if (!failed && states.stream().anyMatch(s -> s.kind() != Kind.DONE)) {
        print("stopped; continue with: sweep --resume " + FileNames.text(folder.folder()));
        return INTERRUPTED;
      }
      return failed ? ExitCode.FAILED : 0;
    } // after this an interrupted process ends, so everything is printed before
  }

  private void changed(SweepFolder folder, int index, List<SweepState> states) throws IOException {
    SweepState state = states.get(index);
    String reason = state.reason().isEmpty() ? "" : ": " + state.reason();
    print(
        String.format(
            Locale.ROOT,
            "%d/%d %s: %s%s",
            index + 1,
            states.size(),
            folder.sweep().runs().get(index).label(),
            state.kind().word(),
            reason));
    SweepPages.write(folder, states);
  }

  private static String describe(SweepRun run) {
    String sets = run.set().isEmpty() ? "" : " --set " + String.join(" --set ", run.set());
    return run.label() + ": " + run.recipe() + sets;
  }

  private void list() throws IOException {
    List<String> names = Sweeps.names();
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    PrintWriter writer = spec.commandLine().getOut();
    for (String name : names) {
      Sweep one = Sweeps.load(name, List.of());
      writer.println(name + " ".repeat(width - name.length() + 2) + one.description());
    }
    writer.flush();
  }

  private void print(String line) {
    if (!output.quiet) {
      PrintWriter writer = spec.commandLine().getOut();
      writer.println(line);
      writer.flush();
    }
  }

  private void refuseBesideResume() {
    List<String> given =
        List.of(
                "--recipe",
                "--grid",
                "--set",
                "--data",
                "--exif",
                "--exclude",
                "--out",
                "--device",
                "--threads")
            .stream()
            .filter(spec.commandLine().getParseResult()::hasMatchedOption)
            .toList();
    if (sweep != null || !given.isEmpty()) {
      throw new IllegalArgumentException(
          "--resume uses the sweep's own settings: leave out "
              + (sweep != null ? sweep : String.join(", ", given)));
    }
  }
}
