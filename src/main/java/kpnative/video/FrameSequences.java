package kpnative.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what holds a sequence of frames. */
public final class FrameSequences {
  private FrameSequences() {}

  /**
   * {@return the frames in a folder of numbered pictures, or in a Motion-JPEG AVI file; closed by
   * the caller}
   *
   * @param rate frames a second of a folder, over 0; a file tells its own
   * @throws IOException if there is no such path, or it is a video of another form: the message
   *     tells what to do
   */
  public static FrameSequence open(Path path, double rate) throws IOException {
    if (!(rate >= 0.01 && rate <= 10_000)) {
      throw new IllegalArgumentException("frames a second must be 0.01 to 10000, got " + rate);
    }
    if (Files.isDirectory(path)) {
      return new NumberedFrames(path, rate);
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException(path + ": no such file or folder of frames");
    }
    return new MotionJpegReader(path);
  }
}
