package kpnative.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a pickle, read forwards through a window, none beyond its region. Its errors say
 * where.
 */
final class PickleInput {
  /** As the header of a safetensors file. PyTorch writes some 150 bytes a tensor. */
  static final long MAX_BYTES = 100_000_000;

  private static final int WINDOW = 1 << 16;
  private static final int MAX_STRING = 1 << 20;
  private static final int MAX_NAME = 256;

  private final FileRegion region;
  private final String name;
  private final long most;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  /**
   * @param name what the region is, for errors; a file's only content has none
   */
  PickleInput(FileRegion region, String name) {
    this.region = region;
    this.name = name;
    this.most = Math.min(region.size(), MAX_BYTES);
  }

  /** {@return how many bytes of the region have been read} */
  long position() {
    return windowStart + window.position();
  }

  /** {@return an error of the byte before which the reading stands} */
  IOException error(String message) {
    return error(message, position());
  }

  /** {@return an error of the byte {@code at}} */
  IOException error(String message, long at) {
    String where = name.isEmpty() ? "byte " : name + ", byte ";
    return new IOException(region.file() + ": " + where + at + ": " + message);
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

  /** {@return 8 bytes; a length above the largest long is negative here, and refused later} */
  long eightBytes() throws IOException {
    return take(8).getLong();
  }

  /** {@return a float: the only number that pickles keep with its first byte first} */
  double bigEndianDouble() throws IOException {
    return Double.longBitsToDouble(Long.reverseBytes(take(8).getLong()));
  }

  /** {@return a string of that many bytes of UTF-8} */
  String text(long length) throws IOException {
    long at = position();
    byte[] bytes = bytes(length, MAX_STRING, "a string");
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(error("a string that is not UTF-8", at).getMessage(), e);
    }
  }

  /** {@return bytes, after comparing their number with {@code limit} and with what is left} */
  byte[] bytes(long length, int limit, String what) throws IOException {
    if (length < 0 || length > limit) {
      throw error(
          what + " of " + Long.toUnsignedString(length) + " bytes, at most " + limit + " are read");
    }
    if (length > most - position()) {
      throw error(what + " of " + length + " bytes, where " + (most - position()) + " are left");
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

  /** {@return the text before the next line feed, which is read too} */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = unsignedByte(); c != '\n'; c = unsignedByte()) {
      if (line.length() == MAX_NAME) {
        throw error("a name of over " + MAX_NAME + " bytes");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  /** {@return a view of the next {@code count} bytes, at most {@link #WINDOW}} */
  private ByteBuffer take(int count) throws IOException {
    if (window.remaining() < count) {
      long at = position();
      if (count > most - at) {
        throw most < region.size()
            ? error("the pickle has over " + MAX_BYTES + " bytes")
            : error("it ends inside a value (truncated?)");
      }
      window = region.part(at, Math.min(WINDOW, most - at)).read();
      windowStart = at;
    }
    ByteBuffer taken = window.slice(window.position(), count).order(window.order());
    window.position(window.position() + count);
    return taken;
  }
}
