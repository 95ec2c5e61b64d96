package kpnative.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_objdetect;

/**
 * OpenCV's networks and boosted cascades, for finding faces: about 18 MB that are unpacked and
 * loaded only when a face is first looked for, so that what finds keypoints in a known box neither
 * waits for them nor keeps them.
 */
public final class FaceNatives {
  private static boolean loaded;

  private FaceNatives() {}

  /**
   * Makes these libraries ready for use, and those that they need: before the first class of
   * org.bytedeco that needs them. Idempotent and thread-safe.
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
