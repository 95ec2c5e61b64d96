package kpnative.data.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.Losses;
import kpnative.data.annotation.Reduction;
import kpnative.data.read.AnnotationFormat;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.InputFile;
import kpnative.files.OutputFiles;

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
   * @param copied the pictures that were copied to the annotations
   */
  public record Written(AnnotationSet set, List<String> losses, List<Path> copied) {}

  /**
   * Writes a set. Nothing is written if a file is in the way.
   *
   * @param to where, and in which format
   * @param copy whether the pictures are copied there, too
   * @param files takes every file before it is written
   * @throws IOException if a file exists and must not be replaced, or two pictures would share one
   */
  public static Written write(AnnotationSet set, Destination to, boolean copy, OutputFiles files)
      throws IOException {
    return write(set, to, copy, files, false);
  }

  /**
   * Writes a set, as {@link #write}, of which at least one face is left.
   *
   * @throws IOException as there; or if no face is left that the format can hold
   */
  public static Written writeFaces(
      AnnotationSet set, Destination to, boolean copy, OutputFiles files) throws IOException {
    return write(set, to, copy, files, true);
  }

  private static Written write(
      AnnotationSet set, Destination to, boolean copy, OutputFiles files, boolean needsFaces)
      throws IOException {
    SetWriter writer = Writers.of(to.format());
    Path out = to.path();
    Path folder = writer.form() == SetWriter.Form.FOLDER ? out : FileTree.folderOf(out);
    requireFolder(writer, out);
    Losses losses = new Losses();
    PictureSizes sizes = PictureSizes.of(set, writer.needsSizes());
    AnnotationSet named =
        PictureNames.from(sizes.set(), folder, copy ? SetWriter.Form.TOOL : writer.form());
    if (copy) {
      named = named.mapPictures(p -> p.withName(writer.copied(p.name())));
    }
    AnnotationSet held = Reduction.of(named, writer.holds(), losses);
    List<String> lines = new ArrayList<>(sizes.unread());
    lines.addAll(losses.lines());
    lines.addAll(sizes.differing());
    long absent = held.pictures().stream().filter(p -> p.file().isEmpty()).count();
    if (absent > 0) {
      lines.add(
          absent
              + (absent == 1 ? " picture that is" : " pictures that are")
              + " not found: named as before");
    }
    if (needsFaces && held.faces() == 0) {
      throw new IOException(
          "no face is left to write as "
              + to.format().kind()
              + (set.faces() == 0 || lines.isEmpty() ? "" : ": " + lines.get(0)));
    }
    Target target = new Target(out, folder, files);
    writer.write(held, target);
    List<Path> copied = copy ? copy(held, sizes, target) : List.of();
    target.flush();
    if (!copy && writer.form() != SetWriter.Form.FILE) {
      long away = held.pictures().stream().filter(p -> isAway(p, target)).count();
      if (away > 0) {
        lines.add(
            away
                + (away == 1 ? " picture" : " pictures")
                + " elsewhere: not copied, and searched where the annotations are; --copy copies");
      }
    }
    return new Written(held, lines, copied);
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

  /**
   * Copies what is a picture by its header: names come from outside, and may be any file's.
   *
   * @return what is copied
   */
  private static List<Path> copy(AnnotationSet set, PictureSizes sizes, Target target)
      throws IOException {
    List<Path> copied = new ArrayList<>();
    for (AnnotatedPicture picture : set.pictures()) {
      if (picture.file().isPresent() && sizes.isPicture(picture.file().get())) {
        Path from = picture.file().get();
        Path to = target.below(picture.name());
        if (!Files.exists(to) || !Files.isSameFile(from, to)) {
          copied.add(from);
          target.write(
              picture.name(),
              stream -> {
                try (InputFile in = InputFile.open(from, "a picture", LARGEST_COPY)) {
                  in.stream().transferTo(stream);
                }
              });
        }
      }
    }
    return copied;
  }
}
