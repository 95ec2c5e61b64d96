package kpnative.parallel;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cores for each of several workers of one machine. Two processes that wait for each other often
 * are put on one core by Linux, to be near each other, while another core has less to do; so each
 * worker is held to cores of its own, by {@code taskset}, as MPI's launchers do.
 */
final class CoreShare {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CORES = Path.of("/sys/devices/system/cpu");
  private static final String ALLOWED = "Cpus_allowed_list:";

  private CoreShare() {}

  /**
   * {@return the words before the command of each worker, by rank} Empty lists where the cores are
   * fewer than the workers, or the machine has no {@code taskset}.
   */
  static List<List<String>> of(int size) {
    List<Integer> cores = hasTaskset() ? allowed() : List.of();
    if (cores.size() < size) {
      return IntStream.range(0, size).mapToObj(rank -> List.<String>of()).toList();
    }
    return shares(cores, size).stream()
        .map(
            own ->
                List.of(
                    "taskset",
                    "-c",
                    own.stream().map(String::valueOf).collect(Collectors.joining(","))))
        .toList();
  }

  /** {@return cores in order, divided into parts that differ by one at most} */
  static List<List<Integer>> shares(List<Integer> cores, int size) {
    List<List<Integer>> shares = new ArrayList<>();
    for (int rank = 0; rank < size; rank++) {
      int from = (int) ((long) cores.size() * rank / size);
      int to = (int) ((long) cores.size() * (rank + 1) / size);
      shares.add(cores.subList(from, to));
    }
    return shares;
  }

  /**
   * {@return the numbers in a list as Linux writes it}
   *
   * @param list such as {@code 0-3,8}
   * @throws NumberFormatException if it is none
   */
  static List<Integer> numbers(String list) {
    List<Integer> numbers = new ArrayList<>();
    for (String range : list.strip().split(",", -1)) {
      String[] ends = range.split("-", 2);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int i = Integer.parseInt(ends[0]); i <= last; i++) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  private static boolean hasTaskset() {
    String path = System.getenv("PATH");
    return path != null
        && Arrays.stream(path.split(File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .anyMatch(folder -> new File(folder, "taskset").canExecute());
  }

  /** {@return this process's cores, threads of one core beside each other; empty if not known} */
  private static List<Integer> allowed() {
    try (Stream<String> lines = Files.lines(STATUS, StandardCharsets.ISO_8859_1)) {
      String list =
          lines.filter(line -> line.startsWith(ALLOWED)).findFirst().orElse(ALLOWED + "none");
      List<Integer> numbers = numbers(list.substring(ALLOWED.length()));
      return numbers.stream()
          .sorted(
              Comparator.comparingInt((Integer cpu) -> topology(cpu, "physical_package_id"))
                  .thenComparingInt(cpu -> topology(cpu, "core_id"))
                  .thenComparingInt(cpu -> cpu))
          .toList();
    } catch (IOException | NumberFormatException e) {
      return List.of(); // not Linux: the system decides
    }
  }

  private static int topology(int cpu, String what) {
    try {
      Path file = CORES.resolve("cpu" + cpu).resolve("topology").resolve(what);
      return Integer.parseInt(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
    } catch (IOException | NumberFormatException e) {
      return cpu; // in the order of their numbers
    }
  }
}
