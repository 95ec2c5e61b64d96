package kpnative.sweep;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import kpnative.train.Run;
import kpnative.train.RunSettings;

/**
 * Trains each run in a process of its own, by this one's Java, options and class path: whatever
 * becomes of it, the others go on, and what it took of memory is given back.
 */
public final class TrainingProcess implements SweepJob {
  private static final long LOOK_MILLIS = 100;
  private static final int TAIL_BYTES = 1 << 16;

  /** Options of this process that hold for one at a time: debuggers, profilers. */
  private static final List<String> OWN =
      List.of("-agentlib:", "-agentpath:", "-javaagent:", "-Xrun");

  private final List<String> command;

  /**
   * Trainings by a class that understands {@code train}.
   *
   * @param main the command's class
   */
  public TrainingProcess(String main) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> OWN.stream().noneMatch(option::startsWith))
        .forEach(words::add);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main, "train"));
    command = List.copyOf(words);
  }

  @Override
  public String run(Order order, BooleanSupplier stop) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(words(order))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(order.log().toFile()))
              .start();
      process.getOutputStream().close();
      Files.writeString(order.pid(), process.pid() + "\n");
      int code = await(process, stop);
      Files.deleteIfExists(order.pid());
      return problem(order, code, stop.getAsBoolean());
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private List<String> words(Order order) {
    List<String> words = new ArrayList<>(command);
    if (order.resume()) {
      words.add("--resume=" + order.run());
      return words;
    }
    RunSettings settings = order.settings();
    words.add("--recipe=" + order.recipe());
    settings.data().forEach(data -> words.add("--data=" + data));
    if (!settings.exclude().isEmpty()) {
      words.add("--exclude=" + settings.exclude());
    }
    words.add("--device=" + settings.device());
    words.add("--threads=" + settings.threads());
    words.add("--out=" + order.run());
    return words;
  }

  /** Waits; asks to stop (SIGTERM) once, after which a training saves and ends. */
  private static int await(Process process, BooleanSupplier stop) throws InterruptedException {
    boolean asked = false;
    try {
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
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

  /** The command's own words about its failure, else the last that was printed. */
  private static String lastLine(Path log, int code) throws IOException {
    byte[] all = Files.readAllBytes(log);
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
