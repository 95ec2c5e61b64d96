package kpnative.face;

import java.io.IOException;
import java.nio.file.Path;

/** Makes face finders: one for each concurrent call, since a finder is not thread-safe. */
@FunctionalInterface
public interface FaceFinders {
  /**
   * {@return a new finder, owned by the caller}
   *
   * @throws IOException if a file that it needs cannot be read
   */
  FaceFinder make() throws IOException;

  /** {@return a factory of {@link CascadeFinder}s, which need no file} */
  static FaceFinders cascades() {
    return CascadeFinder::new;
  }

  /** {@return a factory of {@link YuNet}s from the ONNX file} */
  static FaceFinders yuNet(Path file) {
    return () -> YuNet.load(file);
  }
}
