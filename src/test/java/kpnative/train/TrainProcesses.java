package kpnative.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Processes of the command {@code train}, which begin in a folder and have one log there. */
record TrainProcesses(Path folder) {
  private static final int SHOWN = 3000; // characters

  /** Starts one; the caller ends it. */
  Process start(List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC", // short-lived processes: compile little
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "kpnative.cli.Main",
                "train"));
    command.addAll(options);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  /** {@return the end of what they said, for the message of a failed assertion} */
  String log() throws IOException {
    Path log = folder.resolve("log");
    String text = Files.exists(log) ? Files.readString(log) : "";
    return text.substring(Math.max(0, text.length() - SHOWN));
  }

  /** {@return the step of a run's newest saved state, 0 before the first} */
  static long newestStep(Path run) {
    String[] names =
        run.resolve("resume")
            .toFile()
            .list((dir, name) -> name.matches("state-\\d+\\.safetensors"));
    return names == null
        ? 0
        : Arrays.stream(names)
            .mapToLong(n -> Long.parseLong(n.replaceAll("\\D", "")))
            .max()
            .orElse(0);
  }
}
