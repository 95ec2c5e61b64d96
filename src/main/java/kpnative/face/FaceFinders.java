package kpnative.face;

import java.io.IOException;
import java.nio.file.Path;
import kpnative.files.FileTree;
import kpnative.finder.BuiltInFinder;

/** Makes face finders: one for each concurrent call, since a finder is not thread-safe. */
@FunctionalInterface
public interface FaceFinders {
  /**
   * {@return a new finder, owned by the caller}
   *
   * @throws IOException if a file that it needs cannot be read
   */
  FaceFinder make() throws IOException;

  /**
   * {@return a factory of kp-native's own finder in the jar, a {@link NetworkFinder}; of {@link
   * CascadeFinder}s where this build has none}
   */
  static FaceFinders builtIn() {
    return BuiltInFinder.isPresent() ? () -> new NetworkFinder(BuiltInFinder.read()) : cascades();
  }

  /**
   * {@return a factory of the finder in a file: a {@link NetworkFinder} of safetensors, by the
   * file's name, or else a {@link YuNet} of ONNX}
   */
  static FaceFinders ofFile(Path file) {
    return FileTree.hasExtension(file, "safetensors") ? network(file) : yuNet(file);
  }

  /** {@return a factory of {@link NetworkFinder}s from a finder's weight file} */
  static FaceFinders network(Path file) {
    return () -> NetworkFinder.load(file);
  }

  /** {@return a factory of {@link CascadeFinder}s, which need no file} */
  static FaceFinders cascades() {
    return CascadeFinder::new;
  }

  /** {@return a factory of {@link YuNet}s from the ONNX file} */
  static FaceFinders yuNet(Path file) {
    return () -> YuNet.load(file);
  }

  /**
   * {@return a factory of finders that also look at small parts of large pictures, so that small
   * faces are found; a search takes about 0.17 s a megapixel with faces from 24 pixels, 0.07 s with
   * faces from 48}
   *
   * @param finders of the finders that look
   * @param from the size of the smallest faces, the square root of the area of their keypoints'
   *     box, pixels of the picture; 8 to 10,000
   * @throws IllegalArgumentException if the size is out of range
   */
  static FaceFinders tiled(FaceFinders finders, double from) {
    double size = TiledFinder.requireSize(from);
    return () -> new TiledFinder(finders.make(), size);
  }
}
