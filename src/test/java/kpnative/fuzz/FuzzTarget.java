package kpnative.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * A reader, and what it may do with any bytes: return, or throw an {@link IOException} or {@link
 * IllegalArgumentException} whose message is one line that names the file. Another throwable, more
 * memory or more time than a file of that size can ask for, is an {@link AssertionError}.
 *
 * @param name as {@code benchmarks/fuzz.sh} takes it, and the folder of its seeds
 * @param file the name under which the reader gets the bytes
 * @param reader is given the bytes
 */
record FuzzTarget(String name, String file, Reader reader) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long FREE_BYTES = 32L << 20;
  private static final long BYTES_PER_BYTE = 2000;
  private static final long MOST_NANOS = 10_000_000_000L; // of this thread's own computing
  private static final int LONGEST_MESSAGE = 4000;

  /** Gives bytes to a reader. */
  @FunctionalInterface
  interface Reader {
    /**
     * Reads.
     *
     * @param file where the reader shall find the bytes, or shall say that it did; not yet written
     */
    void read(Path file, byte[] bytes) throws IOException;
  }

  /** Reads the bytes as a file in {@code folder}; the reader may write there. */
  void run(Path folder, byte[] bytes) {
    Path path = folder.resolve(file);
    long most = FREE_BYTES + BYTES_PER_BYTE * bytes.length;
    long time = THREADS.getCurrentThreadCpuTime();
    if (taken(path, bytes) > most) {
      long again = taken(path, bytes); // without the classes that the first call loads
      if (again > most) {
        throw new AssertionError(name + ": " + bytes.length + " bytes took " + again + " on heap");
      }
    }
    long spent = THREADS.getCurrentThreadCpuTime() - time;
    if (spent > MOST_NANOS) {
      throw new AssertionError(name + ": " + bytes.length + " bytes took " + spent + " ns");
    }
  }

  /** {@return the heap that reading took, bytes} */
  private long taken(Path path, byte[] bytes) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    refusal(path, bytes);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** {@return the line with which the bytes are refused; empty if they are read} */
  String refusal(Path path, byte[] bytes) {
    try {
      reader.read(path, bytes);
      return "";
    } catch (IOException | IllegalArgumentException e) {
      return oneLine(e);
    }
  }

  private String oneLine(Exception e) {
    String said = String.valueOf(e.getMessage());
    if (!said.contains(file)
        || said.length() > LONGEST_MESSAGE
        || said.chars().anyMatch(c -> c == '\n' || c == '\r')) {
      throw new AssertionError(name + ": not one line that names " + file + ": " + said, e);
    }
    return said;
  }
}
