package kpnative.video;

import java.io.IOException;
import java.util.Optional;
import kpnative.image.Photo;

/** Frames in their order. The caller closes it. One thread at a time. */
public interface FrameSequence extends AutoCloseable {
  /**
   * One frame.
   *
   * @param photo what it shows, under the name of the frame
   * @param seconds since the first frame
   */
  record Frame(Photo photo, double seconds) {}

  /**
   * {@return the next frame; empty after the last}
   *
   * @throws IOException if it cannot be read
   */
  Optional<Frame> next() throws IOException;

  /** {@return frames a second} */
  double rate();

  @Override
  void close() throws IOException;
}
