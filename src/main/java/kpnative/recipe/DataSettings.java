package kpnative.recipe;

import java.util.function.Consumer;
import kpnative.checks.Require;
import kpnative.data.SplitRule;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.Transfer;

/**
 * How faces are split and loaded.
 *
 * @param split how faces are split into training and validation
 * @param boxes which boxes the faces have
 * @param join whether data of several schemas are learned together, each face from the points that
 *     it has
 * @param onError what happens when a picture cannot be read
 * @param workers worker threads that prepare samples, 0 to 256; 0 for a quarter of the cores, 1 to
 *     8
 * @param cache where decoded pictures are cached
 * @param cacheMb largest size of the cache, MiB, 0 to 1,048,576
 * @param transfer format in which batches are copied to the device
 * @param synthetic number of synthetic faces to generate if no data is given, 2 to 1,000,000
 */
public record DataSettings(
    SplitRule split,
    Boxes boxes,
    boolean join,
    OnError onError,
    int workers,
    Cache cache,
    int cacheMb,
    Transfer transfer,
    int synthetic) {
  /** Rejects counts out of range. */
  public DataSettings {
    Require.range("data.workers", workers, 0, 256);
    Require.range("data.cache_mb", cacheMb, 0, 1 << 20);
    Require.range("data.synthetic", synthetic, 2, 1_000_000);
  }

  /**
   * {@return the number of worker threads: {@code workers}, or if that is 0, a quarter of the
   * cores, at least 1 and at most 8}
   */
  public int workerThreads() {
    int spare = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() / 4));
    return workers > 0 ? workers : spare;
  }

  /**
   * {@return the policy for pictures and annotations that cannot be read} With {@link
   * OnError#FATAL}, the first picture ends the run; faces whose annotation cannot be read are left
   * out with notes all the same.
   *
   * @param notes receives one line, once, for each picture that is left out
   */
  public UnreadablePictures unreadable(Consumer<String> notes) {
    return onError == OnError.SKIP
        ? UnreadablePictures.leftOut(notes)
        : UnreadablePictures.fatalPictures(
            " (doctor --data lists all such files; --set data.on_error=skip leaves them out)");
  }

  /** {@return these settings with all paths absolute} */
  DataSettings absolute() {
    return new DataSettings(
        split.absolute(), boxes, join, onError, workers, cache, cacheMb, transfer, synthetic);
  }

  /** Which boxes the faces have. */
  public enum Boxes {
    /** Those of the annotation, where it has some. */
    OWN,
    /** Those in which the face finder of the jar finds them. */
    FOUND
  }

  /** Where decoded pictures are cached. */
  public enum Cache {
    /** In this process's memory. */
    MEMORY,
    /** In a memory-mapped file beside the data, which later runs reuse. */
    FILE,
    /** Nowhere: pictures are decoded at every use. */
    NONE
  }

  /** What happens when a picture cannot be read. */
  public enum OnError {
    /** The run fails; an annotation that cannot be read costs only its face. */
    FATAL,
    /** The face is left out of its batch, and a note is written. */
    SKIP
  }
}
