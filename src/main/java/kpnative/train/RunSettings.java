package kpnative.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kpnative.files.FileNames;
import kpnative.text.WhenAbsent;

/**
 * What a run needs to be resumed, apart from its recipe: {@code run.yaml}.
 *
 * @param version of kp-native that created the run
 * @param data the {@code --data} specifications, with absolute paths; empty for synthetic faces
 * @param unlabelled paths of pictures of faces without points, which teachers tell of
 * @param exclude path of a list of photographs to leave out, or empty
 * @param device cpu or cuda:N
 * @param threads CPU threads per operation; results differ in the last bits between thread counts
 */
public record RunSettings(
    String version,
    List<String> data,
    @WhenAbsent("[]") List<String> unlabelled,
    String exclude,
    String device,
    int threads) {
  private static final int MOST_THREADS = 100_000;

  /** Copies the lists. Rejects fewer than one thread. */
  public RunSettings {
    data = List.copyOf(data);
    unlabelled = List.copyOf(unlabelled);
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads must be 1 to " + MOST_THREADS + ", got " + threads);
    }
  }

  /** Settings of a run whose faces all have points. */
  public RunSettings(
      String version, List<String> data, String exclude, String device, int threads) {
    this(version, data, List.of(), exclude, device, threads);
  }

  /** {@return the path of the list of photographs to leave out; empty if there is none} */
  public Optional<Path> excludeList() {
    return exclude.isEmpty() ? Optional.empty() : Optional.of(FileNames.path(exclude));
  }
}
