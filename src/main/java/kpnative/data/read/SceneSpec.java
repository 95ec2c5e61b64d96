package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.data.SceneSources;
import kpnative.data.painted.PaintedScenes;
import kpnative.data.rendered.HeadModel;
import kpnative.data.rendered.HeadModelFile;
import kpnative.data.rendered.RenderedScenes;
import kpnative.files.FileNames;
import kpnative.geometry.Size;

/**
 * Which scenes a face finder is trained on: {@code painted}; {@code rendered:HEAD} with the file or
 * folder of a 3D head; or {@code folder:DIR}, a {@link SceneFolder}.
 *
 * @param kind where they come from
 * @param path as written; empty for painted scenes
 */
public record SceneSpec(Kind kind, Optional<Path> path) {
  private static final Size SIZE = new Size(640, 480);

  /** Where scenes come from. */
  public enum Kind {
    /** Painted faces. */
    PAINTED,
    /** A 3D head. */
    RENDERED,
    /** Pictures in a folder. */
    FOLDER;

    private String prefix() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * {@return the scenes that a text names}
   *
   * @throws IllegalArgumentException if it names none
   */
  public static SceneSpec parse(String text) {
    if (text.equals(Kind.PAINTED.prefix())) {
      return new SceneSpec(Kind.PAINTED, Optional.empty());
    }
    for (Kind kind : List.of(Kind.RENDERED, Kind.FOLDER)) {
      String start = kind.prefix() + ":";
      if (text.startsWith(start) && text.length() > start.length()) {
        Path path = SpecText.path(text, text.substring(start.length()));
        return new SceneSpec(kind, Optional.of(path));
      }
    }
    throw new IllegalArgumentException(
        "scenes are painted, rendered:HEAD with the file or folder of a 3D head, or folder:DIR, got"
            + " '"
            + text
            + "'");
  }

  /** {@return the same scenes with an absolute path} */
  public String absolute() {
    return path.map(p -> kind.prefix() + ":" + FileNames.text(p.toAbsolutePath().normalize()))
        .orElse(kind.prefix());
  }

  /**
   * {@return what makes the scenes}
   *
   * @throws IOException if the head's file, or the folder's table, cannot be read
   */
  public SceneSources sources() throws IOException {
    if (kind == Kind.PAINTED) {
      return SceneSources.of(PaintedScenes::new);
    }
    if (kind == Kind.FOLDER) {
      return SceneFolder.read(path.orElseThrow());
    }
    HeadModel head = HeadModelFile.read(path.orElseThrow());
    return SceneSources.of(seed -> RenderedScenes.of(head, seed, SIZE));
  }
}
