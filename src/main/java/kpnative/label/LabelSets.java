package kpnative.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.keypoints.KeypointSchema;

/** Which store holds what {@code --data} names. */
final class LabelSets {
  /** The file that is begun in a folder of pictures alone. */
  static final String NEW_FILE = "labels.json";

  private LabelSets() {}

  /**
   * A set that is opened.
   *
   * @param folder in which names of pictures are short
   */
  record Opened(LabelStore store, Path folder) {}

  /**
   * Opens a set.
   *
   * @param data {@code pts:DIR}, {@code asf:DIR}, {@code coco:FILE}, or a path, of which a folder
   *     is looked into
   * @param schema which points; empty for those of the set
   * @param other the schema of a folder without annotations, if {@code schema} is empty
   * @throws IllegalArgumentException if the kind is none of these
   * @throws IOException if the set cannot be read, or has no pictures
   */
  static Opened open(String data, Optional<KeypointSchema> schema, Optional<KeypointSchema> other)
      throws IOException {
    int colon = data.indexOf(':');
    String kind = colon < 2 ? "" : data.substring(0, colon).toLowerCase(Locale.ROOT);
    boolean named = kind.matches("[a-z0-9-]+") && !Files.exists(FileNames.path(data));
    Path path = FileNames.path(named ? data.substring(colon + 1) : data);
    if (!Files.exists(path) && !(named && kind.equals("coco"))) {
      throw new IOException("no such file or folder: " + FileTree.spelled(path));
    }
    String format = named ? kind : found(path);
    return switch (format) {
      case "pts" -> new Opened(FaceFiles.in(path, new PtsFormat(), schema), path);
      case "asf" -> new Opened(FaceFiles.in(path, new AsfFormat(), schema), path);
      case "coco" -> coco(path, schema, other);
      default ->
          throw new IllegalArgumentException(
              "cannot label '"
                  + data
                  + "' in place: expected a folder, pts:DIR, asf:DIR or coco:FILE");
    };
  }

  private static Opened coco(
      Path path, Optional<KeypointSchema> schema, Optional<KeypointSchema> other)
      throws IOException {
    Path file = Files.isDirectory(path) ? path.resolve(NEW_FILE) : path;
    return new Opened(new CocoFile(file, schema, other), FileTree.folderOf(file));
  }

  /** {@return the format of what is there} */
  private static String found(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      int dot = FileTree.nameOf(path).lastIndexOf('.');
      String ending = FileTree.nameOf(path).substring(dot + 1).toLowerCase(Locale.ROOT);
      return ending.equals("json") ? "coco" : ending;
    }
    if (Files.exists(path.resolve(NEW_FILE))) {
      return "coco";
    }
    List<Path> files = FileTree.under(path);
    for (String format : List.of("pts", "asf")) {
      if (files.stream().anyMatch(file -> FileTree.hasExtension(file, format))) {
        return format;
      }
    }
    return "coco";
  }
}
