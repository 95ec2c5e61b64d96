package kpnative.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file's bytes, read at any offset: past the end is an error of the file, never of the program.
 */
final class FileBytes {
  private final Path file;
  private final ByteBuffer bytes;

  /** Wraps bytes that the caller keeps alive. */
  FileBytes(Path file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
  }

  long length() {
    return bytes.limit();
  }

  int u8(long at) throws IOException {
    return bytes.get(check(at, 1)) & 0xff;
  }

  int u16(long at, ByteOrder order) throws IOException {
    int v = bytes.getShort(check(at, 2)) & 0xffff;
    return order == ByteOrder.BIG_ENDIAN ? v : Short.toUnsignedInt(Short.reverseBytes((short) v));
  }

  long u32(long at, ByteOrder order) throws IOException {
    int v = bytes.getInt(check(at, 4));
    return Integer.toUnsignedLong(order == ByteOrder.BIG_ENDIAN ? v : Integer.reverseBytes(v));
  }

  /** {@return whether the bytes at {@code at} are these; false past the end} */
  boolean has(long at, String latin1) {
    byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
    if (at < 0 || at > length() - wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes.get((int) at + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** {@return the error that this file ends before {@code what}} */
  IOException cutOff(String what) {
    return new IOException(
        file + ": cut off or damaged: " + what + " is missing (file has " + length() + " bytes)");
  }

  /** {@return an error of this file} */
  IOException bad(String what) {
    return new IOException(file + ": " + what);
  }

  private int check(long at, int n) throws IOException {
    if (at < 0 || at > length() - n) {
      throw cutOff("byte " + at);
    }
    return (int) at;
  }
}
