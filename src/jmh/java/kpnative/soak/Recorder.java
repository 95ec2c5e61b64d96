package kpnative.soak;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/**
 * Writes a line every ten seconds about its own process to a CSV file: seconds, resident bytes,
 * bytes and objects that JavaCPP counts, bytes of Java's heap after a collection, open files,
 * threads, work done since the beginning, seconds of all cores.
 *
 * <p>Resident bytes, open files and threads are those that Linux tells; elsewhere they are -1.
 *
 * <p>JavaCPP's thread that frees what Java's collector finds is ended: whatever is not closed stays
 * and is seen.
 */
final class Recorder implements AutoCloseable {
  static final String HEADER =
      "seconds,resident,native_bytes,native_objects,heap,files,threads,done,cpu_seconds";

  private static final String DEALLOCATOR = "org.bytedeco.javacpp.Pointer$DeallocatorThread";
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KIB = 1024;
  private static final int PERIOD_SECONDS = 10;
  private static final double NANOS = 1e9;

  private final BufferedWriter csv;
  private final LongAdder done;
  private final long start = System.nanoTime();
  private final Thread thread = new Thread(this::run, "soak-recorder");

  /**
   * Starts to record.
   *
   * @param done counts the work, such as photographs
   */
  Recorder(Path csv, LongAdder done) throws IOException {
    this.csv = Files.newBufferedWriter(csv);
    this.done = done;
    this.csv.write(HEADER + "\n");
    endDeallocator();
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        TimeUnit.SECONDS.sleep(PERIOD_SECONDS);
        csv.write(line());
        csv.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    long work = done.sum();
    System.gc(); // what is left is reachable
    Runtime java = Runtime.getRuntime();
    double cpu =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    return String.format(
        Locale.ROOT,
        "%.1f,%d,%d,%d,%d,%d,%d,%d,%.2f%n",
        (System.nanoTime() - start) / NANOS,
        resident(),
        Pointer.totalBytes(),
        Pointer.totalCount(),
        java.totalMemory() - java.freeMemory(),
        entries(Path.of("/proc/self/fd")),
        entries(Path.of("/proc/self/task")),
        work,
        cpu / NANOS);
  }

  private static void endDeallocator() {
    if (Pointer.totalCount() < 0) { // also begins that thread, if nothing has yet
      throw new AssertionError("JavaCPP counts " + Pointer.totalCount() + " objects");
    }
    for (Thread each : Thread.getAllStackTraces().keySet()) {
      if (each.getClass().getName().equals(DEALLOCATOR)) {
        each.interrupt();
      }
    }
  }

  private static long resident() throws IOException {
    if (Files.isReadable(STATUS)) {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return KIB * Long.parseLong(line.replaceAll("\\D+", ""));
        }
      }
    }
    return -1;
  }

  private static long entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return -1;
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.count() - (folder.endsWith("fd") ? 1 : 0); // the listing's own
    }
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    csv.close();
  }
}
