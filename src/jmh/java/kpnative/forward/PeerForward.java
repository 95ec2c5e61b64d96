package kpnative.forward;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * {@link PeerForwardBenchmark} in rounds: each round has a fork of every peer, one right after the
 * other, every other round backwards, so that a busy machine slows all alike.
 *
 * <p>{@code FOLDER PEERS BATCHES THREADS ROUNDS SECONDS RECIPE...}: where {@link ForwardFiles}
 * wrote, lists with commas, and the length of an iteration, of which three warm up and three count.
 * Adds a line a fork to {@code FOLDER/forward.csv}, which {@link ForwardTable} reads. {@code
 * OMP_NUM_THREADS} must be set to THREADS: LibTorch starts new threads by it.
 */
public final class PeerForward {
  private PeerForward() {}

  /** Runs. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException, RunnerException {
    Path root = Path.of(args[0]);
    String threads = args[3];
    if (!threads.equals(System.getenv("OMP_NUM_THREADS"))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "OMP_NUM_THREADS must be %s, got %s",
              threads,
              System.getenv("OMP_NUM_THREADS")));
    }
    int rounds = Integer.parseInt(args[4]);
    TimeValue iteration = TimeValue.milliseconds(Math.round(1000 * Double.parseDouble(args[5])));
    for (String recipe : List.of(args).subList(6, args.length)) {
      for (String batch : args[2].split(",", -1)) {
        for (int round = 0; round < rounds; round++) {
          List<String> peers = new ArrayList<>(List.of(args[1].split(",", -1)));
          if (round % 2 == 1) {
            Collections.reverse(peers);
          }
          for (String peer : peers) {
            String line =
                String.join(
                    ",",
                    recipe,
                    batch,
                    threads,
                    peer,
                    String.valueOf(round),
                    milliseconds(root, recipe, batch, threads, peer, iteration));
            System.out.println(line);
            Files.writeString(
                root.resolve(ForwardTable.FILE),
                line + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
          }
        }
      }
    }
  }

  /** {@return the median of a fork's calls} */
  private static String milliseconds(
      Path root, String recipe, String batch, String threads, String peer, TimeValue iteration)
      throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include("^" + PeerForwardBenchmark.class.getName().replace(".", "\\.") + "\\.")
            .param("folder", root.toString())
            .param("recipe", recipe)
            .param("batch", batch)
            .param("threads", threads)
            .param("peer", peer)
            .warmupTime(iteration)
            .measurementTime(iteration)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    double median = results.iterator().next().getPrimaryResult().getStatistics().getPercentile(50);
    return String.format(Locale.ROOT, "%.4f", median);
  }
}
