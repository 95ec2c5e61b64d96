package kpnative.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;
import kpnative.image.Photo;

/** The frames of a video in order. Closed by the caller. Not thread-safe. */
public interface FrameSequence extends AutoCloseable {
  /**
   * One frame.
   *
   * @param photo the frame's picture; its name identifies the frame
   * @param seconds the time since the first frame
   */
  record Frame(Photo photo, double seconds) {}

  /**
   * {@return the next frame; empty after the last}
   *
   * @throws IOException if the frame cannot be read
   */
  Optional<Frame> next() throws IOException;

  /**
   * {@return the frames that are still to come} A frame is read when the stream asks for it; one
   * that cannot be read ends the stream with an {@link UncheckedIOException}. Closing the stream
   * does not close this.
   */
  default Stream<Frame> stream() {
    return Stream.generate(
            () -> {
              try {
                return next();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .takeWhile(Optional::isPresent)
        .map(Optional::get);
  }

  /** {@return the frame rate, in frames per second; of a film that varies, its mean} */
  double rate();

  /**
   * {@return whether frames come when they are made, and those nobody asks for in time are lost}
   */
  default boolean isLive() {
    return false;
  }

  /**
   * {@return what of the frames before the present one could not be read and was passed over, in a
   * line; empty if all could}
   */
  default Optional<String> damage() {
    return Optional.empty();
  }

  @Override
  void close() throws IOException;
}
