package kpnative.image;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import kpnative.files.FileTree;

/**
 * The pictures in a folder, and what else is in it.
 *
 * @param pictures in name order
 * @param others a description of the other files by count and kind, such as {@code 3 others: 2
 *     text, 1 video (film.avi: give it by itself)}; empty if there are none
 */
public record FoundPictures(List<Path> pictures, String others) {
  /** Copies the list. */
  public FoundPictures {
    pictures = List.copyOf(pictures);
  }

  /** {@return the pictures, with a description of the other files} */
  static FoundPictures of(List<Path> pictures, Map<Path, FileKind> others) {
    Map<FileKind, Integer> counts = new EnumMap<>(FileKind.class);
    Map<FileKind, Path> first = new EnumMap<>(FileKind.class);
    others.forEach(
        (file, kind) -> {
          counts.merge(kind, 1, Integer::sum);
          first.putIfAbsent(kind, file);
        });
    StringBuilder text = new StringBuilder();
    first.forEach(
        (kind, file) -> {
          text.append(text.isEmpty() ? ": " : ", ").append(counts.get(kind));
          text.append(' ').append(kind.word());
          String what = advice(kind);
          if (!what.isEmpty()) {
            text.append(" (").append(FileTree.nameOf(file)).append(what).append(')');
          }
        });
    int n = others.size();
    String described = n == 0 ? "" : n + (n == 1 ? " other" : " others") + text;
    return new FoundPictures(pictures, described);
  }

  private static String advice(FileKind kind) {
    return switch (kind) {
      case VIDEO -> ": give it by itself";
      case OTHER_PICTURE -> ": save it as JPEG or PNG";
      default -> "";
    };
  }
}
