package kpnative.label;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import kpnative.checks.Reason;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureFile;
import kpnative.data.read.NamedPictures;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.InputFile;
import kpnative.image.PictureFiles;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.PointState;

/**
 * A set with a file for each face, which stands beside its picture. What is not moved stays as it
 * was, to the byte.
 */
final class FaceFiles implements LabelStore {
  private static final int MAX_BYTES = 4 << 20;

  /** After each end of a line, of whatever kind. */
  private static final Pattern LINE_ENDS = Pattern.compile("(?<=\n)|(?<=\r)(?!\n)");

  private final FaceFileFormat format;
  private final KeypointSchema schema;
  private final List<Path> pictures;
  private final List<Path> files; // of each picture, whether it exists or not

  private FaceFiles(
      FaceFileFormat format, KeypointSchema schema, List<Path> pictures, List<Path> files) {
    this.format = format;
    this.schema = schema;
    this.pictures = List.copyOf(pictures);
    this.files = List.copyOf(files);
  }

  /**
   * {@return the set in a folder: its pictures, labelled or not}
   *
   * @param schema empty for that of the first face
   * @param notes receives lines about files whose face is not shown
   * @throws IOException if there is no picture, or no face and no schema
   */
  static FaceFiles in(
      Path folder, FaceFileFormat format, Optional<KeypointSchema> schema, Consumer<String> notes)
      throws IOException {
    List<Path> pictures = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    Set<Path> read = new HashSet<>();
    Optional<KeypointSchema> points = schema;
    IOException first = null;
    int unread = 0;
    for (Path file : FileTree.under(folder)) {
      if (!FileTree.hasExtension(file, format.extension())) {
        continue;
      }
      try {
        AnnotatedFace face = only(format, file);
        if (face.picture() instanceof PictureFile picture) {
          if (!read.add(picture.path())) {
            notes.accept(
                FileNames.text(file)
                    + ": not shown: "
                    + FileTree.nameOf(files.get(pictures.indexOf(picture.path())))
                    + " is of the same picture");
            continue;
          }
          points = points.or(() -> Optional.of(KeypointSchema.ofCount(face.keypoints().count())));
          pictures.add(picture.path());
          files.add(file);
        }
      } catch (IOException e) {
        first = first == null ? e : first;
        unread++;
      }
    }
    if (points.isEmpty()) {
      throw first != null
          ? first
          : new IOException(
              FileNames.text(folder) + ": no ." + format.extension() + " file: say --schema");
    }
    if (first != null) {
      notes.accept(
          unread
              + (unread == 1 ? " file cannot be read: " : " files cannot be read; first: ")
              + Reason.of(first));
    }
    if (format instanceof PtsFormat) {
      for (Path picture : PictureFiles.under(folder)) {
        if (read.add(picture)) {
          pictures.add(picture);
          files.add(beside(picture));
        }
      }
    }
    return new FaceFiles(format, points.get(), pictures, files);
  }

  /** {@return the file of a picture that has none: named as the picture, with its ending or not} */
  private static Path beside(Path picture) {
    Path folder = FileTree.folderOf(picture);
    String stem = FileTree.stemOf(picture);
    boolean alone = NamedPictures.ofStem(folder, stem).filter(picture::equals).isPresent();
    return FileNames.in(folder, (alone ? stem : FileTree.nameOf(picture)) + ".pts");
  }

  private static AnnotatedFace only(FaceFileFormat format, Path file) throws IOException {
    return format.reader().read(file, line -> {}).get(0);
  }

  @Override
  public String format() {
    return format.format();
  }

  @Override
  public KeypointSchema schema() {
    return schema;
  }

  @Override
  public Set<PointState> states() {
    return Set.of(PointState.UNKNOWN);
  }

  @Override
  public boolean holdsSeveralFaces() {
    return false;
  }

  @Override
  public List<Path> pictures() {
    return pictures;
  }

  @Override
  public Path file(int picture) {
    return files.get(picture);
  }

  @Override
  public int count(int picture) {
    return Files.isRegularFile(files.get(picture)) ? 1 : 0;
  }

  @Override
  public List<LabelFace> faces(int picture) throws IOException {
    if (count(picture) == 0) {
      return List.of();
    }
    Path file = files.get(picture);
    AnnotatedFace read = only(format, file);
    LabelFace face = LabelFace.of(read.keypoints(), read.states());
    if (face.points().size() != schema.count()) {
      throw new IOException(
          FileNames.text(file)
              + ": expected the "
              + schema.count()
              + " points of "
              + schema.name()
              + ", got "
              + face.points().size());
    }
    return List.of(face);
  }

  @Override
  public void put(int picture, int face, Optional<LabelFace> now) throws IOException {
    Path file = files.get(picture);
    List<LabelFace> before = faces(picture);
    if (now.isEmpty()) {
      throw new IOException(FileNames.text(file) + ": is deleted by hand, not by this page");
    }
    String text =
        before.isEmpty()
            ? format.made(now.get())
            : edited(file, before.get(0), now.get(), pictures.get(picture));
    Path to = AtomicFile.edited(file);
    AtomicFile.write(to, out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** As ISO-8859-1, in which every byte is a character and comes back as it was. */
  private String edited(Path file, LabelFace before, LabelFace now, Path picture)
      throws IOException {
    byte[] bytes = InputFile.bytes(file, "an annotation file", MAX_BYTES);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.indexOf('\0') >= 0) {
      throw new IOException(FileNames.text(file) + ": is UTF-16: save it as UTF-8 first");
    }
    try {
      List<String> lines = List.of(LINE_ENDS.split(text));
      return String.join("", format.edited(lines, before, now, picture));
    } catch (IOException e) {
      throw new IOException(FileNames.text(file) + ": " + e.getMessage(), e);
    }
  }
}
