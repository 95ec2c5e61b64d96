package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.data.read.DataSpec;
import kpnative.eval.FaceEvaluation;
import kpnative.files.FileNames;
import kpnative.infer.Version;
import kpnative.natives.Device;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeThreads;
import kpnative.parallel.JavaCommand;
import kpnative.parallel.LauncherWatch;
import kpnative.parallel.WorkerPlace;
import kpnative.parallel.WorkerProcesses;
import kpnative.predict.HeatmapSnapshots;
import kpnative.recipe.DataSettings;
import kpnative.recipe.Recipe;
import kpnative.report.RunReport;
import kpnative.report.ValidationSheet;
import kpnative.text.PlainText;
import kpnative.text.SpecMapper;
import kpnative.train.RunSettings;
import kpnative.train.Training;
import kpnative.train.TrainingListener;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code train} command. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a keypoint detector on annotated faces, by default synthetic ones.",
      "Writes a run's folder with weights, metrics and pictures.",
      "Ctrl-C stops it after the current step; train --resume RUN continues from there."
    })
final class TrainCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130; // 128 + SIGINT, as in shells

  @Mixin RecipeOptions recipe = new RecipeOptions();
  @Mixin DataOptions data = new DataOptions();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(names = "--seed", paramLabel = "N", description = "Same as --set train.seed=N.")
  @Nullable Long seed;

  @Option(
      names = {"--from", "--pretrained"},
      paramLabel = "FILE|builtin[:NAME]",
      description =
          "Weights to begin with: a detector, whose network and input then stand where the recipe"
              + " says nothing else; a built-in model, whose terms what is trained may inherit; or"
              + " a state_dict of PyTorch (.pth, safetensors) for the recipe's network. All of the"
              + " encoder must fit; the last layer is new unless the keypoints are the same. Same"
              + " as --set train.pretrained=FILE.")
  @Nullable String from;

  @Option(
      names = "--teacher",
      paramLabel = "FILE|builtin[:NAME]",
      arity = "1..*",
      description =
          "Detectors whose answers are learned beside the labels, dropped where they disagree; of a"
              + " built-in model, what is trained may inherit the terms. Same as --set"
              + " train.teacher.from=[FILE, ...].")
  List<String> teachers = List.of();

  @Option(
      names = "--unlabelled",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Pictures of faces without points, files or folders, which are learned from the"
              + " teachers' answers alone, in the boxes of the face finder.")
  List<String> unlabelled = List.of();

  @Option(
      names = "--boxes",
      paramLabel = "own|found",
      description =
          "The boxes that faces are cropped by: own, as the recipe says, or found, those in which"
              + " the face finder finds them, as in use. Same as --set data.boxes=found --set"
              + " box.from=annotation.")
  DataSettings.@Nullable Boxes boxes;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The run's folder; by default runs/RECIPE-N. An existing one is never overwritten.")
  @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description =
          "Continues a run that was stopped or killed, to the same result as without the stop. It"
              + " keeps the run's own recipe, data, device and threads.")
  @Nullable Path resume;

  @Option(
      names = "--nproc",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Trains with N processes of this machine, each on a part of every batch; by default 1."
              + " On several machines, RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT in the"
              + " environment say which process this is.")
  @Within(least = 1, most = 1024)
  int nproc = 1;

  @Option(names = "--print-config", description = "Prints the complete recipe as YAML and exits.")
  boolean printConfig;

  @Option(
      names = "--profile",
      description =
          "Reports where the time goes, after each epoch and at the end, here and in log.txt. On a"
              + " GPU this slows the training: each part of a step waits for the device.")
  boolean profile;

  @Option(names = "--no-report", description = "Does not write report.html.")
  boolean noReport;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter outWriter = spec.commandLine().getOut();
    if (nproc > 1 && !printConfig) {
      return launch();
    }
    if (resume != null) {
      refuseBesideResume();
      return train(null, null, resume);
    }
    if (from != null) {
      recipe.set.add("train.pretrained=" + SpecMapper.json().writeValueAsString(from));
    }
    if (!teachers.isEmpty()) {
      recipe.set.add("train.teacher.from=" + SpecMapper.json().writeValueAsString(teachers));
    }
    if (boxes != null) {
      recipe.set.add("data.boxes=" + boxes.name().toLowerCase(Locale.ROOT));
      if (boxes == DataSettings.Boxes.FOUND) {
        recipe.set.add("box.from=annotation");
      }
    }
    Recipe loaded = recipe.load(seed);
    if (printConfig) {
      outWriter.print(loaded.toYaml());
      outWriter.flush();
      return 0;
    }
    List<String> absolute = new ArrayList<>();
    for (String each : data.specs()) {
      absolute.add(DataSpec.parse(each).absolute());
    }
    RunSettings settings =
        new RunSettings(
            Version.current(),
            absolute,
            unlabelled.stream().map(TrainCommand::absolute).toList(),
            data.exclude == null ? "" : FileNames.text(data.exclude.toAbsolutePath()),
            Device.parse(runtime.device).toString(),
            runtime.threads());
    return train(loaded, settings, out);
  }

  private static String absolute(String path) {
    return FileNames.text(FileNames.path(path).toAbsolutePath());
  }

  /** Starts the processes, each of which runs this command again, without {@code --nproc}. */
  private int launch() throws IOException, InterruptedException {
    if (WorkerPlace.of(System.getenv()).isPresent()) {
      throw new IllegalArgumentException(
          "--nproc starts all workers, but the environment says that this is one (WORLD_SIZE)");
    }
    List<String> words =
        new ArrayList<>(JavaCommand.of(spec.root().userObject().getClass().getName()));
    List<String> given = spec.root().commandLine().getParseResult().originalArgs();
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i).equals("--nproc")) {
        i++; // and its value
      } else if (!given.get(i).startsWith("--nproc=")) {
        words.add(given.get(i));
      }
    }
    if (resume == null && !spec.commandLine().getParseResult().hasMatchedOption("--threads")) {
      words.add("--threads=" + Math.max(1, NativeThreads.besideOthers() / nproc));
    }
    PrintWriter err = spec.commandLine().getErr();
    try (StopOnInterrupt stop = new StopOnInterrupt()) {
      return WorkerProcesses.run(
          words,
          nproc,
          line -> {
            err.println(PlainText.line(line));
            err.flush();
          },
          stop);
    }
  }

  private int train(@Nullable Recipe loaded, @Nullable RunSettings settings, @Nullable Path folder)
      throws Exception {
    PrintWriter printer = spec.commandLine().getOut();
    NativeMemory.keepFreed(); // this process only trains: keep freed memory for the next step
    Optional<WorkerPlace> place = WorkerPlace.of(System.getenv());
    if (place.isPresent()) {
      LauncherWatch.begin(System.getenv(), System.in, System::exit); // as if interrupted: it saves
    }
    if (place.isPresent() && place.get().rank() > 0) {
      try (StopOnInterrupt stop = new StopOnInterrupt()) { // the first worker says how it goes
        TrainingListener silent = new TrainingListener() {};
        return train(loaded, settings, folder, place, silent, stop).finished() ? 0 : INTERRUPTED;
      }
    }
    try (StopOnInterrupt stop = new StopOnInterrupt();
        ProgressPrinter progress = new ProgressPrinter(printer, output.quiet, profile)) {
      TrainingListener listener = new HeatmapSnapshots(progress);
      Training.Outcome outcome = train(loaded, settings, folder, place, listener, stop);
      progress.close();
      ValidationSheet.write(outcome).forEach(progress::note);
      if (!noReport && outcome.evaluation().isPresent()) {
        RunReport.tryToWrite(outcome).forEach(progress::note);
      }
      outcome
          .evaluation()
          .ifPresent(
              e ->
                  printer.print(
                      "validation, best weights:\n"
                          + e.detector().measures().table(e.meanShape().measures())
                          + "\nweights: "
                          + PlainText.line(FileNames.text(outcome.run().best()))
                          + "\n"));
      outcome
          .evaluation()
          .flatMap(FaceEvaluation::worseThanMeanShape)
          .ifPresent(how -> printer.println("This model is " + how + "."));
      printer.flush();
      return outcome.finished() ? 0 : INTERRUPTED;
    }
  }

  private static Training.Outcome train(
      @Nullable Recipe loaded,
      @Nullable RunSettings settings,
      @Nullable Path folder,
      Optional<WorkerPlace> place,
      TrainingListener listener,
      StopOnInterrupt stop)
      throws IOException {
    return loaded == null || settings == null
        ? Training.resume(Objects.requireNonNull(folder), place, listener, stop)
        : Training.start(loaded, settings, Optional.ofNullable(folder), place, listener, stop);
  }

  private void refuseBesideResume() {
    RunOwnOptions.refuse(
        spec.commandLine().getParseResult(),
        List.of(
            "--recipe",
            "--set",
            "--seed",
            "--from",
            "--teacher",
            "--unlabelled",
            "--boxes",
            "--data",
            "--exif",
            "--exclude",
            "--out",
            "--device",
            "--threads",
            "--print-config"));
  }
}
