package kpnative.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import kpnative.files.FileNames;
import kpnative.files.InputFile;

/**
 * A range of bytes in an open file or in memory. No read goes beyond the range, and no read
 * allocates memory before its range has been checked.
 *
 * @param file the path that messages name
 * @param bytesAt the source of the bytes, borrowed: the caller closes a file's channel
 * @param start position of the first byte in the file
 * @param size in bytes
 */
record FileRegion(Path file, BytesAt bytesAt, long start, long size) {
  /** Java reads a channel through a direct buffer as large as the read, and caches that buffer. */
  private static final int CHUNK = 1 << 20;

  /** Random access to bytes, as in {@link FileChannel#read(ByteBuffer, long)}. */
  @FunctionalInterface
  interface BytesAt {
    /**
     * {@return the number of bytes read from position {@code at} into {@code to}, negative at the
     * end}
     */
    int read(ByteBuffer to, long at) throws IOException;
  }

  /**
   * {@return a channel for reading, which the caller closes}
   *
   * @throws IOException if {@code file} is a folder, does not exist or cannot be opened
   */
  static FileChannel open(Path file) throws IOException {
    return InputFile.channel(file, "a weight file");
  }

  /** {@return a region that covers a whole open file} */
  static FileRegion whole(Path file, FileChannel channel) throws IOException {
    return new FileRegion(file, channel::read, 0, channel.size());
  }

  /**
   * {@return a region that covers all of {@code content}}
   *
   * @param name the path that messages name
   * @param content borrowed; must not change while the region is in use
   */
  static FileRegion whole(Path name, byte[] content) {
    BytesAt bytes =
        (to, at) -> {
          int n = (int) Math.min(to.remaining(), content.length - at); // at is within the region
          to.put(content, (int) at, n);
          return n;
        };
    return new FileRegion(name, bytes, 0, content.length);
  }

  /**
   * {@return a part of this region}
   *
   * @param at start of the part, relative to this region, in bytes
   * @param length in bytes
   * @throws IOException if the part is not inside this region
   */
  FileRegion part(long at, long length) throws IOException {
    if (at < 0 || length < 0 || at > size || length > size - at) {
      throw new EOFException(
          String.format(
              Locale.ROOT,
              "%s: expected %d bytes at byte %d, but only %d bytes follow byte %d (truncated?)",
              FileNames.text(file),
              length,
              start + Math.max(at, 0),
              size,
              start));
    }
    return new FileRegion(file, bytesAt, start + at, length);
  }

  /**
   * {@return a copy of all bytes in a little-endian buffer at position 0}
   *
   * @throws IOException if the region is larger than 2 GiB, or the file has become shorter
   */
  ByteBuffer read() throws IOException {
    return ByteBuffer.wrap(bytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** {@return a copy of all bytes; errors as in {@link #read}} */
  byte[] bytes() throws IOException {
    if (size > Integer.MAX_VALUE - 8) {
      throw new IOException(
          FileNames.text(file)
              + ": the block of "
              + size
              + " bytes at byte "
              + start
              + " is larger than 2 GiB");
    }
    byte[] bytes = new byte[(int) size];
    for (int done = 0; done < bytes.length; ) {
      ByteBuffer some = ByteBuffer.wrap(bytes, done, Math.min(CHUNK, bytes.length - done));
      int n = bytesAt.read(some, start + done);
      if (n < 0) {
        throw new EOFException(
            FileNames.text(file)
                + ": ends at byte "
                + (start + done)
                + "; it became shorter while it was read");
      }
      done += n;
    }
    return bytes;
  }
}
