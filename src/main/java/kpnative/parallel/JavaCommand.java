package kpnative.parallel;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import kpnative.files.FileNames;

/** How this program is started once more: with this process's Java, options and class path. */
public final class JavaCommand {
  /**
   * Prefixes of options that are not passed on, since only one process can use them at a time:
   * debuggers and profilers.
   */
  private static final List<String> NOT_PASSED_ON =
      List.of("-agentlib:", "-agentpath:", "-javaagent:", "-Xrun");

  private JavaCommand() {}

  /**
   * {@return the words that start a main class; its arguments follow}
   *
   * @param main its name
   */
  public static List<String> of(String main) {
    List<String> words = new ArrayList<>();
    words.add(FileNames.text(FileNames.path(System.getProperty("java.home")).resolve("bin/java")));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> NOT_PASSED_ON.stream().noneMatch(option::startsWith))
        .forEach(words::add);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    return List.copyOf(words);
  }
}
