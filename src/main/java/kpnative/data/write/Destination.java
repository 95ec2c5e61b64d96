package kpnative.data.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import kpnative.data.read.AnnotationFormat;
import kpnative.files.FileNames;
import kpnative.files.OutputFiles;
import kpnative.files.WrittenPath;

/**
 * Where annotations are to be written, and in which format.
 *
 * @param format one that has a writer
 * @param path the file; for a format with a file for each picture, the folder
 */
public record Destination(AnnotationFormat format, Path path) {
  /**
   * {@return the destination that a text names}
   *
   * @param text {@code KIND:PATH}, or a path
   * @param kind the kind, where the text does not say it
   * @throws IllegalArgumentException if neither says it, they say two, or it is not written
   */
  public static Destination parse(String text, Optional<String> kind) {
    int colon = text.indexOf(':');
    String first = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    Optional<AnnotationFormat> spelled = AnnotationFormat.named(first);
    Optional<AnnotationFormat> asked =
        kind.map(k -> AnnotationFormat.named(k).orElseThrow(() -> unknown(k)));
    if (asked.isPresent() && spelled.isPresent() && !asked.equals(spelled)) {
      throw new IllegalArgumentException(
          "expected one kind, got " + asked.get().kind() + " and '" + text + "'");
    }
    AnnotationFormat format = asked.or(() -> spelled).orElseThrow(() -> unknown(text));
    if (!Writers.formats().contains(format)) {
      throw unknown(text);
    }
    String path = spelled.isPresent() ? text.substring(colon + 1) : text;
    Optional<Path> written = path.isBlank() ? Optional.empty() : WrittenPath.of(path);
    return new Destination(
        format,
        written.orElseThrow(
            () -> new IllegalArgumentException("expected a path in '" + text + "', got none")));
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "expected a kind that is written ("
            + Writers.kinds()
            + ") as KIND:PATH, got '"
            + text
            + "'");
  }

  /**
   * Refuses, before any work, what {@link AnnotationFiles#write} would refuse after it.
   *
   * @param files takes the file, and has those that get other results of the same command
   * @throws IOException if the file exists and must not be replaced, or its folder is a file
   * @throws IllegalArgumentException if another result gets it
   */
  public void requireFree(OutputFiles files) throws IOException {
    if (Writers.of(format).form() == SetWriter.Form.FOLDER) {
      return; // its files are looked at when they are known, before the first is written
    }
    files.inNewFolder(path);
    Path folder = path.toAbsolutePath().getParent(); // made on writing, as those of pts are
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("cannot write " + FileNames.text(path) + ": its folder is a file");
    }
  }
}
