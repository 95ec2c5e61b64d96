package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;
import kpnative.data.painted.SyntheticFaces;
import kpnative.data.rendered.HeadModelFile;
import kpnative.data.rendered.Ingredients;
import kpnative.data.rendered.LabelPlaces;
import kpnative.data.rendered.RenderedFaces;
import kpnative.files.FileNames;
import kpnative.files.FileTree;

/**
 * A data set as written after {@code --data}: {@code asf:DIR}, {@code pts:DIR}, {@code dlib:FILE},
 * {@code csv:FILE}, {@code synthetic} or {@code synthetic:N}, {@code rendered:HEAD} or {@code
 * rendered:HEAD:N}, the same after {@code rendered-geometry:}, both also as {@code
 * rendered-without-hair,light:} with what the faces lack, or a path alone, whose format is detected
 * from its content. Folders are searched recursively; every kind also accepts a single file. {@code
 * stored:} before a kind or path says that points were annotated in the {@linkplain
 * PointFrame#STORED stored} frame; before that, {@code [SCHEMA]} or {@code [SCHEMA>TARGET]} says
 * what the points are, and to which schema they are mapped.
 *
 * <p>A face that cannot be read is left out with a note; in a folder of files with one face each,
 * that is a file. A list that cannot be read, and a set of which no face is left, are errors.
 */
public sealed interface DataSpec {
  /** Before a kind or path: the points are in the stored frame. */
  String STORED = "stored:";

  /** Between the kind of rendered faces and the words of the ingredients that they lack. */
  String WITHOUT = "-without-";

  /**
   * {@return the faces, at least one, in an order that depends only on file names}
   *
   * @throws IOException if there is no face or a file is malformed; the message names the file and,
   *     where known, the line
   */
  List<AnnotatedFace> read(ReadOptions options) throws IOException;

  /** {@return the faces, read with {@link ReadOptions#DEFAULT}} */
  default List<AnnotatedFace> read() throws IOException {
    return read(ReadOptions.DEFAULT);
  }

  /** {@return this in the syntax of {@link #parse}, with an absolute path, for a run's settings} */
  String absolute();

  /**
   * {@return the data set that {@code text} specifies} Reads no annotations.
   *
   * @throws IllegalArgumentException if the kind is unknown, or the path or number is missing
   */
  static DataSpec parse(String text) {
    Optional<Map.Entry<AssignedSchema, String>> schema = AssignedSchema.before(text);
    if (schema.isPresent()) {
      if (parse(schema.get().getValue()) instanceof Annotations a
          && a.schema.equals(AssignedSchema.NONE)) {
        return new Annotations(a.format(), a.path(), a.frame(), schema.get().getKey());
      }
      throw new IllegalArgumentException(
          "expected annotation files after a schema in brackets, got '" + text + "'");
    }
    if (text.startsWith(STORED) && text.length() > STORED.length()) {
      String rest = text.substring(STORED.length());
      if (parse(rest) instanceof Annotations a && a.frame() == PointFrame.UPRIGHT) {
        return new Annotations(a.format(), a.path(), PointFrame.STORED);
      }
      throw new IllegalArgumentException(
          "expected "
              + AnnotationFormat.kinds()
              + " or a path after 'stored:', got '"
              + rest
              + "'");
    }
    int colon = text.indexOf(':');
    String kind = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    if (kind.equals("synthetic") && (colon >= 0 || !SpecText.exists(text))) {
      return new Synthetic(
          colon < 0 ? OptionalInt.empty() : SpecText.count(text, rest, "synthetic:N"));
    }
    for (LabelPlaces labels : LabelPlaces.values()) {
      String without = labels.kind() + WITHOUT;
      if (kind.startsWith(without) && colon >= 0) {
        return rendered(text, rest, labels, Ingredients.without(kind.substring(without.length())));
      }
      if (kind.equals(labels.kind()) && (colon >= 0 || !SpecText.exists(text))) {
        return rendered(text, rest, labels, Ingredients.ALL);
      }
    }
    Optional<AnnotationFormat> format =
        Arrays.stream(AnnotationFormat.values()).filter(f -> f.kind().equals(kind)).findFirst();
    if (colon >= 0 && format.isPresent()) {
      return new Annotations(format, SpecText.path(text, rest), PointFrame.UPRIGHT);
    }
    // C:\faces and some/folder:2 are paths; fases:x is a misspelled kind
    boolean kindLike = colon > 1 && kind.matches("[a-z0-9_-]+");
    if (kindLike && !SpecText.exists(text)) {
      throw new IllegalArgumentException(
          "unknown kind of data '"
              + kind
              + "' in '"
              + text
              + "': expected "
              + AnnotationFormat.kinds()
              + ", synthetic[:N], rendered:HEAD[:N], or a path;"
              + " before it stored: where points are in the stored frame");
    }
    return new Annotations(Optional.empty(), SpecText.path(text, text), PointFrame.UPRIGHT);
  }

  /** What ends in a colon and digits ends in a number of faces; other colons are the path's. */
  private static Rendered rendered(
      String text, String rest, LabelPlaces labels, Ingredients ingredients) {
    int colon = rest.lastIndexOf(':');
    boolean counted = colon >= 0 && rest.substring(colon + 1).matches("\\d+");
    String head = counted ? rest.substring(0, colon) : rest;
    if (head.isBlank()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected %1$s:HEAD or %1$s:HEAD:N with the file or folder of a 3D head, got '%2$s'",
              labels.kind(),
              text));
    }
    return new Rendered(
        SpecText.path(text, head),
        counted
            ? SpecText.count(text, rest.substring(colon + 1), labels.kind() + ":HEAD:N")
            : OptionalInt.empty(),
        labels,
        ingredients);
  }

  /**
   * Annotation files under a path.
   *
   * @param format empty to detect it on reading
   * @param path a file or a folder, as written
   * @param frame the frame of the points in pictures that EXIF turns
   * @param schema what the user says the points are
   */
  record Annotations(
      Optional<AnnotationFormat> format, Path path, PointFrame frame, AssignedSchema schema)
      implements DataSpec {
    /** Files of whose points the user says nothing. */
    public Annotations(Optional<AnnotationFormat> format, Path path, PointFrame frame) {
      this(format, path, frame, AssignedSchema.NONE);
    }

    @Override
    public String absolute() {
      return schema.absolute().spelled() + spelled(path.toAbsolutePath().normalize());
    }

    /** {@return the format as given, or as the files under the path tell} */
    AnnotationFormat detected(Consumer<String> notes) throws IOException {
      return format.isPresent()
          ? format.get()
          : detect(FileTree.under(path), ReadOptions.DEFAULT.withNotes(notes));
    }

    private String spelled(Path at) {
      String kind = format.map(f -> f.kind() + ":").orElse("");
      return (frame == PointFrame.STORED ? STORED : "") + kind + FileNames.text(at);
    }

    @Override
    public List<AnnotatedFace> read(ReadOptions options) throws IOException {
      NotedFaults faults = new NotedFaults(options.notes());
      List<AnnotatedFace> faces = read(options, faults);
      faults.count(spelled(path), faces.size());
      return faces;
    }

    /**
     * {@return the faces that can be read}
     *
     * @param faults receives what is wrong with the others
     * @throws IOException if there are no such files, or one that {@code faults} does not accept
     */
    List<AnnotatedFace> read(ReadOptions options, DataFaults faults) throws IOException {
      List<Path> files = FileTree.under(path);
      boolean single = !Files.isDirectory(path);
      AnnotationFormat f = format.isPresent() ? format.get() : detect(files, options);
      FrameChange change = new FrameChange(frame, faults);
      List<AnnotatedFace> faces = new ArrayList<>();
      List<IOException> bad = new ArrayList<>();
      // a single file with an explicit format is not checked
      List<Path> claimed =
          files.stream().filter(x -> (single && format.isPresent()) || f.claims(x)).toList();
      Optional<SetReader> sets = f.sets(frame);
      if (sets.isPresent() && claimed.size() > 1) {
        faces = change.upright(path, new SetFaces(sets.get()).read(claimed, faults));
        return schema.apply(withCustomary(faces, f, options), faults);
      }
      for (Path file : claimed) {
        try {
          faces.addAll(change.upright(file, f.reader(frame).read(file, faults)));
        } catch (IOException e) {
          IOException told = ifOfAnotherFormat(f, file, e);
          bad.add(told);
          if (!single && f.holdsOneFace()) {
            faults.leftOut(told.getMessage() + FaceFaults.LEFT_OUT);
          } else {
            faults.file(told);
          }
        }
      }
      if (faces.isEmpty() && bad.isEmpty()) {
        throw none(files, f);
      }
      if (faces.isEmpty() && faults instanceof NotedFaults) {
        throw bad.size() == 1
            ? bad.get(0)
            : new IOException(
                "none of " + bad.size() + " files can be used; first: " + bad.get(0).getMessage());
      }
      return schema.apply(withCustomary(faces, f, options), faults);
    }

    /** {@return the faces, those of which nothing is known with the format's customary schema} */
    private List<AnnotatedFace> withCustomary(
        List<AnnotatedFace> faces, AnnotationFormat format, ReadOptions options) {
      if (!schema.named().isEmpty()) {
        return faces; // a custom is no name in the file, against which the user's would be held
      }
      return faces.stream().map(face -> withCustomary(face, format, options)).toList();
    }

    private static AnnotatedFace withCustomary(
        AnnotatedFace face, AnnotationFormat format, ReadOptions options) {
      int count = face.keypoints().count();
      boolean known =
          face.schema().isPresent() || options.schema().filter(s -> s.count() == count).isPresent();
      return known ? face : format.customary(count).map(face::withSchema).orElse(face);
    }

    /** {@return the error of a file, or that the file has another format} */
    private IOException ifOfAnotherFormat(AnnotationFormat read, Path file, IOException e)
        throws IOException {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        return e;
      }
      Optional<AnnotationFormat> other =
          AnnotationFormat.ofContent(file).filter(found -> found != read);
      return other.isEmpty()
          ? e
          : new IOException(
              String.format(
                  Locale.ROOT,
                  "%s: expected the format %s, got %s: --data %s:%s reads it",
                  FileNames.text(file),
                  read.kind(),
                  other.get().kind(),
                  other.get().kind(),
                  FileNames.text(path)),
              e);
    }

    /**
     * Detects the format. Formats with one file per picture (ASF, PTS) take precedence over lists,
     * which may repeat the same pictures.
     */
    private AnnotationFormat detect(List<Path> files, ReadOptions options) throws IOException {
      FormatCounts counts = FormatCounts.of(files);
      if (counts.isEmpty()) {
        throw new IOException(
            "no annotated faces: expected files of asf, pts, dlib, csv or another kind in "
                + FileTree.spelled(path)
                + ", got "
                + files.size()
                + " other files");
      }
      AnnotationFormat first = counts.first();
      if (counts.areSeveral()) {
        options
            .notes()
            .accept(
                FileNames.text(path)
                    + " holds files of several formats: "
                    + counts.inWords()
                    + "; reading "
                    + first.kind()
                    + " (write KIND:PATH to choose)");
      }
      return first;
    }

    private IOException none(List<Path> files, AnnotationFormat wanted) {
      FormatCounts counts = FormatCounts.of(files);
      String found =
          counts.isEmpty()
              ? files.size() + " other files"
              : counts.inWords()
                  + " files; --data "
                  + counts.first().kind()
                  + ":"
                  + FileNames.text(path)
                  + " reads them";
      return new IOException(
          "no annotated faces: expected ."
              + wanted.extension()
              + " files in "
              + FileTree.spelled(path)
              + ", got "
              + found);
    }
  }

  /**
   * Faces that are made when they are read, with exact keypoints. They have as many keypoints as
   * the annotated faces that are read with them, where they can.
   */
  sealed interface Made extends DataSpec {
    /** {@return the number of faces; empty for that of the options} */
    OptionalInt count();
  }

  /**
   * Painted faces.
   *
   * @param count the number of faces; empty for that of the options
   */
  record Synthetic(OptionalInt count) implements Made {
    @Override
    public String absolute() {
      return count.isPresent() ? "synthetic:" + count.getAsInt() : "synthetic";
    }

    @Override
    public List<AnnotatedFace> read(ReadOptions options) {
      return SyntheticFaces.faces(
          count.orElse(options.syntheticFaces()), options.seed(), options.syntheticKeypoints());
    }
  }

  /**
   * Faces rendered of a 3D head.
   *
   * @param head its file or folder, as written
   * @param count the number of faces; empty for that of the options
   * @param labels where the points stand
   * @param ingredients what the faces are made of
   */
  record Rendered(Path head, OptionalInt count, LabelPlaces labels, Ingredients ingredients)
      implements Made {
    @Override
    public String absolute() {
      String without = ingredients.words();
      return labels.kind()
          + (without.isEmpty() ? "" : WITHOUT + without)
          + ":"
          + FileNames.text(head.toAbsolutePath().normalize())
          + (count.isPresent() ? ":" + count.getAsInt() : "");
    }

    @Override
    public List<AnnotatedFace> read(ReadOptions options) throws IOException {
      return RenderedFaces.faces(
          HeadModelFile.read(head),
          count.orElse(options.syntheticFaces()),
          options.seed(),
          options.syntheticKeypoints(),
          labels,
          ingredients);
    }
  }
}
