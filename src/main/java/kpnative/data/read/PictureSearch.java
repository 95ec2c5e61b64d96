package kpnative.data.read;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.WrittenPath;

/**
 * Where the pictures of an annotation file are: as it names them, from its folder, {@code images/}
 * there, the folder above, {@code images/} there, and what the format adds. Not thread-safe.
 */
final class PictureSearch {
  private final List<Path> folders = new ArrayList<>();
  private final Map<String, Optional<Path>> found = new HashMap<>();

  /**
   * @param annotation the file
   * @param more further folders, from the file's
   */
  PictureSearch(Path annotation, String... more) {
    Path folder = FileTree.folderOf(annotation);
    Path above = FileTree.folderOf(folder.toAbsolutePath());
    for (Path base : List.of(folder, above)) {
      add(base);
      add(FileNames.in(base, "images"));
    }
    for (String name : more) {
      WrittenPath.of(name).map(folder::resolve).ifPresent(this::add);
    }
  }

  private void add(Path folder) {
    if (Files.isDirectory(folder.toAbsolutePath())) {
      folders.add(folder);
    }
  }

  /** {@return the file of a picture as written; empty if there is none} */
  Optional<Path> find(String written) {
    return found.computeIfAbsent(written, name -> NamedPictures.named(folders, name));
  }
}
