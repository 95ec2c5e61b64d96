package kpnative.data.load;

import kpnative.data.UnreadablePictures;

/**
 * How a {@link BatchLoader} deals with pictures and memory; none of it changes what is learned.
 *
 * @param unreadable what becomes of samples whose picture cannot be read
 * @param transfer the form of the pixels in a batch
 * @param pinned whether batches lie in memory that a CUDA device copies from by itself; only where
 *     there is one
 */
public record LoaderOptions(UnreadablePictures unreadable, Transfer transfer, boolean pinned) {
  /** The first unreadable picture is an error; float32 in plain memory. */
  public static final LoaderOptions DEFAULT =
      new LoaderOptions(UnreadablePictures.FATAL, Transfer.FLOAT32, false);

  /** {@return the default, with this rule for unreadable pictures} */
  public static LoaderOptions with(UnreadablePictures unreadable) {
    return new LoaderOptions(unreadable, Transfer.FLOAT32, false);
  }
}
