package kpnative.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kpnative.augment.DrawnAugmentation;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import kpnative.text.SpecMapper;

/**
 * The drawn augmentations of a preview, stored as JSON: a list of objects with {@code picture},
 * {@code annotation} and {@code augmentation}.
 *
 * @param all in the order of the samples
 */
record DrawnChanges(List<Entry> all) {
  private static final int MOST_BYTES = 64 << 20;

  /**
   * The augmentation of one sample.
   *
   * @param picture name of the face's picture
   * @param annotation file and line of the annotation
   * @param augmentation the drawn steps and their values
   */
  record Entry(String picture, String annotation, DrawnAugmentation augmentation) {}

  /** Copies the list. */
  DrawnChanges {
    all = List.copyOf(all);
  }

  /**
   * {@return the augmentations that {@link #write} stored}
   *
   * @throws IOException with the path, if the file cannot be read or holds something else
   */
  static DrawnChanges read(Path file) throws IOException {
    List<Entry> all = new ArrayList<>();
    try {
      String json = InputFile.text(file, "a list of drawn augmentations", MOST_BYTES);
      JsonNode list = SpecMapper.tree(json, FileNames.text(file));
      if (!list.isArray() || list.isEmpty()) {
        throw new IOException(
            FileNames.text(file) + ": expected a list of at least one drawn augmentation");
      }
      for (JsonNode node : list) {
        all.add(SpecMapper.fromTree(node, Entry.class));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(
          FileNames.text(file) + ": entry " + all.size() + ": " + e.getMessage(), e);
    }
    return new DrawnChanges(all);
  }

  /**
   * Replaces {@code file} atomically.
   *
   * @throws IOException with the path, if it cannot be written
   */
  void write(Path file) throws IOException {
    String text =
        all.stream()
            .map(e -> SpecMapper.toTree(e).toString())
            .collect(Collectors.joining(",\n ", "[", "]\n"));
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
