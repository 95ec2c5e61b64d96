package kpnative.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import kpnative.files.FileNames;

/**
 * Reads the bytes of a pickle in order through a window, and never beyond its region. Errors state
 * the byte position.
 */
final class PickleInput {
  /** The same limit as for a safetensors header. PyTorch writes about 150 bytes per tensor. */
  static final long MAX_BYTES = 100_000_000;

  private static final int WINDOW = 1 << 16;
  private static final int MAX_STRING = 1 << 20;
  private static final int MAX_NAME = 256;

  private final FileRegion region;
  private final String name;
  private final long readable;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  /**
   * @param name names the region in errors; empty if the region is the whole file
   */
  PickleInput(FileRegion region, String name) {
    this.region = region;
    this.name = name;
    this.readable = Math.min(region.size(), MAX_BYTES);
  }

  /** {@return how many bytes of the region have been read} */
  long position() {
    return windowStart + window.position();
  }

  /** {@return an error at the next byte to read} */
  IOException error(String message) {
    return error(message, position());
  }

  /** {@return an error at byte {@code at}} */
  IOException error(String message, long at) {
    String where = name.isEmpty() ? "byte " : name + ", byte ";
    return new IOException(FileNames.text(region.file()) + ": " + where + at + ": " + message);
  }

  int unsignedByte() throws IOException {
    return take(1).get() & 0xff;
  }

  int unsignedShort() throws IOException {
    return take(2).getShort() & 0xffff;
  }

  int signedInt() throws IOException {
    return take(4).getInt();
  }

  long unsignedInt() throws IOException {
    return take(4).getInt() & 0xffff_ffffL;
  }

  /**
   * {@return the next 8 bytes; a length above 2^63 - 1 is negative, and {@link #bytes} rejects it}
   */
  long eightBytes() throws IOException {
    return take(8).getLong();
  }

  /** {@return a float, the only kind of number that pickles store in big-endian order} */
  double bigEndianDouble() throws IOException {
    return Double.longBitsToDouble(Long.reverseBytes(take(8).getLong()));
  }

  /** {@return a string from {@code length} bytes of UTF-8} */
  String text(long length) throws IOException {
    long at = position();
    byte[] bytes = bytes(length, MAX_STRING, "a string");
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(error("a string that is not UTF-8", at).getMessage(), e);
    }
  }

  /**
   * {@return the next bytes, after checking {@code length} against {@code limit} and the bytes
   * left}
   */
  byte[] bytes(long length, int limit, String what) throws IOException {
    if (length < 0 || length > limit) {
      throw error(what + " of " + Long.toUnsignedString(length) + " bytes, the limit is " + limit);
    }
    if (length > readable - position()) {
      throw error(
          what + " of " + length + " bytes, but only " + (readable - position()) + " are left");
    }
    byte[] bytes = new byte[(int) length];
    for (int done = 0; done < bytes.length; ) {
      ByteBuffer some = take(Math.min(bytes.length - done, WINDOW));
      int n = some.remaining();
      some.get(bytes, done, n);
      done += n;
    }
    return bytes;
  }

  /** {@return the text before the next line feed, which is consumed} */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = unsignedByte(); c != '\n'; c = unsignedByte()) {
      if (line.length() == MAX_NAME) {
        throw error("a name longer than " + MAX_NAME + " bytes");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  /**
   * {@return a view of the next {@code count} bytes, which are consumed; at most {@link #WINDOW}}
   */
  private ByteBuffer take(int count) throws IOException {
    if (window.remaining() < count) {
      long at = position();
      if (count > readable - at) {
        throw readable < region.size()
            ? error("the pickle is larger than " + MAX_BYTES + " bytes")
            : error("the pickle ends inside a value (truncated?)");
      }
      window = region.part(at, Math.min(WINDOW, readable - at)).read();
      windowStart = at;
    }
    ByteBuffer taken = window.slice(window.position(), count).order(window.order());
    window.position(window.position() + count);
    return taken;
  }
}
