package kpnative.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import kpnative.files.FileNames;

/**
 * The encoding of a text file, told by its bytes: by a byte order mark; UTF-16 without one by every
 * other byte being 0, as where most characters are ASCII; else UTF-8 or, if the bytes are not that,
 * ISO-8859-1.
 */
public final class TextEncoding {
  private static final int HEAD = 4096;

  /** A byte order mark, as ISO-8859-1, and the encoding that it stands for. */
  private record Mark(String bytes, Charset charset) {}

  // UTF-32's little-endian mark begins with UTF-16's
  private static final Mark[] MARKS = {
    new Mark("\u00EF\u00BB\u00BF", StandardCharsets.UTF_8),
    new Mark("\u00FF\u00FE\0\0", Charset.forName("UTF-32LE")),
    new Mark("\0\0\u00FE\u00FF", Charset.forName("UTF-32BE")),
    new Mark("\u00FF\u00FE", StandardCharsets.UTF_16LE),
    new Mark("\u00FE\u00FF", StandardCharsets.UTF_16BE)
  };

  private TextEncoding() {}

  /**
   * {@return the characters of a text file, without a byte order mark}
   *
   * @param file for the error message
   * @param bytes the whole file
   * @throws IOException if the bytes are not of the encoding that their beginning shows
   */
  static String decode(Path file, byte[] bytes) throws IOException {
    String head = head(bytes);
    for (Mark mark : MARKS) {
      if (head.startsWith(mark.bytes)) {
        return decode(file, bytes, mark.bytes.length(), mark.charset);
      }
    }
    Optional<Charset> wide = wide(head);
    if (wide.isPresent()) {
      return decode(file, bytes, 0, wide.get());
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1); // accepts every byte
    }
  }

  /**
   * {@return the characters at a text file's beginning, for telling what it holds}
   *
   * @param bytes the file's first bytes; a character may be cut off at their end
   */
  public static String glance(byte[] bytes) {
    String head = head(bytes);
    for (Mark mark : MARKS) {
      if (head.startsWith(mark.bytes)) {
        int from = mark.bytes.length();
        return new String(bytes, from, bytes.length - from, mark.charset);
      }
    }
    return wide(head).map(c -> new String(bytes, c)).orElse(head);
  }

  private static String head(byte[] bytes) {
    return new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
  }

  /** UTF-16 without a mark; empty if the bytes do not look like it. */
  private static Optional<Charset> wide(String head) {
    int even = 0;
    int odd = 0;
    for (int i = 0; i < head.length(); i++) {
      if (head.charAt(i) == 0) {
        even += (i + 1) % 2;
        odd += i % 2;
      }
    }
    int most = head.length() / 2;
    boolean little = most > 1 && even == 0 && odd > most / 2;
    boolean big = most > 1 && odd == 0 && even > most / 2;
    return little
        ? Optional.of(StandardCharsets.UTF_16LE)
        : big ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
  }

  private static String decode(Path file, byte[] bytes, int from, Charset charset)
      throws IOException {
    try {
      ByteBuffer text = ByteBuffer.wrap(bytes, from, bytes.length - from);
      return charset.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      if (charset.equals(StandardCharsets.UTF_8)) {
        return new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
      }
      throw new IOException(
          FileNames.text(file) + ": begins as text in " + charset + ", but is damaged", e);
    }
  }
}
