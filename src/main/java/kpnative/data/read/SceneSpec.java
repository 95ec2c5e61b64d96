package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongFunction;
import kpnative.data.SceneSource;
import kpnative.data.painted.PaintedScenes;
import kpnative.data.rendered.HeadModel;
import kpnative.data.rendered.HeadModelFile;
import kpnative.data.rendered.RenderedScenes;
import kpnative.files.FileNames;
import kpnative.geometry.Size;

/**
 * Which scenes a face finder is trained on: {@code painted}, or {@code rendered:HEAD} with the file
 * or folder of a 3D head.
 *
 * @param head as written; empty for painted scenes
 */
public record SceneSpec(Optional<Path> head) {
  private static final String PAINTED = "painted";
  private static final String RENDERED = "rendered:";
  private static final Size SIZE = new Size(640, 480);

  /**
   * {@return the scenes that a text names}
   *
   * @throws IllegalArgumentException if it names none
   */
  public static SceneSpec parse(String text) {
    if (text.equals(PAINTED)) {
      return new SceneSpec(Optional.empty());
    }
    if (!text.startsWith(RENDERED) || text.length() == RENDERED.length()) {
      throw new IllegalArgumentException(
          "scenes are painted, or rendered:HEAD with the file or folder of a 3D head, got '"
              + text
              + "'");
    }
    return new SceneSpec(Optional.of(SpecText.path(text, text.substring(RENDERED.length()))));
  }

  /** {@return the same scenes with an absolute path} */
  public String absolute() {
    return head.map(path -> RENDERED + FileNames.text(path.toAbsolutePath().normalize()))
        .orElse(PAINTED);
  }

  /**
   * {@return what makes scenes for a seed}
   *
   * @throws IOException if the head's file cannot be read
   */
  public LongFunction<SceneSource> sources() throws IOException {
    if (head.isEmpty()) {
      return PaintedScenes::new;
    }
    HeadModel model = HeadModelFile.read(head.get());
    return seed -> RenderedScenes.of(model, seed, SIZE);
  }
}
