package kpnative.predict;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import kpnative.files.AtomicFile;
import org.jspecify.annotations.Nullable;

/** A text file in UTF-8, written to a temporary file beside it, which {@link #close} renames. */
final class LinesFile implements AutoCloseable {
  private record Open(Path file, Path beside, BufferedWriter writer) {}

  private final @Nullable Open open; // null if nobody wants the lines

  private LinesFile(@Nullable Open open) {
    this.open = open;
  }

  /** {@return such a file; without a path, one that takes lines and writes nothing} */
  static LinesFile of(Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      return new LinesFile(null);
    }
    Path beside = AtomicFile.beside(file.get());
    return new LinesFile(
        new Open(
            file.get(), beside, Files.newBufferedWriter(beside, StandardOpenOption.CREATE_NEW)));
  }

  void write(String lines) throws IOException {
    if (open != null) {
      open.writer.write(lines);
    }
  }

  /** Replaces or creates the file. */
  @Override
  public void close() throws IOException {
    if (open == null) {
      return;
    }
    try {
      open.writer.close();
    } catch (IOException e) {
      Files.deleteIfExists(open.beside);
      throw e;
    }
    AtomicFile.replace(open.file, open.beside);
  }
}
