package kpnative.spark;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * The process in which a worker trains: it ends with its task, however that ends. LibTorch's
 * collectives end a process that lost its peers, and an executor must outlive that.
 */
final class WorkerProcess {
  private static final long POLL_MILLIS = 200;
  private static final long GRACE_MILLIS = 5000; // to end after its step
  private static final int MOST_LOG = 256 << 20;
  private static final int LINES_SHOWN = 5;

  private WorkerProcess() {}

  /**
   * Runs {@code kp} in a process of its own until it ends.
   *
   * @param environment is added to this process's
   * @param log gets what it says, behind what is there
   * @param name of the worker, for errors
   * @param stop once true, the process is ended
   * @throws IOException if it fails, with the last lines of its log, or was stopped
   */
  static void run(
      List<String> javaOptions,
      List<String> words,
      Map<String, String> environment,
      Path log,
      String name,
      BooleanSupplier stop)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(javaOptions, words));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = builder.start();
    try {
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        if (stop.getAsBoolean()) {
          throw new InterruptedIOException(name + ": the task was stopped");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(name + ": the task was interrupted");
    } finally {
      end(process);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          name + " ended with exit code " + process.exitValue() + ": " + lastLines(log));
    }
  }

  /** Process.destroy would also end its input, upon which a {@link TrainingWorker} halts. */
  private static void end(Process process) {
    process.toHandle().destroy();
    try {
      if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor(); // the next attempt needs its folder
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static String lastLines(Path log) throws IOException {
    List<String> lines = InputFile.lines(log, "a log", MOST_LOG);
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
  }

  private static List<String> command(List<String> javaOptions, List<String> words) {
    List<String> all = new ArrayList<>();
    all.add(FileNames.text(FileNames.path(System.getProperty("java.home")).resolve("bin/java")));
    for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
      if (name.startsWith("kpnative.")) { // where natives are unpacked, for example
        all.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    all.addAll(javaOptions);
    all.addAll(List.of("-cp", classPath(), TrainingWorker.class.getName()));
    all.addAll(words);
    return all;
  }

  /** {@return where this process's classes are: those that Spark has fetched, then Spark's own} */
  private static String classPath() {
    Set<String> all = new LinkedHashSet<>();
    for (@Nullable ClassLoader at = WorkerProcess.class.getClassLoader();
        at != null;
        at = at.getParent()) {
      if (at instanceof URLClassLoader loader) {
        for (URL url : loader.getURLs()) {
          if (url.getProtocol().equals("file")) {
            all.add(file(url));
          }
        }
      }
    }
    all.add(System.getProperty("java.class.path"));
    return String.join(System.getProperty("path.separator"), all);
  }

  private static String file(URL url) {
    try {
      return FileNames.text(Path.of(url.toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(url + " on the class path is no file's", e);
    }
  }
}
