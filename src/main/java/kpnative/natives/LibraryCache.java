package kpnative.natives;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import kpnative.files.FileNames;

/*
 * A folder of unpacked libraries, safe against concurrent processes and crashes.
 *
 * 1. The folder's name holds a checksum over all its libraries, so two versions never share a folder.
 * 2. A file under its final name is complete: it was written under a temporary name, checked against the
 *    jar's size and CRC-32, synced to disk, then renamed, all while holding the folder's lock.
 * 3. The list of the folder's contents is written last. Later starts compare it with the jar's directory,
 *    and each file's size and modification time with the list, without reading the libraries.
 * 4. If that comparison fails, each file is read and checked, and replaced if it differs.
 */
/** The unpacked libraries of one build, in one folder. */
final class LibraryCache {
  /** The list of the folder's contents; it exists only if the folder is complete. */
  static final String LIST = "complete.txt";

  private static final String PART = ".part";

  private final Path folder;
  private final List<BundledLibrary> libraries;
  private final Map<String, String> aliases;
  private final Writer writer;

  /** Opens the output of an unpacked file; a seam for tests of a full disk. */
  interface Writer {
    OutputStream open(FileChannel file) throws IOException;
  }

  LibraryCache(Path parent, NativeConfig config, List<BundledLibrary> libraries) {
    this(parent, config, libraries, Channels::newOutputStream);
  }

  LibraryCache(Path parent, NativeConfig config, List<BundledLibrary> libraries, Writer writer) {
    CRC32 all = new CRC32();
    for (BundledLibrary library : libraries) {
      all.update(contents(library).getBytes(StandardCharsets.UTF_8));
    }
    this.folder =
        parent
            .toAbsolutePath()
            .resolve(String.format(Locale.ROOT, "%s-%08x", config.variant(), all.getValue()));
    this.libraries = List.copyOf(libraries);
    this.aliases = config.aliases();
    this.writer = writer;
  }

  /** {@return the folder that holds the libraries once {@link #fill} has returned} */
  Path folder() {
    return folder;
  }

  /**
   * Completes the folder; fast if it already is complete.
   *
   * @throws IOException if it cannot be completed; the message says what to do
   */
  void fill() throws IOException {
    if (isComplete()) {
      return; // no lock and no write access needed: the cache may be part of a read-only image
    }
    try {
      Files.createDirectories(folder);
      try (FileChannel file =
              FileChannel.open(
                  folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(file)) {
        if (lock.isValid() && !isComplete()) { // another process may have completed it meanwhile
          deleteParts();
          for (BundledLibrary library : libraries) {
            if (!isIntact(library)) {
              unpack(library);
            }
          }
          for (Map.Entry<String, String> alias : aliases.entrySet()) {
            link(folder.resolve(alias.getKey()), alias.getValue());
          }
          writeList();
        }
      }
    } catch (IOException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "cannot unpack the native libraries into %s: %s; set -D%s=DIR to a writable folder"
                  + " with %d MB free",
              FileNames.text(folder),
              reason(e),
              CacheFolder.PROPERTY,
              neededMegabytes()),
          e);
    }
  }

  private boolean isComplete() throws IOException {
    Path list = folder.resolve(LIST);
    if (!Files.isRegularFile(list)) {
      return false;
    }
    for (BundledLibrary library : libraries) {
      if (!hasSize(library)) {
        return false;
      }
    }
    for (String alias : aliases.keySet()) {
      if (!Files.exists(folder.resolve(alias))) {
        return false;
      }
    }
    return Files.readString(list).equals(list());
  }

  /** One line per library, with its modification time: a file with another time is read again. */
  private String list() throws IOException {
    StringBuilder text = new StringBuilder();
    for (BundledLibrary library : libraries) {
      long time = Files.getLastModifiedTime(path(library)).toMillis();
      text.append(contents(library)).append(' ').append(time).append('\n');
    }
    return text.toString();
  }

  private static String contents(BundledLibrary library) {
    return String.format(Locale.ROOT, "%08x %d %s", library.crc(), library.bytes(), library.file());
  }

  private Path path(BundledLibrary library) {
    return folder.resolve(library.file());
  }

  private boolean hasSize(BundledLibrary library) throws IOException {
    Path path = path(library);
    return Files.isRegularFile(path) && Files.size(path) == library.bytes();
  }

  private boolean isIntact(BundledLibrary library) throws IOException {
    if (!hasSize(library)) {
      return false;
    }
    try (CheckedInputStream in =
        new CheckedInputStream(Files.newInputStream(path(library)), new CRC32())) {
      in.transferTo(OutputStream.nullOutputStream());
      return in.getChecksum().getValue() == library.crc();
    }
  }

  private void unpack(BundledLibrary library) throws IOException {
    Path part = folder.resolve(library.file() + PART);
    try {
      CRC32 crc = new CRC32();
      try (FileChannel file =
              FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = writer.open(file);
          InputStream in = new CheckedInputStream(library.open(), crc)) {
        long bytes = in.transferTo(out);
        if (bytes != library.bytes() || crc.getValue() != library.crc()) {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "%s is damaged: expected %d bytes with CRC-32 %08x, got %d with %08x",
                  library.source(),
                  library.bytes(),
                  library.crc(),
                  bytes,
                  crc.getValue()));
        }
        out.flush();
        file.force(true);
      }
      Files.move(part, path(library), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void link(Path link, String file) throws IOException {
    Files.deleteIfExists(link);
    if (File.separatorChar == '/') {
      Files.createSymbolicLink(link, Path.of(file));
    } else {
      Files.createLink(link, folder.resolve(file)); // Windows: symbolic links need special rights
    }
  }

  private void writeList() throws IOException {
    Path part = folder.resolve(LIST + PART);
    try (FileChannel file =
            FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = writer.open(file)) {
      out.write(list().getBytes(StandardCharsets.UTF_8));
      out.flush();
      file.force(true);
    }
    Files.move(part, folder.resolve(LIST), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes temporary files of a process that was killed while writing. Requires the lock. */
  private void deleteParts() throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*" + PART)) {
      for (Path part : parts) {
        Files.delete(part);
      }
    }
  }

  private static FileLock lock(FileChannel file) throws IOException {
    while (true) {
      try {
        return file.lock();
      } catch (OverlappingFileLockException e) {
        // Held within this JVM, by another class loader or thread: then FileChannel.lock throws,
        // not waits.
        try {
          Thread.sleep(20);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted while waiting for the lock", interrupted);
        }
      }
    }
  }

  private long neededMegabytes() {
    return libraries.stream().mapToLong(BundledLibrary::bytes).sum() / 1_000_000 + 1;
  }

  /** Adds the exception's name: the JDK's message is often only the path. */
  private static String reason(IOException e) {
    String message = e.getMessage();
    return e.getClass() == IOException.class && message != null
        ? message
        : e.getClass().getSimpleName().replaceFirst("Exception$", "") + " " + message;
  }
}
