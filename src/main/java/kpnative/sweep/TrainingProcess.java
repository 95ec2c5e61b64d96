package kpnative.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import kpnative.files.AppendedFile;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import kpnative.parallel.JavaCommand;
import kpnative.parallel.ShellCommand;
import kpnative.parallel.WorkerPlace;
import kpnative.train.Run;
import kpnative.train.RunSettings;

/**
 * Trains each run in a separate process, with this process's Java, options and class path: a crash
 * does not affect the other runs, and all memory is released at its end.
 */
public final class TrainingProcess implements SweepJob {
  private static final long POLL_MILLIS = 100;
  private static final int TAIL_BYTES = 1 << 16;
  private static final int MOST_LOG_BYTES = 64 << 20;

  private final List<String> command;

  /**
   * A job that runs a main class with the command {@code train}.
   *
   * @param main name of the main class
   */
  public TrainingProcess(String main) {
    List<String> words = new ArrayList<>(JavaCommand.of(main));
    words.add("train");
    command = List.copyOf(words);
  }

  @Override
  public String run(Order order, BooleanSupplier stop) throws InterruptedException {
    try {
      AppendedFile.refuseOther(order.log());
      Process process = start(words(order), order.log());
      process.getOutputStream().close();
      int code = await(process, stop);
      return problem(order, code, stop.getAsBoolean());
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Process start(List<String> words, Path log) throws IOException {
    boolean plain =
        ShellCommand.canPass(words) && ShellCommand.canPass(List.of(FileNames.text(log)));
    ProcessBuilder builder = new ProcessBuilder(plain ? words : ShellCommand.of(words, log));
    WorkerPlace.leave(builder.environment()); // each run is one process
    return builder
        .redirectErrorStream(true)
        .redirectOutput(
            plain
                ? ProcessBuilder.Redirect.appendTo(log.toFile())
                : ProcessBuilder.Redirect.DISCARD) // the shell writes the log
        .start();
  }

  private List<String> words(Order order) {
    List<String> words = new ArrayList<>(command);
    if (order.resume()) {
      words.add("--resume=" + FileNames.text(order.run()));
      return words;
    }
    RunSettings settings = order.settings();
    words.add("--recipe=" + FileNames.text(order.recipe()));
    settings.data().forEach(data -> words.add("--data=" + data));
    if (!settings.exclude().isEmpty()) {
      words.add("--exclude=" + settings.exclude());
    }
    words.add("--device=" + settings.device());
    words.add("--threads=" + settings.threads());
    words.add("--out=" + FileNames.text(order.run()));
    return words;
  }

  /**
   * Waits for the process. Once {@code stop} is true, sends SIGTERM, upon which the training saves
   * its state and ends.
   */
  private static int await(Process process, BooleanSupplier stop) throws InterruptedException {
    boolean asked = false;
    try {
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        if (!asked && stop.getAsBoolean()) {
          process.destroy();
          asked = true;
        }
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroy();
      throw e;
    }
  }

  private static String problem(Order order, int code, boolean stopped) throws IOException {
    Run run = new Run(order.run());
    if (code == 0) {
      return "";
    }
    boolean begun = Files.isRegularFile(run.settingsFile());
    boolean interrupted = stopped || code == 128 + 2 || code == 128 + 15; // SIGINT, SIGTERM
    if (interrupted && (!begun || !run.finished())) {
      return "";
    }
    return lastLine(order.log(), code);
  }

  /** The command's error message, or else the last line that was printed. */
  private static String lastLine(Path log, int code) throws IOException {
    byte[] all = InputFile.bytes(log, "a log", MOST_LOG_BYTES);
    int from = Math.max(0, all.length - TAIL_BYTES);
    List<String> lines =
        new String(all, from, all.length - from, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    String last = lines.isEmpty() ? "nothing was printed" : lines.get(lines.size() - 1);
    for (String line : lines) {
      if (line.startsWith("kp-native: ")) {
        last = line.substring("kp-native: ".length());
      }
    }
    return last.strip() + " (exit code " + code + ")";
  }
}
