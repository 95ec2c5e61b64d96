package kpnative.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_objdetect;

/**
 * Loads OpenCV's dnn and objdetect modules, which face finders use. These libraries (about 18 MB)
 * are unpacked and loaded only when the first finder is made, so an application that supplies the
 * boxes never loads them.
 */
public final class FaceNatives {
  private static boolean loaded;

  private FaceNatives() {}

  /**
   * Loads these libraries and their dependencies. Call it before using any org.bytedeco class that
   * needs them. Idempotent and thread-safe.
   *
   * @throws UncheckedIOException as {@link NativeRuntime#load}
   */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    NativeRuntime.loadForDetection();
    try {
      NativeConfig config = NativeConfig.group(Loader.Detector.getPlatform(), "faces");
      NativeRuntime.loadInOrder(config, NativeRuntime.filled(config).folder());
      Loader.load(opencv_dnn.class);
      Loader.load(opencv_objdetect.class);
      loaded = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
