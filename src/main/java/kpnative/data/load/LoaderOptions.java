package kpnative.data.load;

import java.util.List;
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
 * @param views the further pictures of each sample
 */
public record LoaderOptions(
    UnreadablePictures unreadable,
    Transfer transfer,
    boolean pinned,
    boolean visibility,
    Share share,
    List<View> views) {
  /** The first unreadable picture is an error; float32 in plain memory. */
  public static final LoaderOptions DEFAULT =
      new LoaderOptions(UnreadablePictures.FATAL, Transfer.FLOAT32, false, false);

  /** Copies the list. */
  public LoaderOptions {
    views = List.copyOf(views);
  }

  /** Options of a loader that makes all samples, one picture of each. */
  public LoaderOptions(
      UnreadablePictures unreadable, Transfer transfer, boolean pinned, boolean visibility) {
    this(unreadable, transfer, pinned, visibility, Share.WHOLE, List.of());
  }

  /** {@return the default with this policy for unreadable pictures} */
  public static LoaderOptions with(UnreadablePictures unreadable) {
    return new LoaderOptions(unreadable, Transfer.FLOAT32, false, false);
  }
}
