package kpnative.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32;
import kpnative.files.InputFile;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one file at a time, in native memory that is reused for the next file. Bytes can be
 * read at any offset; reading past the end throws an {@link IOException} about the file. Not
 * thread-safe.
 */
final class FileBytes implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private static final int MOST_SPARE = 1 << 23;
  private static final int LEAST_MEMORY = 1 << 16;
  private static final long EVERY_BYTE = 0x0101010101010101L;
  private static final long EVERY_HIGH_BIT = 0x8080808080808080L;

  private final byte[] chunk = new byte[CHUNK];
  private final CRC32 crc = new CRC32();
  private String file = ""; // its name in messages
  private int length;
  private @Nullable Owned<BytePointer> memory;
  private @Nullable Owned<Mat> row;
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  /**
   * Reads a file's bytes, replacing those of the previous file.
   *
   * @param name the name for messages
   * @throws IOException if the file is missing, unreadable, empty or too large
   */
  void read(Path picture, String name) throws IOException {
    read(picture, name, ImageLimits.MAX_FILE_BYTES);
  }

  /**
   * Reads at most the first {@code most} bytes of a file, replacing those of the previous file.
   *
   * @throws IOException if the file is missing, unreadable, empty or too large
   */
  void read(Path picture, String name, long most) throws IOException {
    file = name;
    length = 0;
    try (InputFile in =
        InputFile.open(picture, name, "a picture file", ImageLimits.MAX_FILE_BYTES)) {
      if (in.size() == 0) {
        throw error("empty file, expected a picture");
      }
      int end = (int) Math.min(in.size(), most);
      makeRoom(end);
      int at = 0;
      while (at < end) {
        int n = in.read(chunk, 0, Math.min(CHUNK, end - at));
        bytes.put(at, chunk, 0, n);
        at += n;
      }
      length = at;
    }
  }

  /**
   * Copies bytes from memory, replacing those of the previous file.
   *
   * @param name the name for messages
   * @throws IOException if the array is empty or too large
   */
  void hold(String name, byte[] picture) throws IOException {
    file = name;
    length = 0;
    if (picture.length == 0) {
      throw error("empty: expected a picture file, got 0 bytes");
    }
    if (picture.length > ImageLimits.MAX_FILE_BYTES) {
      throw error(
          "too large: "
              + picture.length
              + " bytes, at most "
              + ImageLimits.MAX_FILE_BYTES
              + " are read");
    }
    makeRoom(picture.length);
    bytes.put(0, picture);
    length = picture.length;
  }

  private void makeRoom(int size) throws IOException {
    if (size < bytes.capacity()) {
      return;
    }
    int room = Math.max(LEAST_MEMORY, size + 1 + Math.min(size / 2, MOST_SPARE));
    close();
    try (NativeScope scope = NativeScope.open()) {
      BytePointer pointer = new BytePointer(room);
      memory = Owned.retain(pointer);
      row = Owned.retain(new Mat(1, room, opencv_core.CV_8UC1, pointer));
      bytes = pointer.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
    } catch (OutOfMemoryError e) {
      throw error("out of memory: the file has " + size + " bytes", e);
    }
  }

  /** Replaces a byte in memory. */
  void put(long at, int value) throws IOException {
    bytes.put(check(at, 1), (byte) value);
  }

  /** Ends the bytes in memory after {@code end} bytes and one more, {@code last}. */
  void endWith(long end, int last) {
    length = (int) Math.min(end, length) + 1; // there is room for one more than was read
    bytes.put(length - 1, (byte) last);
  }

  /** Moves {@code n} bytes towards the beginning, and ends the bytes in memory after them. */
  void moveBack(long from, long to, long n) throws IOException {
    ByteBuffer some = bytes.duplicate().position(check(from, (int) n)).limit((int) (from + n));
    bytes.duplicate().position(check(to, (int) n)).put(some);
  }

  /** Ends the bytes in memory after {@code end} bytes. */
  void cut(long end) {
    length = (int) Math.min(end, length);
  }

  /** {@return the CRC-32 of {@code n} bytes} */
  long crc32(long at, long n) throws IOException {
    crc.reset();
    crc.update(bytes.duplicate().position(check(at, (int) n)).limit((int) (at + n)));
    return crc.getValue();
  }

  /**
   * {@return all bytes as one row, borrowed: valid until the next {@link #read} or {@link #hold}}
   */
  Mat row() {
    if (row == null) {
      throw new IllegalStateException("no file has been read");
    }
    return row.get().cols(length);
  }

  long length() {
    return length;
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

  /** {@return whether the bytes at {@code at} equal {@code latin1}; false past the end} */
  boolean has(long at, String latin1) {
    int n = latin1.length();
    if (at < 0 || at > length - n) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      if ((bytes.get((int) at + i) & 0xff) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return the offset of the first byte 255 at or after {@code at}; the length if there is none}
   */
  long find255(long at) {
    int i = (int) Math.max(0, Math.min(at, length));
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      long inverted = ~bytes.getLong(i); // a byte of 255 is now 0
      if (((inverted - EVERY_BYTE) & ~inverted & EVERY_HIGH_BIT) != 0) {
        break;
      }
    }
    while (i < length && bytes.get(i) != -1) {
      i++;
    }
    return i;
  }

  /** {@return an error that this file ends before {@code what}} */
  IOException truncated(String what) {
    return new IOException(
        file + ": truncated or damaged: " + what + " is missing (file has " + length + " bytes)");
  }

  /** {@return an error of this file} */
  IOException error(String what) {
    return new IOException(file + ": " + what);
  }

  /** {@return an error of this file with its cause} */
  IOException error(String what, Throwable cause) {
    return new IOException(file + ": " + what, cause);
  }

  private int check(long at, int n) throws IOException {
    if (at < 0 || at > length - n) {
      throw truncated("byte " + at);
    }
    return (int) at;
  }

  /** Frees the memory. Idempotent. */
  @Override
  public void close() {
    length = 0;
    bytes = ByteBuffer.allocate(0);
    if (row != null) {
      row.close();
      row = null;
    }
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }
}
