package kpnative.data;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;

/**
 * A picture in a file; its first bytes, not its name, say how it is decoded.
 *
 * @param path the file, as resolved by the reader that found it
 * @param file the same, made once because it is opened at every use
 */
public record PictureFile(Path path, File file) implements PictureSource {
  /** A picture in the file at {@code path}. */
  public PictureFile(Path path) {
    this(path, path.toFile());
  }

  @Override
  public Image read(Channels channels) throws IOException {
    return ImageReader.read(path, channels);
  }

  @Override
  public Image read(Channels channels, int reduction) throws IOException {
    return ImageReader.read(path, channels, reduction);
  }

  @Override
  public Size size() throws IOException {
    return ImageReader.size(path);
  }

  @Override
  public String name() {
    return path.toString();
  }

  /**
   * {@return the picture files under a folder, searched downwards in the order of their names,
   * those that begin with a dot left out; or {@code root} alone if it is a file}
   *
   * @throws IOException if there is no such path, no picture in it, or a folder cannot be listed
   */
  public static List<Path> under(Path root) throws IOException {
    List<Path> files = AnnotationFiles.under(root);
    if (!Files.isDirectory(root)) {
      return files;
    }
    List<Path> pictures =
        files.stream().filter(f -> Pictures.isPictureName(Pictures.nameOf(f))).toList();
    if (pictures.isEmpty()) {
      throw new IOException(
          root + ": expected picture files in this folder, got " + files.size() + " other files");
    }
    return pictures;
  }
}
