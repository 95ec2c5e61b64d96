package kpnative.video;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import kpnative.files.FileNames;

/** Opens sequences of frames. */
public final class FrameSequences {
  private FrameSequences() {}

  /**
   * {@return the frames in a folder of numbered pictures, or of a film; closed by the caller}
   *
   * <p>Films are decoded by FFmpeg, upright and in the colours of their own matrix, each frame with
   * the film's own time since the first. What cannot be decoded is passed over: {@link
   * FrameSequence#damage}.
   *
   * @param rate the frame rate of a folder, 0.01 to 10000 frames per second; a film states its own
   * @throws IOException if there is no such path, or no film in it
   * @throws IllegalStateException if it is a film and FFmpeg is not on the class path
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

  /**
   * {@return the frames of a film that comes in a stream, every one; closed by the caller, as the
   * stream is}
   *
   * <p>It must be of a kind that can be read from its beginning on: Matroska, WebM, MPEG-TS,
   * fragmented MP4, raw frames as YUV4MPEG.
   *
   * @param stream borrowed until the frames are closed
   * @param name of the film in messages
   * @throws IOException if there is no film in it
   * @throws IllegalStateException if FFmpeg is not on the class path
   */
  public static FrameSequence of(InputStream stream, String name) throws IOException {
    return FilmReader.of(stream, name);
  }

  /**
   * {@return what a camera shows: each time the newest frame; closed by the caller}
   *
   * @param device its name, on Linux such as /dev/video0
   * @param stop whether no more frame is wanted; asked often, by any thread
   * @throws IOException if it cannot be opened
   * @throws IllegalStateException if FFmpeg is not on the class path
   */
  public static FrameSequence camera(String device, BooleanSupplier stop) throws IOException {
    String system = System.getProperty("os.name", "");
    String driver =
        system.startsWith("Mac") ? "avfoundation" : system.startsWith("Win") ? "dshow" : "v4l2";
    return live(FilmReader.ofDevice(device, driver), stop);
  }

  /**
   * {@return what comes from an address in a network: each time the newest frame; closed by the
   * caller} It leaves the machine: for addresses that the user has asked for.
   *
   * @param address begins with rtsp:, http: or https:
   * @param stop whether no more frame is wanted; asked often, by any thread
   * @throws IOException if nothing can be read there, or comes for ten seconds
   * @throws IllegalStateException if FFmpeg is not on the class path
   */
  public static FrameSequence network(String address, BooleanSupplier stop) throws IOException {
    if (!isAddress(address)) {
      throw new IllegalArgumentException(
          "expected an address that begins with rtsp:, http: or https:, got " + address);
    }
    return live(FilmReader.ofAddress(address), stop);
  }

  /** {@return whether a text is such an address as {@link #network} takes} */
  public static boolean isAddress(String text) {
    return text.matches("(?i)(rtsp|https?)://.+");
  }

  /**
   * {@return the newest frame of a sequence, each time that one is asked for, each at most once:
   * old frames are dropped, the last never}
   *
   * @param frames closed by the returned sequence; read by a thread of its own
   * @param stop whether no more frame is wanted; asked often, by any thread
   */
  public static FrameSequence live(FrameSequence frames, BooleanSupplier stop) {
    return new LiveFrames(frames, stop);
  }
}
