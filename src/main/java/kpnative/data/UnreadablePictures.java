package kpnative.data;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The policy for samples whose picture cannot be read. One policy may serve several loaders if a
 * single thread takes all their batches.
 */
public final class UnreadablePictures {
  /** The first unreadable picture ends the epoch with an exception that names it. */
  public static final UnreadablePictures FATAL = new UnreadablePictures(false, line -> {});

  private final boolean leftOut;
  private final Consumer<String> notes;
  private final Set<String> reported = new HashSet<>();

  private UnreadablePictures(boolean leftOut, Consumer<String> notes) {
    this.leftOut = leftOut;
    this.notes = notes;
  }

  /**
   * {@return the policy that leaves such samples out, so that their batches are smaller}
   *
   * @param notes receives one line for each picture, once, with its path and the reason; called on
   *     the thread that takes the batches, in their order
   */
  public static UnreadablePictures leftOut(Consumer<String> notes) {
    return new UnreadablePictures(true, notes);
  }

  /** {@return whether such samples are left out; if not, the first one ends the epoch} */
  public boolean areLeftOut() {
    return leftOut;
  }

  /**
   * Reports a picture that is left out, once per picture.
   *
   * @param reason why the picture cannot be read, with its path
   * @throws IOException the reason, if this policy does not leave samples out
   */
  public void leaveOut(PictureSource picture, IOException reason) throws IOException {
    if (!leftOut) {
      throw reason;
    }
    if (reported.add(picture.name())) {
      notes.accept("left out: " + reason.getMessage());
    }
  }
}
