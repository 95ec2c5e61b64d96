package kpnative.files;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * The one way in which files are opened for reading: only regular files, only up to a limit, and
 * never past the size that they had when they were opened.
 *
 * <p>A pipe, a device, a socket or a folder is refused before it is opened, since opening a pipe
 * waits for its writer and a device may never end. A file that grows is read as it was when it was
 * opened; the system's files without a size, which may wait for ever, are read as empty. Every
 * error is one line that begins with the file's name. Not thread-safe.
 */
/* ArchitectureTest holds that no other class opens a file to read it. */
public final class InputFile implements Closeable {
  private static final int TYPE_BITS = 0170000; // stat(2), st_mode
  private static final String UNIX_MODE = "unix:mode";

  private final String name;
  private final InputStream in;
  private final long size;
  private long left;

  private InputFile(String name, InputStream in, long size) {
    this.name = name;
    this.in = in;
    this.size = size;
    this.left = size;
  }

  /**
   * {@return an open file, which the caller closes}
   *
   * @param what the kind of file expected, for messages, such as {@code a recipe}
   * @param most the limit on its size, bytes
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it is not a regular file, is not readable or is larger than the limit
   */
  public static InputFile open(Path file, String what, long most) throws IOException {
    return open(file, FileNames.text(file), what, most);
  }

  /**
   * {@return an open file, which the caller closes}
   *
   * @param name the file's name in messages
   * @param what the kind of file expected, for messages
   * @param most the limit on its size, bytes
   * @throws IOException as {@link #open(Path, String, long)}
   */
  public static InputFile open(Path file, String name, String what, long most) throws IOException {
    long size = size(file, name, what);
    if (size > most) {
      throw new IOException(
          name + ": expected " + what + " of at most " + most + " bytes, got " + size);
    }
    try {
      return new InputFile(name, Files.newInputStream(file), size);
    } catch (FileSystemException e) {
      throw reworded(name, e);
    }
  }

  /**
   * {@return a channel for reading at any position, which the caller closes}
   *
   * @param what the kind of file expected, for messages
   * @throws IOException as {@link #open(Path, String, long)}
   */
  public static FileChannel channel(Path file, String what) throws IOException {
    size(file, FileNames.text(file), what);
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (FileSystemException e) {
      throw reworded(FileNames.text(file), e);
    }
  }

  /** {@return all bytes of a file; errors as in {@link #open(Path, String, long)}} */
  public static byte[] bytes(Path file, String what, int most) throws IOException {
    try (InputFile in = open(file, what, most)) {
      byte[] all = new byte[(int) in.size];
      in.readFully(all);
      return all;
    }
  }

  /**
   * {@return the text of a file}
   *
   * @throws IOException as {@link #open(Path, String, long)}, or if it is not UTF-8
   */
  public static String text(Path file, String what, int most) throws IOException {
    byte[] bytes = bytes(file, what, most);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(
          FileNames.text(file) + ": expected " + what + " in UTF-8, got other bytes", e);
    }
  }

  /** {@return the lines of a file; errors as in {@link #text}} */
  public static List<String> lines(Path file, String what, int most) throws IOException {
    return text(file, what, most).lines().toList();
  }

  /** {@return the file's size when it was opened, bytes} */
  public long size() {
    return size;
  }

  /**
   * {@return the number of bytes read, at least 1; -1 at the end}
   *
   * @param n the number wanted, at least 1
   */
  public int read(byte[] into, int offset, int n) throws IOException {
    if (left == 0) {
      return -1;
    }
    int got;
    try {
      got = in.read(into, offset, (int) Math.min(n, left));
    } catch (ClosedChannelException e) {
      throw e; // whoever interrupts or closes knows
    } catch (IOException e) {
      throw new IOException(name + ": cannot be read: " + e.getMessage(), e);
    }
    if (got < 0) {
      throw new EOFException(
          name + ": truncated while it was being read: " + left + " of " + size + " bytes missing");
    }
    left -= got;
    return got;
  }

  private void readFully(byte[] all) throws IOException {
    for (int at = 0; at < all.length; ) {
      at += read(all, at, all.length - at);
    }
  }

  /** {@return the rest of this file as a stream, whose {@code close} closes this} */
  public InputStream stream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int n) throws IOException {
        return n == 0 ? 0 : InputFile.this.read(into, offset, n);
      }

      @Override
      public void close() throws IOException {
        InputFile.this.close();
      }
    };
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** {@return the size of a regular file} */
  private static long size(Path file, String name, String what) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      if (!found.isRegularFile()) {
        throw new FileSystemException(name, null, "expected " + what + ", got " + kind(file));
      }
      return found.size();
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw reworded(name, e);
    }
  }

  /** {@return what stands at a path that is not a regular file, such as {@code a pipe}} */
  static String kind(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return Files.isReadable(file) ? "a folder" : "a folder that cannot be listed";
    }
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return "a device";
    }
    return switch ((Integer) Files.getAttribute(file, UNIX_MODE) & TYPE_BITS) {
      case 0010000 -> "a pipe";
      case 0140000 -> "a socket";
      default -> "a device";
    };
  }

  private static FileSystemException reworded(String name, FileSystemException e) {
    FileSystemException said =
        e instanceof NoSuchFileException
            ? new NoSuchFileException(name, null, "no such file")
            : e instanceof AccessDeniedException
                ? new AccessDeniedException(name, null, "not readable: permission denied")
                : new FileSystemException(name, null, String.valueOf(e.getReason()));
    said.initCause(e);
    return said;
  }
}
