package kpnative.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;

/**
 * The states that a run can be resumed from: one file per save, {@code
 * resume/state-STEP.safetensors}. It is checksummed, written to a temporary file, fsynced and
 * renamed, so that a kill at any moment leaves the previous one intact. The newest two are kept; if
 * the newest is damaged, the one before it is used.
 */
final class Checkpoint {
  private static final String KEY = "kpnative.state";
  private static final int KEPT = 2;

  /**
   * A state with its tensors by prefixed name: the weights, the optimiser's state and the EMA
   * weights.
   */
  record Saved(TrainingState state, Map<String, TensorData> tensors) {}

  private Checkpoint() {}

  /**
   * Writes a state and deletes those that are no longer kept.
   *
   * @param folder the folder of the states, see {@code Run.resume()}
   * @throws IOException if the folder cannot be written
   */
  static void save(Path folder, TrainingState state, Map<String, TensorData> tensors)
      throws IOException {
    Path file = folder.resolve(String.format(Locale.ROOT, "state-%010d.safetensors", state.step()));
    SafetensorsFile.write(file, tensors, Map.of(KEY, state.toJson()));
    List<Path> all = newestFirst(folder);
    int own = all.indexOf(file); // newer ones are damaged: a resumed run skipped them
    for (int i = 0; i < all.size(); i++) {
      if (i < own || i >= own + KEPT) {
        Files.deleteIfExists(all.get(i));
      }
    }
  }

  /**
   * {@return the newest intact state; empty if none has been saved yet}
   *
   * @param folder of the states
   * @param damaged receives one line for each damaged file
   * @throws IOException if there are states, but none is intact
   */
  static Optional<Saved> newest(Path folder, Consumer<String> damaged) throws IOException {
    List<Path> files = newestFirst(folder);
    for (Path path : files) {
      try {
        SafetensorsFile file = SafetensorsFile.read(path);
        String json = file.metadata().get(KEY);
        if (json == null || !file.metadata().containsKey(SafetensorsFile.CHECKSUM)) {
          throw new IOException(FileNames.text(path) + ": is not a checksummed state");
        }
        return Optional.of(
            new Saved(TrainingState.parse(json, FileNames.text(path)), file.tensors()));
      } catch (IOException e) {
        damaged.accept("skipping a damaged state: " + e.getMessage());
      }
    }
    if (!files.isEmpty()) {
      throw new IOException(
          FileNames.text(folder) + ": none of its " + files.size() + " saved states is intact");
    }
    return Optional.empty();
  }

  /** {@return whether the newest readable state is that of a finished training} */
  static boolean isDone(Path folder) throws IOException {
    for (Path path : newestFirst(folder)) {
      try {
        String json = SafetensorsFile.readMetadata(path).get(KEY);
        if (json != null) {
          return TrainingState.parse(json, FileNames.text(path)).done();
        }
      } catch (IOException damaged) {
        // a resumed run starts from the one before it
      }
    }
    return false;
  }

  private static List<Path> newestFirst(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(
          files
              .filter(f -> FileTree.nameOf(f).matches("state-\\d{10,19}\\.safetensors"))
              .sorted(Comparator.comparing((Path f) -> FileTree.nameOf(f)).reversed())
              .toList());
    }
  }
}
