package kpnative.data.write;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.files.FileNames;
import kpnative.files.FileTree;

/**
 * How pictures are called in the files that are written: from the folder of the output where they
 * lie below it, else with {@code ..}, or, where a tool or a folder of its own takes them, from the
 * folder that holds them all. Names are written with {@code /}.
 */
final class PictureNames {
  private PictureNames() {}

  /**
   * {@return the set with its pictures named}
   *
   * @param folder the output's
   * @param form what the names are for
   */
  static AnnotationSet from(AnnotationSet set, Path folder, SetWriter.Form form) {
    Path root = folder.toAbsolutePath().normalize();
    Optional<Path> common = common(set);
    return set.mapPictures(
        picture -> picture.withName(name(picture, root, common, form == SetWriter.Form.FILE)));
  }

  private static String name(
      AnnotatedPicture picture, Path root, Optional<Path> common, boolean parents) {
    if (picture.file().isEmpty()) {
      return picture.name().replace('\\', '/');
    }
    Path file = picture.file().get().toAbsolutePath().normalize();
    Path base = file.startsWith(root) || parents ? root : common.orElse(root);
    boolean related = base.getRoot() != null && base.getRoot().equals(file.getRoot());
    String text = FileNames.text(related ? base.relativize(file) : file);
    return text.replace(file.getFileSystem().getSeparator(), "/"); // elsewhere \ is a character
  }

  /** {@return the innermost folder that holds all pictures} */
  private static Optional<Path> common(AnnotationSet set) {
    List<Path> folders =
        set.pictures().stream()
            .flatMap(p -> p.file().stream())
            .map(p -> FileTree.folderOf(p.toAbsolutePath().normalize()))
            .distinct()
            .toList();
    Path common = null;
    for (Path folder : folders) {
      while (common != null && !folder.startsWith(common)) {
        common = common.getParent();
      }
      common = common == null ? folder : common;
    }
    return Optional.ofNullable(common);
  }

  /** {@return a picture's name with another extension} */
  static String withExtension(String name, String extension) {
    int dot = name.lastIndexOf('.');
    boolean has = dot > name.lastIndexOf('/') + 1;
    return (has ? name.substring(0, dot) : name) + "." + extension;
  }
}
