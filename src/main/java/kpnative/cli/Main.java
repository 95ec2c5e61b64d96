package kpnative.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import kpnative.infer.Version;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command {@code java -jar kp-native.jar}. */
@Command(
    name = "kp-native",
    description = "Learns facial keypoints from annotated photographs, and finds them.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Versions.class,
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      RecipesCommand.class,
      CommandLine.HelpCommand.class,
      AutoComplete.GenerateCompletion.class
    })
public final class Main {
  /** The exit code of a run that failed. */
  static final int FAILED = 1;

  /** The exit code of a command that was given wrong. */
  static final int USAGE = 2;

  private Main() {}

  /** Runs the command and ends the process with its exit code: 0, {@link #FAILED} or {@link #USAGE}. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** {@return the command with its subcommands} */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setParameterExceptionHandler(Main::usage)
        .setExecutionExceptionHandler(Main::failure);
  }

  /** Prints the version. */
  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"kp-native " + Version.current()};
    }
  }

  private static int usage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("kp-native: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return USAGE;
  }

  private static int failure(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println("kp-native: " + message(e));
    boolean verbose =
        command.getCommandSpec().findOption("--verbose") != null
            && Boolean.TRUE.equals(command.getCommandSpec().findOption("--verbose").getValue());
    if (verbose) {
      e.printStackTrace(err);
    }
    return e instanceof IllegalArgumentException ? USAGE : FAILED;
  }

  /** {@return one line for people} LibTorch's messages go on with a stack of C++ frames. */
  static String message(Throwable e) {
    Throwable cause = e.getCause();
    if (e instanceof UncheckedIOException && cause != null) {
      return message(cause);
    }
    String text = e.getMessage();
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
