package kpnative.label;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The page's own files, of the jar: these and no others. */
final class PageFiles {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("index.html", "text/html; charset=utf-8"),
          Map.entry("label.css", "text/css; charset=utf-8"),
          Map.entry("icon.svg", "image/svg+xml"),
          Map.entry("main.js", "text/javascript; charset=utf-8"),
          Map.entry("api.js", "text/javascript; charset=utf-8"),
          Map.entry("face.js", "text/javascript; charset=utf-8"),
          Map.entry("keys.js", "text/javascript; charset=utf-8"),
          Map.entry("list.js", "text/javascript; charset=utf-8"),
          Map.entry("saver.js", "text/javascript; charset=utf-8"),
          Map.entry("panel.js", "text/javascript; charset=utf-8"),
          Map.entry("stage.js", "text/javascript; charset=utf-8"),
          Map.entry("theme.js", "text/javascript; charset=utf-8"));

  private final Map<String, PageFile> content = new HashMap<>();

  /** A file and its type. */
  record PageFile(byte[] bytes, String type) {}

  /**
   * Reads them.
   *
   * @throws IOException if the jar is damaged
   */
  PageFiles() throws IOException {
    for (Map.Entry<String, String> file : TYPES.entrySet()) {
      String name = file.getKey();
      try (InputStream in = PageFiles.class.getResourceAsStream("/kpnative/label/" + name)) {
        if (in == null) {
          throw new IOException("the jar lacks kpnative/label/" + name);
        }
        content.put(name, new PageFile(in.readAllBytes(), file.getValue()));
      }
    }
  }

  /** {@return the file of this name; the page itself for none} */
  Optional<PageFile> named(String name) {
    String file = name.isEmpty() ? "index.html" : name;
    return Optional.ofNullable(content.get(file));
  }
}
