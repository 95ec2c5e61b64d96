package kpnative.data.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.OutputFiles;

/**
 * Where one set is written. Nothing leaves the folder of the output: names of pictures come from
 * outside. Nothing is written before every file's name is known to be free: {@link #flush} writes.
 */
final class Target {
  private final Path out;
  private final Path folder;
  private final OutputFiles files;
  private final Map<Path, AtomicFile.Content> contents = new LinkedHashMap<>();

  /**
   * @param out the file, or for a format with several files their folder
   * @param folder the folder in which all files lie
   * @param files takes every file before it is written
   */
  Target(Path out, Path folder, OutputFiles files) {
    this.out = out;
    this.folder = folder;
    this.files = files;
  }

  /** {@return the file, or the folder} */
  Path out() {
    return out;
  }

  /** {@return the folder in which all files lie} */
  Path folder() {
    return folder;
  }

  /** {@return the file's name without its folder and extension} */
  String name() {
    return FileTree.stemOf(out);
  }

  /** Takes the one file of the set. */
  void write(AtomicFile.Content content) throws IOException {
    take(out, content);
  }

  /**
   * Takes a file beside others.
   *
   * @param name from the folder, with {@code /}
   */
  void write(String name, AtomicFile.Content content) throws IOException {
    take(below(name), content);
  }

  /** Takes a text beside others. */
  void write(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(name, stream -> stream.write(bytes));
  }

  /** {@return the file of this name in the folder, whose own name it keeps if it would leave it} */
  Path below(String name) {
    Path root = folder.toAbsolutePath().normalize();
    Path file = FileNames.in(root, name).normalize();
    if (!file.startsWith(root) || file.equals(root)) {
      file = FileNames.in(root, FileTree.nameOf(file));
    }
    return file;
  }

  /** Writes all files that were taken, none of which exists, or all of which may be replaced. */
  void flush() throws IOException {
    for (Map.Entry<Path, AtomicFile.Content> file : contents.entrySet()) {
      Path parent = file.getKey().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      AtomicFile.write(file.getKey(), file.getValue());
    }
    contents.clear();
  }

  private void take(Path file, AtomicFile.Content content) throws IOException {
    Path whole = file.toAbsolutePath();
    if (contents.putIfAbsent(whole, content) != null) {
      throw new IOException(
          "two pictures would be written to one file, "
              + FileNames.text(file)
              + ": their names differ in the extension or a folder alone; rename one");
    }
    files.inNewFolder(file);
  }
}
