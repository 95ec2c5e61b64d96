package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.image.ImageReader;
import kpnative.image.PhotographFrame;
import kpnative.text.PlainText;

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
   * {@return the format, as given or detected; empty where there are no annotations}
   *
   * @param notes receives a line where there are several formats
   * @throws IOException if the path does not exist, or a folder cannot be listed
   */
  public static Optional<AnnotationFormat> format(DataSpec.Annotations spec, Consumer<String> notes)
      throws IOException {
    return spec.format().isEmpty() && FormatCounts.of(FileTree.under(spec.path())).isEmpty()
        ? Optional.empty()
        : Optional.of(spec.detected(notes));
  }

  /**
   * {@return the files of the annotations that have their format}
   *
   * @throws IOException as {@link #format}
   */
  public static List<Path> files(DataSpec.Annotations spec, AnnotationFormat format)
      throws IOException {
    List<Path> files = FileTree.under(spec.path());
    boolean named = spec.format().isPresent() && !Files.isDirectory(spec.path());
    return named ? files : files.stream().filter(format::claims).toList();
  }

  /**
   * {@return what the annotations say} Pictures need not exist, except those of formats that name
   * none, or count in fractions of them.
   *
   * @param notes receives a line for each face that is left out
   * @throws IOException in one line, if there are no annotations or a file is malformed
   */
  public static Read read(DataSpec.Annotations spec, Consumer<String> notes) throws IOException {
    AnnotationFormat format = spec.detected(notes);
    Optional<SetReader> reader = format.wholeSets(spec.frame());
    if (reader.isEmpty()) {
      DataSpec.Annotations plain =
          new DataSpec.Annotations(spec.format(), spec.path(), spec.frame());
      List<AnnotatedFace> faces = plain.read(ReadOptions.DEFAULT.withNotes(notes));
      return new Read(format, spec.schema().apply(FaceSets.of(faces), notes));
    }
    List<Path> claimed = files(spec, format);
    if (claimed.isEmpty()) {
      throw new IOException(
          "no annotations: expected " + format.kind() + " in " + FileTree.spelled(spec.path()));
    }
    NotedFaults faults = new NotedFaults(notes);
    Consumer<String> lines = // faces that are left out are counted, of which a few are named
        line -> {
          if (line.endsWith(FaceFaults.LEFT_OUT)) {
            faults.leftOut(line);
          } else {
            notes.accept(line);
          }
        };
    AnnotationSet set = reader.get().read(claimed, lines);
    AnnotationSet upright = spec.frame() == PointFrame.UPRIGHT ? set : upright(set, lines);
    AnnotationSet named = spec.schema().apply(upright, lines);
    faults.count(format.kind() + ":" + FileNames.text(spec.path()), named.faces());
    return new Read(format, named);
  }

  /** {@return a set whose points are in the stored frame in the upright photographs' frame} */
  private static AnnotationSet upright(AnnotationSet set, Consumer<String> notes) {
    List<AnnotatedPicture> pictures = new ArrayList<>();
    for (AnnotatedPicture picture : set.pictures()) {
      try {
        if (picture.file().isEmpty()) {
          throw new IOException("no picture '" + PlainText.line(picture.name()) + "'");
        }
        PhotographFrame frame = ImageReader.frame(picture.file().get());
        pictures.add(
            picture
                .withSize(Optional.of(frame.photograph()))
                .withFaces(
                    picture.faces().stream().map(f -> f.turned(frame.fromStored())).toList()));
      } catch (IOException e) {
        notes.accept(e.getMessage() + FaceFaults.LEFT_OUT);
      }
    }
    return new AnnotationSet(set.layouts(), pictures);
  }
}
