package kpnative.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A range of an open file's bytes, or of such as are in memory. No read leaves it, and none takes
 * memory before its range is known to be there.
 *
 * @param file for messages
 * @param bytesAt where the bytes come from; borrowed: a file's channel is closed by the caller
 * @param start the first byte's place in the file
 * @param size in bytes
 */
record FileRegion(Path file, BytesAt bytesAt, long start, long size) {
  /** Java copies a read through native memory of its size, and keeps that. */
  private static final int CHUNK = 1 << 20;

  /** Bytes that are read from any place, as from a file's channel. */
  @FunctionalInterface
  interface BytesAt {
    /** Fills some of {@code to}; {@return how many bytes, negative at the end} */
    int read(ByteBuffer to, long at) throws IOException;
  }

  /**
   * {@return a channel for reading}
   *
   * @throws IOException if {@code file} is a folder, is absent or cannot be opened
   */
  static FileChannel open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": a folder, where a file of weights was expected");
    }
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    }
  }

  /** {@return all bytes of an open file} */
  static FileRegion whole(Path file, FileChannel channel) throws IOException {
    return new FileRegion(file, channel::read, 0, channel.size());
  }

  /**
   * {@return all of these bytes}
   *
   * @param name names them in messages
   * @param content not to be changed meanwhile
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
   * {@return a range of this one}
   *
   * @throws IOException if it is not inside
   */
  FileRegion part(long at, long length) throws IOException {
    if (at < 0 || length < 0 || at > size || length > size - at) {
      throw new EOFException(
          String.format(
              "%s: %d bytes at byte %d were expected, but %d bytes from %d are all (truncated?)",
              file, length, start + Math.max(at, 0), size, start));
    }
    return new FileRegion(file, bytesAt, start + at, length);
  }

  /**
   * {@return a copy of all bytes, little-endian, at position 0}
   *
   * @throws IOException if they are over 2 GiB, or the file has become shorter
   */
  ByteBuffer read() throws IOException {
    return ByteBuffer.wrap(bytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** {@return a copy of all bytes; as {@link #read}} */
  byte[] bytes() throws IOException {
    if (size > Integer.MAX_VALUE - 8) {
      throw new IOException(
          file + ": " + size + " bytes in one piece at byte " + start + ", at most 2 GiB are read");
    }
    byte[] bytes = new byte[(int) size];
    for (int done = 0; done < bytes.length; ) {
      ByteBuffer some = ByteBuffer.wrap(bytes, done, Math.min(CHUNK, bytes.length - done));
      int n = bytesAt.read(some, start + done);
      if (n < 0) {
        throw new EOFException(file + ": ended at byte " + (start + done) + " while it was read");
      }
      done += n;
    }
    return bytes;
  }
}
