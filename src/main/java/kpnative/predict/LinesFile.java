package kpnative.predict;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import kpnative.files.AtomicFile;

/** A text file in UTF-8, written to a temporary file beside it, which {@link #close} renames. */
final class LinesFile implements AutoCloseable {
  private final Path file;
  private final Path beside;
  private final BufferedWriter writer;

  LinesFile(Path file) throws IOException {
    this.file = file;
    this.beside = AtomicFile.beside(file);
    this.writer = Files.newBufferedWriter(beside, StandardOpenOption.CREATE_NEW);
  }

  void write(String lines) throws IOException {
    writer.write(lines);
  }

  /** Replaces or creates the file. */
  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } catch (IOException e) {
      Files.deleteIfExists(beside);
      throw e;
    }
    AtomicFile.replace(file, beside);
  }
}
