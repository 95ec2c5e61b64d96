package kpnative.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import kpnative.files.FileTree;

/** Which files of a folder are pictures. */
public final class PictureFiles {
  /** How the names of picture files end, in lower case. */
  public static final List<String> EXTENSIONS =
      List.of("jpg", "jpeg", "png", "bmp", "tif", "tiff", "webp", "ppm", "pgm", "jp2");

  private PictureFiles() {}

  /** {@return whether the name ends as picture files usually do} */
  public static boolean isPictureName(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * {@return the picture files under a folder, searched downwards in the order of their names,
   * those that begin with a dot left out; or {@code root} alone if it is a file}
   *
   * @throws IOException if there is no such path, no picture in it, or a folder cannot be listed
   */
  public static List<Path> under(Path root) throws IOException {
    List<Path> files = FileTree.under(root);
    if (!Files.isDirectory(root)) {
      return files;
    }
    List<Path> pictures = files.stream().filter(f -> isPictureName(FileTree.nameOf(f))).toList();
    if (pictures.isEmpty()) {
      throw new IOException(
          root + ": expected picture files in this folder, got " + files.size() + " other files");
    }
    return pictures;
  }
}
