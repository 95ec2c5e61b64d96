package kpnative.image;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one file at a time, in native memory that is kept for the next file. They are read
 * at any offset: past the end is an error of the file, never of the program. Not thread-safe.
 */
/* Opening a file is most of what reading it costs in Java's heap: 160 bytes by RandomAccessFile, 360 to 592 by a
 * channel. It reads up to 8 KB through its thread's stack, and more through memory that it allocates each time. */
final class FileBytes implements AutoCloseable {
  private static final int CHUNK = 8192;
  private static final int LEAST_MEMORY = 1 << 16;
  private static final long EVERY_BYTE = 0x0101010101010101L;
  private static final long EVERY_HIGH_BIT = 0x8080808080808080L;

  private final byte[] chunk = new byte[CHUNK];
  private Object file = ""; // a File, or the name of bytes that came from elsewhere
  private int length;
  private @Nullable Owned<BytePointer> memory;
  private @Nullable Owned<Mat> row;
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  /**
   * Takes a file's bytes in place of the last one's.
   *
   * @throws IOException if it is missing, unreadable, empty or too large
   */
  void read(File picture) throws IOException {
    read(picture, ImageLimits.MAX_FILE_BYTES);
  }

  /**
   * Takes a file's first bytes, at most {@code most}, in place of the last file's.
   *
   * @throws IOException if it is missing, unreadable, empty or too large
   */
  void read(File picture, long most) throws IOException {
    file = picture;
    length = 0;
    try (RandomAccessFile in = new RandomAccessFile(picture, "r")) {
      long size = in.length();
      if (size == 0) {
        throw bad("empty file");
      }
      if (size > ImageLimits.MAX_FILE_BYTES) {
        throw bad(size + " bytes, where a picture may have " + ImageLimits.MAX_FILE_BYTES);
      }
      int end = (int) Math.min(size, most);
      makeRoom(end);
      int at = 0;
      while (at < end) {
        int n = in.read(chunk, 0, Math.min(CHUNK, end - at));
        if (n < 0) {
          throw bad("became shorter while it was read");
        }
        bytes.put(at, chunk, 0, n);
        at += n;
      }
      length = at;
    } catch (FileNotFoundException e) { // what the system says for all of these
      String why =
          picture.isDirectory()
              ? "a folder, where a picture was expected"
              : picture.exists() ? "not readable: permission denied" : "no such file";
      throw new IOException(file + ": " + why, e);
    }
  }

  /**
   * Takes bytes that are in memory in place of the last file's.
   *
   * @param name for messages
   * @throws IOException if there are none, or too many
   */
  void hold(String name, byte[] picture) throws IOException {
    file = name;
    length = 0;
    if (picture.length == 0) {
      throw bad("empty: no bytes, where a picture was expected");
    }
    if (picture.length > ImageLimits.MAX_FILE_BYTES) {
      throw bad(picture.length + " bytes, where a picture may have " + ImageLimits.MAX_FILE_BYTES);
    }
    makeRoom(picture.length);
    bytes.put(0, picture);
    length = picture.length;
  }

  private void makeRoom(int size) {
    if (size <= bytes.capacity()) {
      return;
    }
    int room = Math.max(LEAST_MEMORY, size + size / 2); // at most 768 MB
    close();
    try (NativeScope scope = NativeScope.open()) {
      BytePointer pointer = new BytePointer(room);
      memory = Owned.retain(pointer);
      row = Owned.retain(new Mat(1, room, opencv_core.CV_8UC1, pointer));
      bytes = pointer.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
    }
  }

  /** {@return all bytes as one row, borrowed until the next {@link #read}} */
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

  /** {@return whether the bytes at {@code at} are these; false past the end} */
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
   * {@return the offset of the first byte of 255 from {@code at} on; the length if there is none}
   */
  long find255(long at) {
    int i = (int) Math.max(0, Math.min(at, length));
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      long inverted = ~bytes.getLong(i); // where a byte is 0 now, it was 255
      if (((inverted - EVERY_BYTE) & ~inverted & EVERY_HIGH_BIT) != 0) {
        break;
      }
    }
    while (i < length && bytes.get(i) != -1) {
      i++;
    }
    return i;
  }

  /** {@return the error that this file ends before {@code what}} */
  IOException cutOff(String what) {
    return new IOException(
        file + ": cut off or damaged: " + what + " is missing (file has " + length + " bytes)");
  }

  /** {@return an error of this file} */
  IOException bad(String what) {
    return new IOException(file + ": " + what);
  }

  /** {@return an error of this file, and what it comes from} */
  IOException bad(String what, Exception cause) {
    return new IOException(file + ": " + what, cause);
  }

  private int check(long at, int n) throws IOException {
    if (at < 0 || at > length - n) {
      throw cutOff("byte " + at);
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
