package kpnative.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.Loader;

/** Loads the native libraries, once, in an order that is right on every machine. */
public final class NativeRuntime {
  private static boolean loaded;

  private NativeRuntime() {}

  /** Makes LibTorch and OpenCV ready for use. Idempotent and thread-safe. */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    try {
      Class<?> c =
          Class.forName(
              "org.bytedeco.pytorch.global.torch", false, NativeRuntime.class.getClassLoader());
      Loader.cacheResource(c, "/org/bytedeco/pytorch/" + Loader.getPlatform() + "/libtorch_cpu.so");
      Loader.load(c);
      Loader.load(org.bytedeco.opencv.global.opencv_imgproc.class);
      Loader.load(org.bytedeco.opencv.global.opencv_imgcodecs.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    org.bytedeco.opencv.global.opencv_core.setNumThreads(0);
    loaded = true;
  }
}
