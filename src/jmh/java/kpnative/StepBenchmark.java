package kpnative;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long does a training step of 32 faces take on one thread, beside the same network in Python's
 * PyTorch, and beside our own plain version (rows after rows, LibTorch's Adam, the C library's
 * malloc as it is)?
 *
 * <p>Not of JMH: each is a process of its own, because malloc's settings are the process's, and
 * they take turns, a few steps each, so that a busy machine slows all alike. The same first weights
 * and batches, with the recipe's changes; the losses of all steps are compared.
 *
 * <p>{@code benchmarks/step.sh}, from a built repository; 4 minutes. By hand: {@code java -cp
 * target/kp-native-jmh.jar kpnative.StepBenchmark PYTHON|- SCRIPT ROUNDS STEPS RECIPE...}.
 */
public final class StepBenchmark {
  private static final double TOLERANCE = 1e-4; // of a loss, relative: other orders of summation
  private static final int WARM_UP = 2; // rounds that are not counted

  private StepBenchmark() {}

  /** Compares. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    int rounds = Integer.parseInt(args[2]);
    int steps = Integer.parseInt(args[3]);
    System.out.printf(
        Locale.ROOT,
        "%d rounds of %d steps of %d faces, %d rounds before; medians%n",
        rounds,
        steps,
        StepFiles.BATCH,
        WARM_UP);
    boolean equal = true;
    for (String recipe : List.of(args).subList(4, args.length)) {
      Path folder = Files.createTempDirectory("kpnative-step");
      try {
        StepFiles.write(folder, recipe);
        equal &= compare(recipe, contestants(recipe, folder, args[0], args[1]), rounds, steps);
      } finally {
        try (Stream<Path> files = Files.list(folder)) {
          files.forEach(StepBenchmark::delete);
        }
        Files.delete(folder);
      }
    }
    if (!equal) {
      throw new IllegalStateException("the losses differ by more than " + TOLERANCE);
    }
  }

  private static List<Contestant> contestants(
      String recipe, Path folder, String python, String script) throws IOException {
    List<Contestant> all = new ArrayList<>();
    for (String role : List.of("ours", "plain")) {
      all.add(
          new Contestant(
              role,
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "-cp",
                  System.getProperty("java.class.path"),
                  StepWorker.class.getName(),
                  role,
                  recipe,
                  folder.toString())));
    }
    if (!python.equals("-")) {
      all.add(new Contestant("PyTorch", List.of(python, script, folder.toString())));
    }
    return all;
  }

  /** {@return whether all losses agree} */
  @SuppressWarnings("SystemOut")
  private static boolean compare(String recipe, List<Contestant> all, int rounds, int steps)
      throws IOException {
    try {
      for (int round = 0; round < WARM_UP + rounds; round++) {
        for (Contestant c : all) {
          c.run(steps, round >= WARM_UP);
        }
      }
    } finally {
      for (Contestant c : all) {
        c.close();
      }
    }
    Contestant ours = all.get(0);
    boolean equal = true;
    System.out.printf(
        Locale.ROOT,
        "%n%-18s %-8s %10s %10s %10s %8s %8s %10s%n",
        recipe,
        "",
        "ms a step",
        "images/s",
        "CPU ms",
        "ours is",
        "by CPU",
        "losses");
    for (Contestant c : all) {
      double difference = difference(ours.losses, c.losses);
      equal &= difference <= TOLERANCE;
      System.out.printf(
          Locale.ROOT,
          "%-18s %-8s %10.1f %10.1f %10.1f %7.2fx %7.2fx %10.1e%n",
          "",
          c.name,
          median(c.wall),
          1000 * StepFiles.BATCH / median(c.wall),
          median(c.cpu),
          median(ratios(c.wall, ours.wall)),
          median(ratios(c.cpu, ours.cpu)),
          difference);
    }
    System.out.printf(
        Locale.ROOT,
        "%-18s loss of %d steps: from %.4g to %.4g%n",
        "",
        ours.losses.size(),
        ours.losses.get(0),
        ours.losses.get(ours.losses.size() - 1));
    return equal;
  }

  /** {@return the largest relative difference} */
  private static double difference(List<Double> a, List<Double> b) {
    double largest = 0;
    for (int i = 0; i < a.size(); i++) {
      largest = Math.max(largest, Math.abs(a.get(i) - b.get(i)) / Math.abs(a.get(i)));
    }
    return largest;
  }

  private static List<Double> ratios(List<Double> a, List<Double> b) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      ratios.add(a.get(i) / b.get(i));
    }
    return ratios;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process that takes steps when told to, and what it has told. */
  private static final class Contestant {
    private final String name;
    private final Process process;
    private final BufferedReader out;
    private final PrintWriter in;
    private final List<Double> wall = new ArrayList<>(); // ms a step, by round
    private final List<Double> cpu = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();

    Contestant(String name, List<String> command) throws IOException {
      this.name = name;
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put("OMP_NUM_THREADS", "1"); // of Python's BLAS too
      builder.environment().put("OPENBLAS_NUM_THREADS", "1");
      process = builder.start();
      out = process.inputReader(StandardCharsets.UTF_8);
      in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8));
      read();
    }

    void run(int steps, boolean counts) throws IOException {
      in.println(steps);
      in.flush();
      String[] words = read().split(" ", -1);
      if (counts) {
        wall.add(Double.parseDouble(words[0]));
        cpu.add(Double.parseDouble(words[1]));
      }
      for (int i = 2; i < words.length; i++) {
        losses.add(Double.parseDouble(words[i]));
      }
    }

    private String read() throws IOException {
      String line = out.readLine();
      if (line == null) {
        throw new IOException(name + " has ended");
      }
      return line;
    }

    void close() throws IOException {
      in.close();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        process.destroy();
        Thread.currentThread().interrupt();
      }
    }
  }
}
