package kpnative.parallel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Workers on this machine: starts a process for each, and ends all when one fails. The first one's
 * output is this process's; of the others, what they say of a failure is.
 */
public final class WorkerProcesses {
  private static final long POLL_MILLIS = 50;
  private static final long GRACE_MILLIS = 5000; // to say why, once another has failed
  private static final int MOST_LINES = 50;
  private static final int SIGNALLED = 128; // exit codes above are signals
  private static final int INTERRUPTED = 130;

  private final List<Worker> workers = new ArrayList<>();
  private final Consumer<String> errors;

  private WorkerProcesses(Consumer<String> errors) {
    this.errors = errors;
  }

  /**
   * Runs workers until all have ended.
   *
   * @param command the words that start each; what differs is in its environment
   * @param size number of workers, at least 1
   * @param errors receives lines about a worker that failed
   * @param stop once true, the workers are asked to end with SIGTERM
   * @return 0 if all ended well, 130 if they were stopped, else the exit code of the first that
   *     failed, or 1 where a signal ended it
   * @throws IOException if a process cannot be started
   */
  public static int run(
      List<String> command, int size, Consumer<String> errors, BooleanSupplier stop)
      throws IOException, InterruptedException {
    WorkerProcesses processes = new WorkerProcesses(errors);
    try {
      int port = freePort();
      List<List<String>> cores = CoreShare.of(size);
      for (int rank = 0; rank < size; rank++) {
        WorkerPlace place = new WorkerPlace(rank, size, "127.0.0.1", port);
        List<String> words = new ArrayList<>(cores.get(rank));
        words.addAll(command);
        processes.workers.add(Worker.start(words, place));
      }
      return processes.await(stop);
    } finally {
      processes.workers.forEach(Worker::kill);
    }
  }

  /** Another process may take it before the first worker does, which then says so. */
  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private int await(BooleanSupplier stop) throws InterruptedException {
    boolean asked = false;
    while (workers.stream().anyMatch(worker -> worker.process.isAlive())) {
      if (stop.getAsBoolean() && !asked) {
        asked = true;
        workers.forEach(Worker::askToEnd);
      }
      for (Worker worker : workers) {
        if (!worker.process.isAlive() && worker.process.exitValue() != 0 && !asked) {
          return failed(worker, stop);
        }
      }
      Thread.sleep(POLL_MILLIS);
    }
    for (Worker worker : workers) {
      if (worker.process.exitValue() != 0) {
        return asked || stop.getAsBoolean() ? INTERRUPTED : failed(worker, stop);
      }
    }
    return 0;
  }

  private int failed(Worker first, BooleanSupplier stop) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
    int code = first.process.exitValue();
    for (Worker worker : workers) {
      long left = Math.max(0, end - System.nanoTime());
      if (code != INTERRUPTED && !stop.getAsBoolean()) {
        worker.process.waitFor(left, TimeUnit.NANOSECONDS);
        worker.kill();
      }
      worker.process.waitFor();
    }
    if (code == INTERRUPTED || stop.getAsBoolean()) {
      return INTERRUPTED;
    }
    first.said().forEach(errors);
    if (code > SIGNALLED) {
      errors.accept(first.name + " was ended by signal " + (code - SIGNALLED));
      return 1;
    }
    return code;
  }

  /** One worker's process. The last lines of what it says on stderr are kept, if not shown. */
  private static final class Worker {
    private final String name;
    private final Process process;
    private final Deque<String> lines = new ArrayDeque<>(); // guarded by itself
    private final Thread reader = new Thread(this::read, "kpnative-worker-errors");

    private Worker(String name, Process process) {
      this.name = name;
      this.process = process;
    }

    static Worker start(List<String> command, WorkerPlace place) throws IOException {
      ProcessBuilder builder = new ProcessBuilder(ShellCommand.of(command));
      builder.environment().putAll(place.environment(place.rank()));
      builder.environment().putIfAbsent("GLOO_SOCKET_IFNAME", loopback());
      LauncherWatch.announce(builder.environment());
      if (place.rank() == 0) {
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      } else {
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      }
      Worker worker = new Worker("worker " + place.rank(), builder.start());
      worker.reader.setDaemon(true);
      worker.reader.start();
      return worker;
    }

    /** Sends SIGTERM. Process.destroy would also close the pipes, from which it is still read. */
    void askToEnd() {
      process.toHandle().destroy();
    }

    /** Sends SIGKILL, in the same way. */
    void kill() {
      process.toHandle().destroyForcibly();
    }

    /** {@return the name of the interface that only this machine reaches} */
    private static String loopback() throws IOException {
      return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()).getName();
    }

    private void read() {
      try (BufferedReader in = process.errorReader(StandardCharsets.UTF_8)) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          synchronized (lines) {
            lines.add(line);
            if (lines.size() > MOST_LINES) {
              lines.remove();
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** {@return its last lines on stderr, with its name; for a process that has ended} */
    List<String> said() throws InterruptedException {
      reader.join(GRACE_MILLIS);
      synchronized (lines) {
        return lines.stream().map(line -> name + ": " + line).toList();
      }
    }
  }
}
