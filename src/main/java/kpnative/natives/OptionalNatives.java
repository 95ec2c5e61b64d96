package kpnative.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_objdetect;

/**
 * Native libraries that are unpacked and loaded only when something needs them, so that what finds
 * keypoints in a known box neither waits for them nor keeps them.
 *
 * <p>They go into a folder of their own below {@link NativeRuntime#cacheRoot()}.
 */
public enum OptionalNatives {
  /** OpenCV's networks and boosted cascades: about 18 MB. */
  FACES("faces");

  private final String list;
  private boolean loaded;

  OptionalNatives(String list) {
    this.list = list;
  }

  /**
   * Makes these libraries ready for use, after those of {@link NativeRuntime#load}: before the
   * first class of org.bytedeco that needs them. Idempotent and thread-safe.
   *
   * @throws UncheckedIOException if they can't be unpacked or loaded: one line, with the folder and
   *     what to do
   */
  public synchronized void load() {
    if (loaded) {
      return;
    }
    NativeRuntime.load();
    try {
      ClassLoader loader = Objects.requireNonNull(OptionalNatives.class.getClassLoader());
      NativeConfig config = NativeConfig.group(Loader.Detector.getPlatform(), list);
      List<BundledLibrary> files = new ArrayList<>();
      for (String path : config.libraries()) {
        files.add(BundledLibrary.find(path, loader));
      }
      LibraryCache cache = new LibraryCache(NativeRuntime.cacheRoot(), config, files);
      cache.fill();
      NativeRuntime.loadInOrder(config, cache.folder());
      Loader.load(opencv_dnn.class);
      Loader.load(opencv_objdetect.class);
      loaded = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
