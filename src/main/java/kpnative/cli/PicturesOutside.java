package kpnative.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.files.FileNames;
import kpnative.files.FileTree;

/** Which pictures that annotations name lie elsewhere: files of others may name any. */
final class PicturesOutside {
  private PicturesOutside() {}

  /**
   * {@return how many copied pictures lie outside the annotations' folder, with the first; empty if
   * none does}
   *
   * @param annotations the file or folder that names them
   * @throws IOException if a picture cannot be looked up
   */
  static Optional<String> line(List<Path> copied, Path annotations) throws IOException {
    Path folder =
        (Files.isDirectory(annotations) ? annotations : FileTree.folderOf(annotations))
            .toRealPath();
    List<Path> outside = new ArrayList<>();
    for (Path picture : copied) {
      Path real = picture.toRealPath();
      if (!real.startsWith(folder)) {
        outside.add(real);
      }
    }
    return outside.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d copied from outside %s, the first is %s",
                outside.size(),
                FileNames.text(folder),
                FileNames.text(outside.get(0))));
  }
}
