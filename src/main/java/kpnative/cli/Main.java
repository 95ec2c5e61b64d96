package kpnative.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.checks.ItemFailure;
import kpnative.checks.Reason;
import kpnative.files.FileNames;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code java -jar kp-native.jar}. */
@Command(
    name = "kp-native",
    description = "Trains facial keypoint detectors on annotated photographs, and runs them.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      TrainFinderCommand.class,
      PackFinderCommand.class,
      ScenesCommand.class,
      LabelCommand.class,
      RenderCommand.class,
      SweepCommand.class,
      EvaluateCommand.class,
      CalibrateCommand.class,
      QuantizeCommand.class,
      BenchCommand.class,
      PredictCommand.class,
      RecipesCommand.class,
      SchemasCommand.class,
      SummaryCommand.class,
      PreviewCommand.class,
      ReportCommand.class,
      FiltersCommand.class,
      HeatmapsCommand.class,
      SubmissionCommand.class,
      SuggestCommand.class,
      ModelsCommand.class,
      ModelCommand.class,
      ConvertCommand.class,
      CacheCommand.class,
      ExportCommand.class,
      WeightsCommand.class,
      DoctorCommand.class,
      AboutCommand.class,
      CommandLine.HelpCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:failure: a file could not be read or written, a training diverged",
      "2:usage error: the command line, a recipe or a value is invalid",
      "130:a training was stopped (Ctrl-C) and can be resumed"
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  kp-native train --out runs/first",
      "  kp-native predict --weights runs/first/weights/best.safetensors --out found face.jpg",
      "where kp-native is an alias of java -jar kp-native.jar. Its completion in bash and zsh:",
      "  source <(kp-native generate-completion)"
    })
public final class Main {
  private Main() {}

  /**
   * Runs the command and ends the process with its exit code: 0, {@link ExitCode#FAILED}, {@link
   * ExitCode#USAGE}, or 130 if a training was stopped.
   */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // messages of Java's own libraries are in English as well
    System.exit(
        commandLine()
            .setOut(Terminal.of(new FileOutputStream(FileDescriptor.out), "stdout"))
            .setErr(Terminal.of(new FileOutputStream(FileDescriptor.err), "stderr"))
            .execute(RawArguments.of(args)));
  }

  /** {@return the command with its subcommands} */
  static CommandLine commandLine() {
    CommandLine all = new CommandLine(new Main());
    all.getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .forEach(spec -> spec.versionProvider(new VersionLine()));
    return all.registerConverter(Path.class, FileNames::path)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpAutoWidth(true)
        .setHelpFactory(HelpPage::new)
        .setExecutionStrategy(Main::execute)
        .setParameterExceptionHandler(Main::usage)
        .setExecutionExceptionHandler((e, command, parsed) -> failure(e, command));
  }

  /** Picocli handles exceptions only; for an uncaught error the JVM would print a stack trace. */
  private static int execute(ParseResult parsed) {
    for (CommandLine each : parsed.asCommandLineList()) {
      Terminal out = Terminal.of(each.getOut());
      each.setOut(isHelp(each) ? out.raw() : out);
      each.setErr(Terminal.of(each.getErr()));
    }
    try {
      for (ParseResult each = parsed; each != null; each = each.subcommand()) {
        Within.Check.all(each);
      }
      return written(new CommandLine.RunLast().execute(parsed), parsed.asCommandLineList());
    } catch (Error e) {
      if (ItemFailure.endsAll(e)) {
        throw e;
      }
      List<CommandLine> commands = parsed.asCommandLineList();
      return failure(e, commands.get(commands.size() - 1));
    }
  }

  /** What was printed may be all that was wanted: where it is lost, the command has failed. */
  private static int written(int exit, List<CommandLine> commands) {
    CommandLine last = commands.get(commands.size() - 1);
    for (CommandLine each : commands) {
      PrintWriter out = each.getOut();
      if (out.checkError()) {
        Optional<IOException> why = out instanceof Terminal t ? t.lost() : Optional.empty();
        String reason = why.map(e -> ": " + e.getMessage()).orElse("");
        Failures.report(last, new IOException("standard output: cannot be written" + reason));
        return exit == 0 ? ExitCode.FAILED : exit;
      }
    }
    return exit;
  }

  /** Help is our own text, and has colours where it is shown on a terminal. */
  private static boolean isHelp(CommandLine command) {
    return command.isUsageHelpRequested()
        || command.isVersionHelpRequested()
        || command.getCommandSpec().helpCommand();
  }

  private static int usage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = Terminal.of(command.getErr());
    String text = e instanceof UnmatchedArgumentException u ? unknown(u) : Reason.of(e);
    err.println("kp-native: " + text + " (see " + name + " --help)");
    err.flush();
    return ExitCode.USAGE;
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
    Failures.report(command, e);
    return e instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.FAILED;
  }
}
