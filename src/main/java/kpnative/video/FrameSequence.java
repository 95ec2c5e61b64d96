package kpnative.video;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Frames in their order, as picture files. The caller closes it. One thread at a time. */
public interface FrameSequence extends AutoCloseable {
  /**
   * One frame.
   *
   * @param file holds the picture; there until the next call
   * @param name for messages and lists
   * @param seconds since the first frame
   */
  record Frame(Path file, String name, double seconds) {}

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
