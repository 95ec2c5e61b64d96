package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.data.AnnotationText;
import kpnative.files.FileNames;
import kpnative.files.WrittenPath;
import kpnative.image.PictureFiles;

/** Finds the picture files that annotations name, or that lie beside them. */
public final class NamedPictures {
  private NamedPictures() {}

  /**
   * {@return the picture in {@code folder} that is named {@code stem} plus a usual extension; empty
   * if there is none}
   */
  public static Optional<Path> ofStem(Path folder, String stem) {
    if (PictureFiles.isPictureName(stem) && Files.isRegularFile(FileNames.in(folder, stem))) {
      return Optional.of(FileNames.in(folder, stem)); // face.jpg.pts
    }
    for (String e : PictureFiles.EXTENSIONS) {
      for (String spelled : List.of(e, e.toUpperCase(Locale.ROOT), capitalised(e))) {
        Path picture = FileNames.in(folder, stem + "." + spelled);
        if (Files.isRegularFile(picture)) {
          return Optional.of(picture);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the picture that an annotation names; empty if there is none}
   *
   * @param folders the folders to search for a relative name, in this order
   * @param written the name as written, with {@code /} or {@code \}
   */
  public static Optional<Path> named(List<Path> folders, String written) {
    for (String spelled : List.of(written, written.replace('\\', '/'))) {
      for (Path folder : folders) {
        Optional<Path> picture = resolve(folder, spelled).filter(Files::isRegularFile);
        if (picture.isPresent()) {
          return picture;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * {@return a message for an absent picture, with its name as written and the resolved path, or
   * why it has none}
   */
  public static String absent(Path folder, String written) {
    return resolve(folder.toAbsolutePath(), written)
        .map(p -> "no picture '" + written + "' (that is, " + FileNames.text(p.normalize()) + ")")
        .orElseGet(
            () ->
                "no picture '"
                    + written
                    + "': the name "
                    + WrittenPath.problem(written).orElse("is empty"));
  }

  /** {@return an error for an absent picture, with its name as written and the resolved path} */
  public static IOException absent(Path annotation, int line, Path folder, String written) {
    return AnnotationText.error(annotation, line, absent(folder, written));
  }

  private static Optional<Path> resolve(Path folder, String written) {
    return written.isBlank() ? Optional.empty() : WrittenPath.of(written).map(folder::resolve);
  }

  private static String capitalised(String e) {
    return e.substring(0, 1).toUpperCase(Locale.ROOT) + e.substring(1);
  }
}
