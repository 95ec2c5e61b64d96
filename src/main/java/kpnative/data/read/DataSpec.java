package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import kpnative.data.AnnotatedFace;
import kpnative.data.painted.SyntheticFaces;
import kpnative.files.FileTree;

/**
 * A data set as written after {@code --data}: {@code asf:DIR}, {@code pts:DIR}, {@code dlib:FILE},
 * {@code csv:FILE}, {@code synthetic} or {@code synthetic:N}, or a path alone, whose format is
 * detected from its content. Folders are searched recursively; every kind also accepts a single
 * file.
 */
public sealed interface DataSpec {
  /** The largest number of synthetic faces accepted; a larger one is taken for a typing error. */
  int MAX_SYNTHETIC = 10_000_000;

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
    int colon = text.indexOf(':');
    String kind = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    if (kind.equals("synthetic") && (colon >= 0 || !Files.exists(Path.of(text)))) {
      return new Synthetic(colon < 0 ? OptionalInt.empty() : OptionalInt.of(count(text, rest)));
    }
    Optional<AnnotationFormat> format =
        Arrays.stream(AnnotationFormat.values()).filter(f -> f.kind().equals(kind)).findFirst();
    if (colon >= 0 && format.isPresent()) {
      return new Annotations(format, path(text, rest));
    }
    // C:\faces and some/folder:2 are paths; fases:x is a misspelled kind
    boolean kindLike = colon > 1 && kind.matches("[a-z0-9_-]+");
    if (kindLike && !exists(text)) {
      throw new IllegalArgumentException(
          "unknown kind of data '"
              + kind
              + "' in '"
              + text
              + "': expected asf:, pts:, dlib:, csv:, synthetic[:N], or a path");
    }
    return new Annotations(Optional.empty(), path(text, text));
  }

  private static boolean exists(String text) {
    try {
      return Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false; // on Windows, a colon makes the path invalid
    }
  }

  private static Path path(String text, String path) {
    if (path.isBlank()) {
      throw new IllegalArgumentException("expected a path in '" + text + "', got none");
    }
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("expected a path in '" + text + "': " + e.getReason(), e);
    }
  }

  private static int count(String text, String number) {
    if (!number.matches("[1-9]\\d{0,8}") || Integer.parseInt(number) > MAX_SYNTHETIC) {
      throw new IllegalArgumentException(
          "expected synthetic:N with N from 1 to " + MAX_SYNTHETIC + ", got '" + text + "'");
    }
    return Integer.parseInt(number);
  }

  /** Receives the error of an annotation file that cannot be read. */
  @FunctionalInterface
  interface Unreadable {
    /** Returns to continue with the other files, or throws {@code e}. */
    void accept(IOException e) throws IOException;
  }

  /**
   * Annotation files under a path.
   *
   * @param format empty to detect it on reading
   * @param path a file or a folder, as written
   */
  record Annotations(Optional<AnnotationFormat> format, Path path) implements DataSpec {
    @Override
    public String absolute() {
      String kind = format.map(f -> f.kind() + ":").orElse("");
      return kind + path.toAbsolutePath().normalize();
    }

    @Override
    public List<AnnotatedFace> read(ReadOptions options) throws IOException {
      return read(
          options,
          e -> {
            throw e;
          });
    }

    /**
     * {@return the faces of the files that can be read; {@code unreadable} receives the errors of
     * the others}
     */
    List<AnnotatedFace> read(ReadOptions options, Unreadable unreadable) throws IOException {
      List<Path> files = FileTree.under(path);
      boolean single = !Files.isDirectory(path);
      AnnotationFormat f = format.isPresent() ? format.get() : detect(files, options);
      List<AnnotatedFace> faces = new ArrayList<>();
      boolean failed = false;
      for (Path file : files) {
        // a single file with an explicit format is not checked
        if ((single && format.isPresent()) || f.claims(file)) {
          try {
            faces.addAll(f.reader().read(file, options.notes()));
          } catch (IOException e) {
            unreadable.accept(e);
            failed = true;
          }
        }
      }
      if (faces.isEmpty() && !failed) {
        throw none(files, "." + f.extension());
      }
      return faces;
    }

    /**
     * Detects the format. Formats with one file per picture (ASF, PTS) take precedence over lists,
     * which may repeat the same pictures.
     */
    private AnnotationFormat detect(List<Path> files, ReadOptions options) throws IOException {
      Map<AnnotationFormat, Integer> counts = new EnumMap<>(AnnotationFormat.class);
      for (Path file : files) {
        for (AnnotationFormat f : AnnotationFormat.values()) {
          if (f.claims(file)) {
            counts.merge(f, 1, Integer::sum);
          }
        }
      }
      if (counts.isEmpty()) {
        throw none(files, ".asf, .pts, dlib .xml or .csv");
      }
      AnnotationFormat first = counts.keySet().iterator().next();
      if (counts.size() > 1) {
        options
            .notes()
            .accept(
                path
                    + " holds files of several formats: "
                    + inWords(counts)
                    + "; reading "
                    + first.kind()
                    + " (write KIND:PATH to choose)");
      }
      return first;
    }

    private static String inWords(Map<AnnotationFormat, Integer> counts) {
      return counts.entrySet().stream()
          .map(e -> e.getValue() + " " + e.getKey().kind())
          .collect(Collectors.joining(", "));
    }

    private IOException none(List<Path> files, String wanted) {
      return new IOException(
          "no annotated faces: expected "
              + wanted
              + " files in "
              + FileTree.spelled(path)
              + ", got "
              + files.size()
              + " other files");
    }
  }

  /**
   * Rendered faces with exact keypoints.
   *
   * @param count the number of faces; empty for that of the options
   */
  record Synthetic(OptionalInt count) implements DataSpec {
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
}
