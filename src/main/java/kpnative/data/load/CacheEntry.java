package kpnative.data.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import kpnative.data.PictureFile;
import kpnative.image.PhotographFrame;

/**
 * The entry of one picture in a {@link CacheFile}.
 *
 * @param name relative to the data's folder
 * @param reduction the reduction requested
 * @param state the state of the picture's file when it was decoded
 * @param frame the frame of the decoded picture; empty if the picture was left out because it did
 *     not fit or could not be decoded
 * @param offset the offset of its pixels in the file, bytes; {@link #NO_ROOM} or {@link
 *     #UNDECODABLE} if it was left out
 */
record CacheEntry(
    String name, int reduction, State state, Optional<PhotographFrame> frame, long offset) {
  /** The offset of a picture that did not fit. */
  static final long NO_ROOM = 0;

  /** The offset of a picture that could not be decoded. */
  static final long UNDECODABLE = -1;

  /**
   * The size and time by which a changed file is recognised. Milliseconds only, because copying a
   * file may drop finer digits.
   *
   * @param bytes its size; -1 if it cannot be read
   * @param modified milliseconds since 1970; -1 if it cannot be read
   */
  record State(long bytes, long modified) {
    static final State UNREADABLE = new State(-1, -1);

    static State of(PictureFile picture) {
      try {
        BasicFileAttributes now = Files.readAttributes(picture.path(), BasicFileAttributes.class);
        return new State(now.size(), now.lastModifiedTime().toMillis());
      } catch (IOException e) {
        return UNREADABLE; // the loader reports why when it needs the picture
      }
    }
  }

  /** {@return the size of its pixels, bytes} */
  long pixelBytes(int channels) {
    return frame.map(f -> f.size().area() * channels).orElse(0L);
  }
}
