package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;
import kpnative.data.annotation.AnnotationSet;
import kpnative.files.FileTree;

/** Reads annotations as values, whatever their format: what {@code convert} begins with. */
public final class AnnotationSets {
  private AnnotationSets() {}

  /**
   * What was read.
   *
   * @param format the format, as given or detected
   * @param set what the files say
   */
  public record Read(AnnotationFormat format, AnnotationSet set) {}

  /**
   * {@return what the annotations say} Pictures need not exist, except those of formats that name
   * none, or count in fractions of them.
   *
   * @param notes receives a line for each face that is left out
   * @throws IOException in one line, if there are no annotations or a file is malformed
   */
  public static Read read(DataSpec.Annotations spec, Consumer<String> notes) throws IOException {
    AnnotationFormat format = spec.detected(notes);
    if (format.wholeSets().isEmpty()) {
      List<AnnotatedFace> faces = spec.read(ReadOptions.DEFAULT.withNotes(notes));
      return new Read(format, FaceSets.of(faces));
    }
    List<Path> files = FileTree.under(spec.path());
    boolean named = spec.format().isPresent() && !Files.isDirectory(spec.path());
    List<Path> claimed = named ? files : files.stream().filter(format::claims).toList();
    if (claimed.isEmpty()) {
      throw new IOException(
          "no annotations: expected " + format.kind() + " in " + FileTree.spelled(spec.path()));
    }
    return new Read(format, format.wholeSets().get().read(claimed, notes));
  }
}
