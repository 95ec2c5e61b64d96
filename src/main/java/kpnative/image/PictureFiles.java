package kpnative.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import kpnative.files.FileTree;

/** Finds the picture files in a folder. */
public final class PictureFiles {
  /** The file name extensions of pictures, in lower case. */
  public static final List<String> EXTENSIONS =
      List.of("jpg", "jpeg", "png", "bmp", "tif", "tiff", "webp", "ppm", "pgm", "jp2");

  private PictureFiles() {}

  /** {@return whether the file name has a picture extension, ignoring case} */
  public static boolean isPictureName(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * {@return the picture files under a folder, searched recursively in name order and without names
   * that begin with a dot; or {@code root} alone if it is a file}
   *
   * @throws IOException if the path does not exist, contains no picture, or a folder cannot be
   *     listed
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
