package kpnative.parallel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Workers that are threads of this process, with the connections that processes would have. */
public final class ThreadWorkers {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private ThreadWorkers() {}

  /** What one worker does. */
  @FunctionalInterface
  public interface Work<P, T> {
    T of(P place) throws Exception;
  }

  /** {@return a port on which nobody listens} */
  public static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  /** {@return the results of all workers, by rank, each of which has met the others} */
  public static <T> List<T> run(int size, Work<Workers, T> work) throws Exception {
    return runPlaces(
        size,
        place -> {
          try (Workers workers = Meeting.of(Optional.of(place), LIMIT)) {
            return work.of(workers);
          }
        });
  }

  /**
   * {@return what each place's work returns or throws: a result, or the exception}
   *
   * @param size number of places, which have an unused port
   */
  public static <T> List<Object> outcomes(int size, Work<WorkerPlace, T> work) throws Exception {
    int port = freePort();
    ExecutorService threads = Executors.newFixedThreadPool(size);
    try {
      List<Future<T>> all = new ArrayList<>();
      for (int rank = 0; rank < size; rank++) {
        WorkerPlace place = new WorkerPlace(rank, size, "127.0.0.1", port);
        Callable<T> one = () -> work.of(place);
        all.add(threads.submit(one));
      }
      List<Object> outcomes = new ArrayList<>();
      for (Future<T> each : all) {
        try {
          outcomes.add(each.get());
        } catch (ExecutionException e) {
          outcomes.add(e.getCause());
        }
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  /** {@return the results of all places; the first exception is thrown} */
  @SuppressWarnings("unchecked") // what is not an exception is a result
  public static <T> List<T> runPlaces(int size, Work<WorkerPlace, T> work) throws Exception {
    List<T> results = new ArrayList<>();
    for (Object outcome : outcomes(size, work)) {
      if (outcome instanceof Exception e) {
        throw e;
      }
      if (outcome instanceof Error e) {
        throw e;
      }
      results.add((T) outcome);
    }
    return results;
  }
}
