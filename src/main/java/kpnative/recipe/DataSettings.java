package kpnative.recipe;

import java.util.function.Consumer;
import kpnative.checks.Require;
import kpnative.data.SplitRule;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.Transfer;

/**
 * How faces are divided and read.
 *
 * @param split training and validation
 * @param onError what an unreadable picture does
 * @param workers threads that prepare samples, 0 to 256; 0: as many as the machine has to spare
 * @param cache where decoded pictures are kept
 * @param cacheMb bound on them, MiB, 0 to 1,048,576
 * @param transfer the form in which batches go to the device
 * @param synthetic number of synthetic faces where no data is given, 2 to 1,000,000
 */
public record DataSettings(
    SplitRule split,
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

  /** {@return {@code workers}, or where it is 0 a quarter of the cores, 1 to 8} */
  public int workerThreads() {
    int spare = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() / 4));
    return workers > 0 ? workers : spare;
  }

  /**
   * {@return what becomes of a picture that cannot be read}
   *
   * @param notes receives a line for each picture that is left out, once
   */
  public UnreadablePictures unreadable(Consumer<String> notes) {
    return onError == OnError.SKIP ? UnreadablePictures.leftOut(notes) : UnreadablePictures.FATAL;
  }

  /** {@return these settings without a relative path} */
  DataSettings absolute() {
    return new DataSettings(
        split.absolute(), onError, workers, cache, cacheMb, transfer, synthetic);
  }

  /** Where decoded pictures are kept. */
  public enum Cache {
    /** In this process's memory. */
    MEMORY,
    /** In a file beside the data, which is mapped into memory and serves later runs too. */
    FILE,
    /** Nowhere: they are decoded at every use. */
    NONE
  }

  /** What an unreadable picture does. */
  public enum OnError {
    /** Ends the run. */
    FATAL,
    /** Is left out of its batch, with a note. */
    SKIP
  }
}
