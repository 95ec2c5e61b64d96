package kpnative.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run needs beside its recipe to be resumed: {@code run.yaml}.
 *
 * @param version of kp-native that began it
 * @param data the {@code --data} specifications, paths absolute; empty for synthetic faces
 * @param exclude path of a list of photographs to leave out, or empty
 * @param device cpu or cuda:N
 * @param threads CPU threads an operation; another number gives other last bits
 */
public record RunSettings(
    String version, List<String> data, String exclude, String device, int threads) {
  /** Copies the list. */
  public RunSettings {
    data = List.copyOf(data);
  }

  /** {@return the list of photographs to leave out; empty where there is none} */
  public Optional<Path> excludeList() {
    return exclude.isEmpty() ? Optional.empty() : Optional.of(Path.of(exclude));
  }
}
