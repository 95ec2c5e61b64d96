package kpnative.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A process that is killed with SIGKILL at a random moment, and the lines that it printed. */
final class Killed {
  private Killed() {}

  /**
   * Starts a class of this class path in a process of its own and kills it.
   *
   * @param ready a line with this prefix is waited for before the moment is drawn
   * @param mostMillis the moment, from 0 to this many milliseconds later
   * @return the whole lines that it printed
   */
  static List<String> run(
      SplittableRandom random, String ready, int mostMillis, Path log, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(words));
    Path printed = log.resolveSibling("printed.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(printed.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process.getOutputStream().close();
    while (lines(printed).stream().noneMatch(line -> line.startsWith(ready))) {
      if (!process.isAlive()) {
        throw new IOException(String.join(" ", words) + ": ended by itself, see " + log);
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    TimeUnit.MICROSECONDS.sleep(random.nextInt(1000 * mostMillis));
    process.destroyForcibly().waitFor();
    return lines(printed);
  }

  /** {@return the whole lines of a file that is being written} */
  private static List<String> lines(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
