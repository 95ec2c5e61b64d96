package kpnative.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;

/**
 * What tells that a file is still the one that was read.
 *
 * @param key the file system's number of the file, which a replaced file changes; empty where there
 *     is none
 */
record FileStamp(long size, FileTime modified, Optional<String> key) {
  /** {@return the stamp of the file as it is now; empty if there is none} */
  static Optional<FileStamp> of(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return Optional.of(
        new FileStamp(
            now.size(),
            now.lastModifiedTime(),
            Optional.ofNullable(now.fileKey()).map(Objects::toString)));
  }
}
