package kpnative.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to work in a folder, which one at a time has. It is the operating system's lock on the
 * folder's file {@value #FILE}, so that it dies with its process, however that ends; the file stays
 * and holds the number of the latest process.
 *
 * <p>Nothing else may open that file: in POSIX, closing any channel to a file gives up the
 * process's lock on it. Thread-safe.
 */
public final class FolderLock implements AutoCloseable {
  /** The name of the locked file. */
  public static final String FILE = ".lock";

  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet(); // by this process
  private static final int MOST_DIGITS = 19;
  private static final long LOOK_MILLISECONDS = 5;

  private final Path folder;
  private final FileChannel channel;
  private Optional<String> weakness = Optional.empty();

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock, or fails at once.
   *
   * @param folder exists
   * @param work what its holder does, for the message, such as {@code is being trained}
   * @return the lock; closed by the caller
   * @throws IOException if this process or another holds it, or if the folder cannot be written
   */
  public static FolderLock take(Path folder, String work) throws IOException {
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      throw busy(folder, work, "this process");
    }
    boolean taken = false;
    try {
      FolderLock lock = new FolderLock(real, open(folder, real));
      try {
        lock.acquire(folder, work);
        taken = true;
        return lock;
      } finally {
        if (!taken) {
          lock.channel.close();
        }
      }
    } finally {
      if (!taken) {
        HELD.remove(real);
      }
    }
  }

  /**
   * Takes the lock, or waits until its holder gives it up.
   *
   * @param folder exists
   * @param work as in {@link #take}
   * @param patience how long to wait
   * @return the lock; closed by the caller
   * @throws IOException if it is held all that time, if the folder cannot be written, or if the
   *     thread is interrupted
   */
  public static FolderLock await(Path folder, String work, Duration patience) throws IOException {
    long start = System.nanoTime();
    while (true) {
      try {
        return take(folder, work);
      } catch (BusyException e) {
        if (System.nanoTime() - start > patience.toNanos()) {
          throw e;
        }
      }
      try {
        Thread.sleep(LOOK_MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException(FileNames.text(folder) + ": interrupted");
      }
    }
  }

  /** Somebody else has the lock. */
  private static final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;

    BusyException(String message) {
      super(message);
    }
  }

  private static FileChannel open(Path folder, Path real) throws IOException {
    AppendedFile.refuseOther(folder.resolve(FILE));
    try {
      return FileChannel.open(
          real.resolve(FILE),
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException e) {
      throw new IOException(
          FileNames.text(folder) + ": cannot write the folder (" + reason(e) + ")", e);
    }
  }

  private void acquire(Path named, String work) throws IOException {
    boolean held;
    try {
      // a byte beyond the content, since Windows keeps others from reading what is locked
      held = channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
    } catch (IOException e) { // some network file systems cannot
      held = true;
      weakness =
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "%s: cannot be locked (%s): make sure that nothing else works in it",
                  FileNames.text(named),
                  e.getMessage()));
    }
    if (!held) {
      throw busy(named, work, holder());
    }
    try {
      channel.truncate(0);
      String own = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(own.getBytes(StandardCharsets.US_ASCII)), 0);
    } catch (IOException e) {
      throw new IOException(
          "cannot write "
              + FileNames.text(named.resolve(FILE))
              + ": "
              + String.valueOf(e.getMessage()),
          e);
    }
  }

  private String holder() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_DIGITS);
    channel.read(bytes, 0);
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    return text.matches("\\d+") ? "process " + text : "another process";
  }

  private static BusyException busy(Path folder, String work, String holder) {
    return new BusyException(
        FileNames.text(folder)
            + ": "
            + work
            + " by "
            + holder
            + "; wait for its end, or choose another folder");
  }

  private static String reason(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
  }

  /** {@return whether {@code file} is a lock, and not part of what its folder holds} */
  public static boolean isLock(Path file) {
    return file.endsWith(FILE);
  }

  /** {@return a line for the user if the file system has no locks: then nothing is held} */
  public Optional<String> weakness() {
    return weakness;
  }

  /** Gives the lock up; the file stays. Idempotent. */
  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      try {
        channel.close();
      } finally {
        HELD.remove(folder);
      }
    }
  }
}
