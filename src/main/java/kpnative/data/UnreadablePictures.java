package kpnative.data;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import kpnative.checks.ItemFailure;

/**
 * The policy for faces that cannot be read: their picture fails, or their annotation. Nothing else
 * ends with them, whatever was thrown, see {@link ItemFailure}. One policy may serve several
 * loaders if a single thread takes all their batches.
 */
public final class UnreadablePictures {
  /**
   * Every face counts: the first picture or annotation that cannot be read, and a face that could
   * be read only without a part, ends the work with an exception that names it.
   */
  public static final UnreadablePictures FATAL = new UnreadablePictures(Kind.FATAL, line -> {}, "");

  /** What a policy does. */
  private enum Kind {
    FATAL,
    FATAL_PICTURES,
    LEFT_OUT
  }

  private final Kind kind;
  private final Consumer<String> notes;
  private final String advice;
  private final Set<String> reported = new HashSet<>();

  private UnreadablePictures(Kind kind, Consumer<String> notes, String advice) {
    this.kind = kind;
    this.notes = notes;
    this.advice = advice;
  }

  /**
   * {@return the policy by which the first picture that cannot be read ends the work} Faces whose
   * annotation cannot be read are left out by whoever reads the data, with notes.
   *
   * @param advice what the user can do, appended to the message; may be empty
   */
  public static UnreadablePictures fatalPictures(String advice) {
    return new UnreadablePictures(Kind.FATAL_PICTURES, line -> {}, advice);
  }

  /**
   * {@return the policy that leaves such faces out, so that their batches are smaller}
   *
   * @param notes receives one line for each picture or annotation, once, with its path and the
   *     reason; called on the thread that takes the batches, in their order
   */
  public static UnreadablePictures leftOut(Consumer<String> notes) {
    return new UnreadablePictures(Kind.LEFT_OUT, notes, "");
  }

  /** {@return whether such faces are left out; if not, the first bad picture ends the work} */
  public boolean areLeftOut() {
    return kind == Kind.LEFT_OUT;
  }

  /** {@return whether an annotation at fault ends the work} */
  public boolean refusesAnnotations() {
    return kind == Kind.FATAL;
  }

  /**
   * Reports a picture that is left out, once per picture.
   *
   * @param thrown why the picture cannot be used
   * @throws IOException the reason with the picture's name, if this policy does not leave faces out
   */
  public void leaveOut(PictureSource picture, Throwable thrown) throws IOException {
    leaveOut(picture.name(), ItemFailure.of(picture.name(), thrown));
  }

  /**
   * Reports an annotation that is left out, once.
   *
   * @param reason why it cannot be read, with its path
   * @throws IOException the reason, if this policy does not leave faces out
   */
  public void leaveOut(IOException reason) throws IOException {
    leaveOut(String.valueOf(reason.getMessage()), reason);
  }

  private void leaveOut(String name, IOException reason) throws IOException {
    if (!areLeftOut()) {
      throw advice.isEmpty() ? reason : new IOException(reason.getMessage() + advice, reason);
    }
    if (reported.add(name)) {
      notes.accept("left out: " + reason.getMessage());
    }
  }

  /** {@return the number of pictures and annotations that were left out} */
  public int count() {
    return reported.size();
  }
}
