package kpnative.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kpnative.files.FileNames;

/** Opens sequences of frames. */
public final class FrameSequences {
  private FrameSequences() {}

  /**
   * {@return the frames in a folder of numbered pictures, or in a Motion-JPEG AVI file; closed by
   * the caller}
   *
   * @param rate the frame rate of a folder, 0.01 to 10000 frames per second; a file states its own
   * @throws IOException if there is no such path, or it is a video in another format; the message
   *     says how to convert it
   */
  public static FrameSequence open(Path path, double rate) throws IOException {
    if (!(rate >= 0.01 && rate <= 10_000)) {
      throw new IllegalArgumentException(
          "the frame rate must be 0.01 to 10000 frames per second, got " + rate);
    }
    if (Files.isDirectory(path)) {
      return new NumberedFrames(path, rate);
    }
    if (Files.notExists(path)) {
      throw new IOException(FileNames.text(path) + ": no such file or folder of frames");
    }
    return FilmReader.of(path);
  }
}
