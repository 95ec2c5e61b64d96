package kpnative.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kpnative.files.FileNames;
import kpnative.files.FileTree;

/** Finds the picture files in a folder. */
public final class PictureFiles {
  /** The usual file name extensions of pictures, in lower case, the most frequent first. */
  public static final List<String> EXTENSIONS =
      List.of(
          "jpg", "jpeg", "png", "bmp", "tif", "tiff", "webp", "ppm", "pgm", "jp2", "jfif", "jpe",
          "gif", "pnm", "pbm", "dib", "pfm", "hdr", "sr", "ras");

  private PictureFiles() {}

  /** {@return whether the file name has a usual picture extension, ignoring case} */
  public static boolean isPictureName(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * {@return the picture files under a folder, as {@link #in} finds them}
   *
   * @throws IOException as {@link #in}
   */
  public static List<Path> under(Path root) throws IOException {
    return in(root).pictures();
  }

  /**
   * {@return the picture files under a folder, searched recursively in name order and without names
   * that begin with a dot; or {@code root} alone if it is not a folder}
   *
   * <p>A picture is what begins like one, whatever its name, and what is named like one, so that a
   * damaged picture is read and reported. So is a folder below that cannot be listed, in which
   * there may be pictures.
   *
   * @throws IOException if the path does not exist, contains no picture, or cannot be listed
   */
  public static FoundPictures in(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return FoundPictures.of(FileTree.under(root), Map.of());
    }
    List<Path> pictures = new ArrayList<>();
    Map<Path, FileKind> others = new LinkedHashMap<>();
    for (Path file : FileTree.allUnder(root)) {
      boolean named = isPictureName(FileTree.nameOf(file)) && Files.isRegularFile(file);
      boolean closed = Files.isDirectory(file); // it cannot be listed: whoever reads it says so
      FileKind kind = named || closed ? FileKind.PICTURE : FileKind.of(file);
      if (kind == FileKind.PICTURE) {
        pictures.add(file);
      } else {
        others.put(file, kind);
      }
    }
    FoundPictures found = FoundPictures.of(pictures, others);
    if (pictures.isEmpty()) {
      throw new IOException(
          FileNames.text(root)
              + ": expected picture files in this folder, got "
              + (others.isEmpty() ? "none" : found.others()));
    }
    return found;
  }
}
