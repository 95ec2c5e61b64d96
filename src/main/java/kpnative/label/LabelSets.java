package kpnative.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.read.AnnotationFormat;
import kpnative.data.read.AnnotationSets;
import kpnative.data.read.DataSpec;
import kpnative.data.read.PointFrame;
import kpnative.data.write.AnnotationFiles;
import kpnative.data.write.Destination;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.OutputFiles;
import kpnative.keypoints.KeypointSchema;

/** Which store holds what {@code --data} names. */
final class LabelSets {
  /** The file that is begun beside pictures, or beside annotations that are only read. */
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
   * @param data as {@link DataSpec#parse} has it: annotations, or a folder of pictures
   * @param schema which points; empty for those of the set
   * @param other the schema of a folder without annotations, if {@code schema} is empty
   * @param notes receives lines for people
   * @throws IllegalArgumentException if there are no files to label
   * @throws IOException if the set cannot be read, or has no pictures
   */
  static Opened open(
      String data,
      Optional<KeypointSchema> schema,
      Optional<KeypointSchema> other,
      Consumer<String> notes)
      throws IOException {
    if (!(DataSpec.parse(data) instanceof DataSpec.Annotations spec)
        || spec.frame() == PointFrame.STORED) {
      throw new IllegalArgumentException(
          "expected a folder or file of pictures and annotations to label, got '" + data + "'");
    }
    Path path = spec.path();
    boolean begins =
        spec.format().equals(Optional.of(AnnotationFormat.COCO)) && !Files.exists(path);
    if (begins || (spec.format().isEmpty() && Files.exists(path.resolve(NEW_FILE)))) {
      return coco(begins ? path : path.resolve(NEW_FILE), schema, other, notes);
    }
    Optional<AnnotationFormat> format = AnnotationSets.format(spec, notes);
    if (format.isEmpty()) {
      if (!Files.isDirectory(path)) {
        throw new IllegalArgumentException(
            "expected a folder of pictures, or annotations, to label, got the file "
                + FileNames.text(path));
      }
      return coco(path.resolve(NEW_FILE), schema, other, notes);
    }
    return switch (format.get()) {
      case PTS -> new Opened(FaceFiles.in(path, new PtsFormat(), schema, notes), path);
      case ASF -> new Opened(FaceFiles.in(path, new AsfFormat(), schema, notes), path);
      case COCO ->
          coco(only(AnnotationSets.files(spec, AnnotationFormat.COCO)), schema, other, notes);
      default -> beside(spec, format.get(), schema, notes);
    };
  }

  private static Opened coco(
      Path file,
      Optional<KeypointSchema> schema,
      Optional<KeypointSchema> other,
      Consumer<String> notes)
      throws IOException {
    return new Opened(new CocoFile(file, schema, other, notes), FileTree.folderOf(file));
  }

  private static Path only(List<Path> files) {
    if (files.size() != 1) {
      throw new IllegalArgumentException(
          files.size()
              + " files of COCO's annotations, of which one is labelled at a time: say coco:"
              + FileNames.text(files.get(0)));
    }
    return files.get(0);
  }

  /** Goes on in a copy, since these files hold more than faces, or cannot hold what is said. */
  private static Opened beside(
      DataSpec.Annotations spec,
      AnnotationFormat format,
      Optional<KeypointSchema> schema,
      Consumer<String> notes)
      throws IOException {
    Path folder = Files.isDirectory(spec.path()) ? spec.path() : FileTree.folderOf(spec.path());
    Path file = folder.resolve(NEW_FILE);
    if (Files.exists(file)) {
      notes.accept(FileNames.text(file) + " is there already, and goes on");
    } else {
      AnnotationSets.Read read = AnnotationSets.read(spec, notes);
      Destination to = new Destination(AnnotationFormat.COCO, file);
      AnnotationFiles.write(read.set(), to, false, new OutputFiles(false));
      notes.accept(
          "the faces are copied to "
              + FileNames.text(file)
              + ", where changes go; kp-native convert writes "
              + format.kind()
              + " of it");
    }
    return coco(file, schema, Optional.empty(), notes);
  }
}
