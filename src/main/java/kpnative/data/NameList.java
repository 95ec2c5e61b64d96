package kpnative.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import kpnative.files.FileNames;
import kpnative.files.WrittenPath;

/**
 * A text file of picture names, one per line; {@code #} starts a comment. A name is a stem ({@code
 * image_0215}), a file name, a path or the end of a path ({@code lfpw/trainset/image_0215.jpg}),
 * with or without extension. It matches every picture whose path ends with these components.
 */
public final class NameList {
  private static final int MAX_BYTES = 64 << 20;

  private final Path file;
  private final Map<String, Integer> lines = new LinkedHashMap<>(); // normalised -> line
  private final Map<Integer, String> written = new TreeMap<>();
  private final Set<String> used = new HashSet<>();

  private NameList(Path file) {
    this.file = file;
  }

  /** {@return the list in {@code file}} */
  public static NameList read(Path file) throws IOException {
    NameList list = new NameList(file);
    int number = 0;
    for (String line : AnnotationText.lines(file, MAX_BYTES)) {
      number++;
      String name = line.replaceFirst("(^|\\s)#.*", "").strip();
      if (!name.isEmpty()) {
        Optional<String> problem = WrittenPath.problem(name);
        if (problem.isPresent()) {
          throw AnnotationText.error(
              file, number, "'" + AnnotationText.shown(name) + "' " + problem.get());
        }
        list.lines.putIfAbsent(normalised(name), number);
        list.written.put(number, name);
      }
    }
    if (list.lines.isEmpty()) {
      throw new IOException(
          FileNames.text(file) + ": expected names of pictures, one per line, got none");
    }
    return list;
  }

  /**
   * {@return whether a name matches the face's picture} Names that match count as known from then
   * on.
   */
  public boolean holds(AnnotatedFace face) {
    String path =
        normalised(
            face.picture() instanceof PictureFile file
                ? FileNames.text(file.path().toAbsolutePath())
                : face.picture().name());
    boolean held = false;
    int from = 0;
    int slash;
    do { // work/faces/a.jpg, faces/a.jpg, a.jpg
      String end = path.substring(from);
      held |= use(end);
      int dot = end.lastIndexOf('.');
      if (dot > end.lastIndexOf('/') + 1) {
        held |= use(end.substring(0, dot));
      }
      slash = path.indexOf('/', from);
      from = slash + 1;
    } while (slash >= 0);
    return held;
  }

  /** {@return the names that have matched no face so far, as written, each with its line} */
  public List<String> unknown() {
    List<String> out = new ArrayList<>();
    lines.forEach(
        (name, line) -> {
          if (!used.contains(name)) {
            out.add(written.get(line) + " (line " + line + " of " + FileNames.text(file) + ")");
          }
        });
    return out;
  }

  private boolean use(String name) {
    boolean known = lines.containsKey(name);
    if (known) {
      used.add(name);
    }
    return known;
  }

  /**
   * Normalises a name for comparison with the end of an absolute path: forward slashes, no {@code
   * .} components, no root.
   */
  private static String normalised(String name) {
    String slashes = name.replace('\\', '/');
    boolean climbs = slashes.startsWith("../");
    String path =
        climbs ? FileNames.text(FileNames.path(slashes).toAbsolutePath().normalize()) : slashes;
    return path.replace('\\', '/').replaceAll("/(\\./)+", "/").replaceFirst("^(\\./)*/*", "");
  }
}
