package kpnative.data.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.Losses;
import kpnative.data.annotation.Reduction;
import kpnative.data.read.AnnotationFormat;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.InputFile;
import kpnative.files.OutputFiles;
import kpnative.geometry.Size;
import kpnative.image.ImageReader;

/** Writes annotation sets in any format that has a writer. */
public final class AnnotationFiles {
  private static final long LARGEST_COPY = 1L << 30; // of a picture, bytes

  private AnnotationFiles() {}

  /** {@return the formats that can be written} */
  public static List<AnnotationFormat> formats() {
    return Writers.formats();
  }

  /**
   * What was written.
   *
   * @param set what the format holds of what was to be written
   * @param losses a line for each thing that it cannot hold, such as {@code 12 boxes: not written}
   */
  public record Written(AnnotationSet set, List<String> losses) {}

  /**
   * Writes a set.
   *
   * @param to where, and in which format
   * @param copy whether the pictures are copied there, too
   * @param files takes every file before it is written
   * @throws IOException if a file exists and must not be replaced, or a picture whose size is
   *     needed cannot be read
   */
  public static Written write(AnnotationSet set, Destination to, boolean copy, OutputFiles files)
      throws IOException {
    SetWriter writer = Writers.of(to.format());
    Path out = to.path();
    Path folder = writer.form() == SetWriter.Form.FOLDER ? out : FileTree.folderOf(out);
    requireFolder(writer, out);
    Losses losses = new Losses();
    AnnotationSet sized = sized(set, writer.needsSizes());
    AnnotationSet named =
        PictureNames.from(sized, folder, copy ? SetWriter.Form.TOOL : writer.form());
    if (copy) {
      named = named.mapPictures(p -> p.withName(writer.copied(p.name())));
    }
    AnnotationSet held = Reduction.of(named, writer.holds(), losses);
    Target target = new Target(out, folder, files);
    writer.write(held, target);
    if (copy) {
      copy(held, target, files);
    }
    List<String> lines = new ArrayList<>(losses.lines());
    if (!copy && writer.form() != SetWriter.Form.FILE) {
      long away = held.pictures().stream().filter(p -> isAway(p, target)).count();
      if (away > 0) {
        lines.add(away + (away == 1 ? " picture" : " pictures") + " elsewhere: not copied");
      }
    }
    return new Written(held, lines);
  }

  /** Whether a picture is not where its annotation names it, from the folder of the output. */
  private static boolean isAway(AnnotatedPicture picture, Target target) {
    return picture.file().isEmpty()
        || !picture.file().get().toAbsolutePath().normalize().equals(target.below(picture.name()));
  }

  private static void requireFolder(SetWriter writer, Path out) throws IOException {
    if (writer.form() == SetWriter.Form.FOLDER && Files.exists(out) && !Files.isDirectory(out)) {
      throw new IOException(
          FileNames.text(out) + ": expected a folder, for a file a picture, got a file");
    }
  }

  /** {@return the set with the sizes of the pictures that were found} */
  private static AnnotationSet sized(AnnotationSet set, boolean needed) throws IOException {
    List<AnnotatedPicture> pictures = new ArrayList<>();
    for (AnnotatedPicture picture : set.pictures()) {
      Optional<Size> size = picture.size();
      if (size.isEmpty() && picture.file().isPresent()) {
        size = Optional.of(ImageReader.size(picture.file().get()));
      }
      if (size.isEmpty() && needed) {
        throw new IOException(
            "no picture '" + picture.name() + "', whose size the annotations need");
      }
      pictures.add(picture.withSize(size));
    }
    return new AnnotationSet(set.layouts(), pictures);
  }

  private static void copy(AnnotationSet set, Target target, OutputFiles files) throws IOException {
    for (AnnotatedPicture picture : set.pictures()) {
      if (picture.file().isPresent()) {
        Path from = picture.file().get();
        Path to = target.below(picture.name());
        if (Files.exists(to) && Files.isSameFile(from, to)) {
          continue;
        }
        Path parent = to.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        try (InputFile in = InputFile.open(from, "a picture", LARGEST_COPY)) {
          AtomicFile.write(files.named(to), in.stream()::transferTo);
        }
      }
    }
  }
}
