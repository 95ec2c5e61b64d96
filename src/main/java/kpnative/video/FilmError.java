package kpnative.video;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/** What FFmpeg's numbers for errors mean. */
final class FilmError {
  private static final int LONGEST = 128; // AV_ERROR_MAX_STRING_SIZE is 64

  private FilmError() {}

  /** {@return FFmpeg's words for an error, in English} */
  static String text(int error) {
    byte[] text = new byte[LONGEST];
    avutil.av_strerror(error, text, LONGEST);
    int end = 0;
    while (end < LONGEST && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.ISO_8859_1);
  }

  /**
   * Checks what a function of FFmpeg returned.
   *
   * @param name of the film
   * @param what was done, such as {@code cannot be opened}
   * @return {@code result}
   * @throws IOException if it is an error
   */
  static int check(String name, String what, int result) throws IOException {
    if (result < 0) {
      throw new IOException(name + ": " + what + ": " + text(result));
    }
    return result;
  }
}
