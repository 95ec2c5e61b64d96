package kpnative.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A text file of pictures' names, one a line; {@code #} begins a comment. A name is a stem ({@code
 * image_0215}), a file name, or a path or its end ({@code lfpw/trainset/image_0215.jpg}), with or
 * without extension; it means every picture that it fits.
 */
public final class NameList {
  private static final int MAX_BYTES = 64 << 20;

  private final Path file;
  private final Map<String, Integer> lines = new LinkedHashMap<>(); // normal form -> line number
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
        list.lines.putIfAbsent(normal(name), number);
        list.written.put(number, name);
      }
    }
    if (list.lines.isEmpty()) {
      throw new IOException(file + ": expected names of pictures, one a line, got none");
    }
    return list;
  }

  /** {@return whether a name fits the face's picture; remembers which names did} */
  public boolean holds(AnnotatedFace face) {
    String path =
        normal(
            face.picture() instanceof PictureFile file
                ? file.path().toAbsolutePath().toString()
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

  /** {@return the names that have fitted no face so far, as written, with their lines} */
  public List<String> unknown() {
    List<String> out = new ArrayList<>();
    lines.forEach(
        (name, line) -> {
          if (!used.contains(name)) {
            out.add(written.get(line) + " (line " + line + " of " + file + ")");
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
   * Forward slashes, no dots, no root: what the end of a picture's absolute path is compared with.
   */
  private static String normal(String name) {
    String slashes = name.replace('\\', '/');
    boolean climbs = slashes.startsWith("../");
    String path = climbs ? Path.of(slashes).toAbsolutePath().normalize().toString() : slashes;
    return path.replace('\\', '/').replaceAll("/(\\./)+", "/").replaceFirst("^(\\./)*/*", "");
  }
}
