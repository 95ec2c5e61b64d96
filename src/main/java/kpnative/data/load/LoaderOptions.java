package kpnative.data.load;

import kpnative.data.UnreadablePictures;

/**
 * How a {@link BatchLoader} treats unreadable pictures and memory, and what it makes of a batch.
 *
 * @param unreadable the policy for samples whose picture cannot be read
 * @param transfer the form of the pixels in a batch
 * @param pinned whether batches are in page-locked memory, for asynchronous copies to a CUDA
 *     device; requires one
 * @param visibility whether batches say what is known of the keypoints' visibility
 * @param share which samples of each batch the loader makes
 */
public record LoaderOptions(
    UnreadablePictures unreadable,
    Transfer transfer,
    boolean pinned,
    boolean visibility,
    Share share) {
  /** The first unreadable picture is an error; float32 in plain memory. */
  public static final LoaderOptions DEFAULT =
      new LoaderOptions(UnreadablePictures.FATAL, Transfer.FLOAT32, false, false);

  /** Options of a loader that makes all samples. */
  public LoaderOptions(
      UnreadablePictures unreadable, Transfer transfer, boolean pinned, boolean visibility) {
    this(unreadable, transfer, pinned, visibility, Share.WHOLE);
  }

  /** {@return the default with this policy for unreadable pictures} */
  public static LoaderOptions with(UnreadablePictures unreadable) {
    return new LoaderOptions(unreadable, Transfer.FLOAT32, false, false);
  }
}
