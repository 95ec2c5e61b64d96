package kpnative.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How each worker of a training is started. Immutable.
 *
 * @param javaOptions of its virtual machine
 * @param arguments options of {@code kp train}
 * @param schema of the keypoints; null where their number says it
 * @param threads on which it computes; 0 where nobody has said
 */
record WorkerSettings(
    List<String> javaOptions, List<String> arguments, @Nullable String schema, int threads)
    implements Serializable {
  private static final long serialVersionUID = 1;

  static final WorkerSettings DEFAULT = new WorkerSettings(List.of("-Xmx2g"), List.of(), null, 0);

  /** Options that a training that goes on takes as well. */
  private static final List<String> OF_RESUME = List.of("--no-report", "--quiet", "--profile");

  WorkerSettings {
    javaOptions = List.copyOf(javaOptions);
    arguments = List.copyOf(arguments);
  }

  WorkerSettings withJavaOptions(List<String> options) {
    return new WorkerSettings(options, arguments, schema, threads);
  }

  WorkerSettings withArguments(List<String> options) {
    return new WorkerSettings(javaOptions, options, schema, threads);
  }

  WorkerSettings withSchema(String name) {
    return new WorkerSettings(javaOptions, arguments, name, threads);
  }

  WorkerSettings withThreads(int perWorker) {
    return new WorkerSettings(javaOptions, arguments, schema, perWorker);
  }

  WorkerSettings withThreadsIfNone(int perWorker) {
    return threads > 0 ? this : withThreads(perWorker);
  }

  /**
   * {@return the words of {@code kp} that begin the run}
   *
   * @param table of the faces
   * @param run the folder
   */
  List<String> begin(String table, String run) {
    List<String> words = new ArrayList<>(List.of("train"));
    words.addAll(arguments);
    words.add("--data=" + (schema == null ? "" : "[" + schema + "]") + "csv:" + table);
    words.add("--out=" + run);
    words.add("--threads=" + threads);
    return words;
  }

  /** {@return the words of {@code kp} that go on with the run} */
  List<String> resume(String run) {
    List<String> words = new ArrayList<>(List.of("train", "--resume=" + run));
    arguments.stream().filter(OF_RESUME::contains).forEach(words::add);
    return words;
  }
}
