package kpnative.data;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What becomes of a sample whose picture cannot be read. One can serve several loaders, all of
 * which deliver to one thread.
 */
public final class UnreadablePictures {
  /** The first one ends the epoch, with its path. */
  public static final UnreadablePictures FATAL = new UnreadablePictures(false, line -> {});

  private final boolean leftOut;
  private final Consumer<String> notes;
  private final Set<String> told = new HashSet<>();

  private UnreadablePictures(boolean leftOut, Consumer<String> notes) {
    this.leftOut = leftOut;
    this.notes = notes;
  }

  /**
   * {@return the choice to leave such samples out of their batches, which get smaller}
   *
   * @param notes hears of each picture once, one line with its path and what is wrong, on the
   *     thread that takes the batches, in their order
   */
  public static UnreadablePictures leftOut(Consumer<String> notes) {
    return new UnreadablePictures(true, notes);
  }

  /** {@return whether samples are left out; if not, the first ends the epoch} */
  public boolean areLeftOut() {
    return leftOut;
  }

  /**
   * Notes that a picture is left out.
   *
   * @param reason with the picture's path
   * @throws IOException the reason, if such samples are not to be left out
   */
  public void leaveOut(PictureSource picture, IOException reason) throws IOException {
    if (!leftOut) {
      throw reason;
    }
    if (told.add(picture.name())) {
      notes.accept("left out: " + reason.getMessage());
    }
  }
}
