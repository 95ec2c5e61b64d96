package kpnative.data.load;

import kpnative.data.UnreadablePictures;

/**
 * How a {@link BatchLoader} treats unreadable pictures and memory.
 *
 * @param unreadable the policy for samples whose picture cannot be read
 * @param transfer the form of the pixels in a batch
 * @param pinned whether batches are in page-locked memory, for asynchronous copies to a CUDA
 *     device; requires one
 * @param visibility whether batches say what is known of the keypoints' visibility
 */
public record LoaderOptions(
    UnreadablePictures unreadable, Transfer transfer, boolean pinned, boolean visibility) {
  /** The first unreadable picture is an error; float32 in plain memory. */
  public static final LoaderOptions DEFAULT =
      new LoaderOptions(UnreadablePictures.FATAL, Transfer.FLOAT32, false, false);

  /** {@return the default with this policy for unreadable pictures} */
  public static LoaderOptions with(UnreadablePictures unreadable) {
    return new LoaderOptions(unreadable, Transfer.FLOAT32, false, false);
  }
}
