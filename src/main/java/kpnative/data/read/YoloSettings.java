package kpnative.data.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.InputFile;
import kpnative.files.WrittenPath;
import kpnative.text.PlainText;
import kpnative.text.SpecYaml;

/**
 * A {@code data.yaml} of YOLO's poses.
 *
 * @param file the file
 * @param root the folder from which its parts are named
 * @param parts folders of pictures, or lists of them: {@code train}, {@code val} and {@code test}
 * @param layouts the classes, all with the same points
 * @param count the number of points of each, K
 * @param dims 2 for x and y, 3 with a flag
 */
record YoloSettings(
    Path file, Path root, List<String> parts, List<PointLayout> layouts, int count, int dims) {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_CLASSES = 10_000;

  /** {@return the settings in a file} */
  static YoloSettings read(Path file, Consumer<String> faults) throws IOException {
    String text = InputFile.text(file, "a data.yaml of YOLO", MAX_BYTES);
    JsonNode tree;
    try {
      tree = SpecYaml.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      String said = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new IOException(
          FileNames.text(file) + ":" + line + ": not YAML: " + PlainText.line(said), e);
    }
    JsonValue root = new JsonValue(file, "", tree);
    List<JsonValue> shape = root.get("kpt_shape").items();
    if (shape.size() != 2) {
      throw root.get("kpt_shape").error("expected [points, 2 or 3], got " + shape.size());
    }
    int count = shape.get(0).whole(1, FaceReader.MAX_KEYPOINTS);
    int dims = shape.get(1).whole(2, 3);
    return new YoloSettings(
        file, rootOf(root), parts(root), layouts(root, count, faults), count, dims);
  }

  /** Ultralytics looks for a relative path in a folder of its own, too, which nobody here has. */
  private static Path rootOf(JsonValue root) throws IOException {
    Path folder = FileTree.folderOf(root.file());
    if (root.has("path")) {
      Optional<Path> written = WrittenPath.of(root.get("path").key()).map(folder::resolve);
      if (written.isPresent() && Files.isDirectory(written.get())) {
        return written.get();
      }
    }
    return folder;
  }

  private static List<String> parts(JsonValue root) throws IOException {
    List<String> parts = new ArrayList<>();
    for (String name : List.of("train", "val", "test")) {
      if (root.get(name).node().isArray()) {
        for (JsonValue part : root.get(name).items()) {
          parts.add(part.key());
        }
      } else if (root.has(name)) {
        parts.add(root.get(name).key());
      }
    }
    parts.removeIf(String::isBlank); // "test:" with nothing after it, as in all examples
    return parts;
  }

  private static List<PointLayout> layouts(JsonValue root, int count, Consumer<String> faults)
      throws IOException {
    Optional<List<Integer>> mirror = mirror(root, count, faults);
    Map<Integer, JsonValue> points = new TreeMap<>();
    if (root.has("kpt_names")) {
      points.putAll(numbered(root.get("kpt_names")));
    }
    List<PointLayout> layouts = new ArrayList<>();
    for (Map.Entry<Integer, JsonValue> kind : numbered(root.get("names")).entrySet()) {
      if (kind.getKey() != layouts.size()) {
        throw root.get("names").error("expected the classes 0, 1, ... in turn");
      }
      String name = kind.getValue().key();
      List<String> names = new ArrayList<>();
      if (points.containsKey(kind.getKey())) {
        for (JsonValue point : points.getOrDefault(kind.getKey(), root).items()) {
          names.add(point.key());
        }
      }
      boolean named = names.size() == count;
      try {
        PointLayout layout = named ? PointLayout.of(name, names) : PointLayout.unnamed(name, count);
        layouts.add(layout.withMirror(mirror));
      } catch (IllegalArgumentException e) {
        throw root.get("kpt_names").error(String.valueOf(e.getMessage()));
      }
    }
    if (layouts.isEmpty()) {
      throw root.get("names").error("expected at least one class");
    }
    return layouts;
  }

  private static Optional<List<Integer>> mirror(JsonValue root, int count, Consumer<String> faults)
      throws IOException {
    if (!root.has("flip_idx") || root.get("flip_idx").items().isEmpty()) {
      return Optional.empty();
    }
    List<Integer> mirror = new ArrayList<>();
    for (JsonValue index : root.get("flip_idx").items()) {
      mirror.add(index.whole(0, count - 1));
    }
    try {
      return PointLayout.unnamed("", count).withMirror(Optional.of(mirror)).mirror();
    } catch (IllegalArgumentException e) {
      faults.accept(
          root.get("flip_idx").place()
              + ": expected pairs that change places, got other indices, passed over");
      return Optional.empty();
    }
  }

  /** {@return the values of a list, or of a map from numbers, by number} */
  private static Map<Integer, JsonValue> numbered(JsonValue v) throws IOException {
    Map<Integer, JsonValue> out = new TreeMap<>();
    if (v.node().isArray()) {
      v.items().forEach(item -> out.put(out.size(), item));
    } else {
      for (Iterator<String> names = v.node().fieldNames(); names.hasNext(); ) {
        String number = names.next();
        if (!number.matches("\\d{1,4}")) {
          throw v.error("expected numbers before names, got '" + PlainText.line(number) + "'");
        }
        out.put(Integer.parseInt(number), v.get(number));
      }
    }
    if (out.size() > MAX_CLASSES) {
      throw v.error("expected at most " + MAX_CLASSES + " classes");
    }
    return out;
  }

  /** {@return the folder or list of this name; empty if there is none} */
  Optional<Path> find(String part) {
    Optional<Path> named = WrittenPath.of(part);
    return named
        .map(root::resolve)
        .filter(Files::exists)
        .or(() -> named.map(FileTree.folderOf(file)::resolve).filter(Files::exists));
  }
}
