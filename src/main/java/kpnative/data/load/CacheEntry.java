package kpnative.data.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import kpnative.data.PictureFile;
import kpnative.image.PhotographFrame;

/**
 * What a {@link CacheFile} says of one picture.
 *
 * @param name relative to the data's folder
 * @param reduction that was asked for
 * @param state of the picture's file when it was decoded
 * @param frame of the decoded picture; empty if it was left out, since it did not fit or could not
 *     be decoded
 * @param offset of its pixels in the file; 0 if it was left out
 */
record CacheEntry(
    String name, int reduction, State state, Optional<PhotographFrame> frame, long offset) {

  /**
   * By which a changed file is known. No finer time: a copy may lose it.
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
        return UNREADABLE; // the loader, which needs it, says why
      }
    }
  }

  /** {@return the number of bytes of its pixels} */
  long pixelBytes(int channels) {
    return frame.map(f -> f.size().area() * channels).orElse(0L);
  }
}
