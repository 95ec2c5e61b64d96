package kpnative.face;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes face finders: one for each call that searches at a time, since a finder serves one thread.
 */
@FunctionalInterface
public interface FaceFinders {
  /**
   * {@return a new finder, owned by the caller}
   *
   * @throws IOException if a file that it needs cannot be read
   */
  FaceFinder make() throws IOException;

  /** {@return the maker of {@link CascadeFinder}s, which need no file} */
  static FaceFinders cascades() {
    return CascadeFinder::new;
  }

  /** {@return the maker of {@link YuNet}s from its ONNX file} */
  static FaceFinders yuNet(Path file) {
    return () -> YuNet.load(file);
  }
}
