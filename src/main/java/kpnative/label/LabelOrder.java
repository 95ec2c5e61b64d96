package kpnative.label;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.InputFile;
import kpnative.files.WrittenPath;
import kpnative.text.SpecMapper;
import org.jspecify.annotations.Nullable;

/**
 * Which faces to look at first: lines of JSON, {@code {"file": "a.jpg", "face": 0, "score": 0.8,
 * "reason": "..."}}, of which {@code file} is needed; relative to the list or to the set's folder.
 *
 * @param items in the file's order
 */
record LabelOrder(List<Item> items) {
  private static final int MAX_BYTES = 64 << 20;
  private static final int MOST_REASON = 500;

  /** None. */
  static final LabelOrder NONE = new LabelOrder(List.of());

  /**
   * A face to look at.
   *
   * @param picture in the set
   * @param face its place among the picture's faces, from 0
   * @param reason for people; possibly empty
   */
  record Item(int picture, int face, String reason) {}

  LabelOrder {
    items = List.copyOf(items);
  }

  /**
   * {@return the order that a file says}
   *
   * @param folder the set's
   * @param notes receives a line for pictures that the set doesn't have
   * @throws IOException if the file cannot be read, a line is no such object, or none names a
   *     picture of the set
   */
  static LabelOrder read(Path file, List<Path> pictures, Path folder, Consumer<String> notes)
      throws IOException {
    Map<Path, Integer> places = new HashMap<>();
    for (int i = 0; i < pictures.size(); i++) {
      places.put(key(pictures.get(i)), i);
    }
    List<Item> items = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    int line = 0;
    for (String text : InputFile.lines(file, "a list of faces in JSON lines", MAX_BYTES)) {
      line++;
      if (text.isBlank()) {
        continue;
      }
      String place = FileNames.text(file) + ":" + line;
      JsonNode item = SpecMapper.tree(text, place);
      JsonNode face = item.path("face");
      boolean counts = face.isMissingNode() || (face.isInt() && face.intValue() >= 0);
      if (!item.path("file").isTextual() || !counts) {
        throw new IOException(
            place + ": expected {\"file\": \"a.jpg\", \"face\": 0, \"reason\": \"...\"}");
      }
      String written = item.path("file").asText();
      Integer picture =
          WrittenPath.of(written)
              .map(
                  path ->
                      found(places, List.of(FileTree.folderOf(file), folder, Path.of("")), path))
              .orElse(null);
      if (picture == null) {
        unknown.add(written);
      } else {
        String reason = item.path("reason").asText("");
        items.add(
            new Item(
                picture,
                face.asInt(0),
                reason.substring(0, Math.min(MOST_REASON, reason.length()))));
      }
    }
    if (items.isEmpty()) {
      throw new IOException(FileNames.text(file) + ": names no picture of the set");
    }
    if (!unknown.isEmpty()) {
      notes.accept(
          FileNames.text(file)
              + ": "
              + unknown.size()
              + " pictures are not of the set; first: "
              + unknown.get(0));
    }
    return new LabelOrder(items);
  }

  private static @Nullable Integer found(
      Map<Path, Integer> places, List<Path> folders, Path written) {
    for (Path folder : folders) {
      Integer place = places.get(key(folder.resolve(written)));
      if (place != null) {
        return place;
      }
    }
    return null;
  }

  private static Path key(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
