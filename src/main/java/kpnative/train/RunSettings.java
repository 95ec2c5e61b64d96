package kpnative.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run needs to be resumed, apart from its recipe: {@code run.yaml}.
 *
 * @param version of kp-native that created the run
 * @param data the {@code --data} specifications, with absolute paths; empty for synthetic faces
 * @param exclude path of a list of photographs to leave out, or empty
 * @param device cpu or cuda:N
 * @param threads CPU threads per operation; results differ in the last bits between thread counts
 */
public record RunSettings(
    String version, List<String> data, String exclude, String device, int threads) {
  private static final int MOST_THREADS = 100_000;

  /** Copies the list. Rejects fewer than one thread. */
  public RunSettings {
    data = List.copyOf(data);
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads must be 1 to " + MOST_THREADS + ", got " + threads);
    }
  }

  /** {@return the path of the list of photographs to leave out; empty if there is none} */
  public Optional<Path> excludeList() {
    return exclude.isEmpty() ? Optional.empty() : Optional.of(Path.of(exclude));
  }
}
