package kpnative.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import kpnative.infer.Version;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code java -jar kp-native.jar}. */
@Command(
    name = "kp-native",
    description = "Learns facial keypoints from annotated photographs, and finds them.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      SweepCommand.class,
      EvaluateCommand.class,
      CalibrateCommand.class,
      QuantizeCommand.class,
      PredictCommand.class,
      RecipesCommand.class,
      SummaryCommand.class,
      PreviewCommand.class,
      ReportCommand.class,
      FiltersCommand.class,
      HeatmapsCommand.class,
      SubmissionCommand.class,
      ModelsCommand.class,
      ModelCommand.class,
      CacheCommand.class,
      ExportCommand.class,
      WeightsCommand.class,
      DoctorCommand.class,
      CommandLine.HelpCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed: a file that cannot be read or written, a training that diverged",
      "2:the command, a recipe or a value was given wrong",
      "130:a training was stopped (Ctrl-C), and can be resumed"
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  kp-native train --out runs/first",
      "  kp-native predict --weights runs/first/weights/best.safetensors --out found face.jpg",
      "where kp-native is java -jar kp-native.jar. Completion in bash and zsh, for such an alias:",
      "  source <(kp-native generate-completion)"
    })
public final class Main {
  /** The exit code of a run that failed. */
  static final int FAILED = 1;

  /** The exit code of a command that was given wrong. */
  static final int USAGE = 2;

  private Main() {}

  /**
   * Runs the command and ends the process with its exit code: 0, {@link #FAILED}, {@link #USAGE},
   * or 130 where a training was stopped.
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** {@return the command with its subcommands} */
  static CommandLine commandLine() {
    CommandLine all = new CommandLine(new Main());
    all.getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .forEach(spec -> spec.versionProvider(new Versions()));
    return all.setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpAutoWidth(true)
        .setExecutionStrategy(Main::execute)
        .setParameterExceptionHandler(Main::usage)
        .setExecutionExceptionHandler((e, command, parsed) -> failure(e, command));
  }

  /** Prints the version. */
  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"kp-native " + Version.current()};
    }
  }

  /** {@return where a command's library calls tell what they skip: the error output, or nowhere} */
  static Consumer<String> notes(CommandSpec spec, OutputOptions output) {
    return line -> {
      if (!output.quiet) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
      }
    };
  }

  /** Prints one line about {@code e}, and its stack where that is asked for. */
  static void report(CommandLine command, Throwable e) {
    PrintWriter err = command.getErr();
    err.println("kp-native: " + message(e));
    OptionSpec verbose = command.getCommandSpec().findOption("--verbose");
    if (verbose != null && Boolean.TRUE.equals(verbose.getValue())) {
      e.printStackTrace(err);
    }
    err.flush();
  }

  /** Picocli lets errors pass, which the virtual machine would show as a stack. */
  private static int execute(ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (OutOfMemoryError | LinkageError e) {
      List<CommandLine> commands = parsed.asCommandLineList();
      return failure(e, commands.get(commands.size() - 1));
    }
  }

  private static int usage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    String text = e instanceof UnmatchedArgumentException u ? unknown(u) : message(e);
    err.println("kp-native: " + text + " (see " + name + " --help)");
    err.flush();
    return USAGE;
  }

  private static String unknown(UnmatchedArgumentException e) {
    String word = e.getUnmatched().get(0);
    boolean hasSubcommands = !e.getCommandLine().getSubcommands().isEmpty();
    String kind =
        word.startsWith("-")
            ? "unknown option"
            : hasSubcommands ? "unknown command" : "unexpected argument";
    return kind
        + " '"
        + word
        + "'"
        + e.getSuggestions().stream()
            .findFirst()
            .map(near -> ": did you mean '" + near + "'?")
            .orElse("");
  }

  private static int failure(Throwable e, CommandLine command) {
    report(command, e);
    return e instanceof IllegalArgumentException ? USAGE : FAILED;
  }

  /** {@return one line for people} LibTorch's messages go on with a stack of C++ frames. */
  static String message(Throwable e) {
    Throwable cause = e.getCause();
    String text = e.getMessage();
    boolean onlyWraps =
        e instanceof UncheckedIOException
            || e instanceof ExecutionException
            || (cause != null && cause.toString().equals(text));
    if (onlyWraps && cause != null) {
      return message(cause);
    }
    if (e instanceof OutOfMemoryError) {
      return "out of memory: " + text + " (java -Xmx gives Java more)";
    }
    if (text == null || text.isBlank()) {
      return e.getClass().getSimpleName();
    }
    String line = text.strip().lines().findFirst().orElse("");
    if (e instanceof FileSystemException f && f.getReason() == null) {
      return line + " (" + e.getClass().getSimpleName().replace("Exception", "") + ")";
    }
    return line;
  }
}
