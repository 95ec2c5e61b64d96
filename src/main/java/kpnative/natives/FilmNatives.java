package kpnative.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import kpnative.checks.OptionalArtifact;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/**
 * Loads FFmpeg, which opens and makes films. Its libraries (about 60 MB) are unpacked and loaded
 * only when the first film is opened, and their artifact is optional.
 */
public final class FilmNatives {
  /**
   * The limit on a single allocation by FFmpeg, bytes: a frame of 8192 x 8192 pixels has 64 MB a
   * plane. What a damaged file asks for beyond it is refused.
   */
  private static final long MOST_BYTES_AT_ONCE = 256L << 20;

  private static boolean loaded;
  private static boolean camerasLoaded;

  private FilmNatives() {}

  /**
   * Loads these libraries and their dependencies. Call it before using any class of
   * org.bytedeco.ffmpeg. Idempotent and thread-safe.
   *
   * @throws UncheckedIOException as {@link NativeRuntime#load}
   * @throws IllegalStateException if {@link OptionalArtifact#FFMPEG} is absent
   */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    OptionalArtifact.FFMPEG.require();
    NativeRuntime.loadForDetection();
    try {
      group("films");
      Loader.load(avutil.class);
      Loader.load(avcodec.class);
      Loader.load(avformat.class);
      Loader.load(swscale.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    avutil.av_log_set_level(avutil.AV_LOG_QUIET); // our own messages name the film
    avutil.av_max_alloc(MOST_BYTES_AT_ONCE);
    avformat.avformat_network_init(); // opens nothing
    loaded = true;
  }

  /**
   * Loads what reads cameras, which needs libraries for sound and windows of the machine.
   *
   * @throws UncheckedIOException as {@link #load}, also if the machine lacks those
   * @throws IllegalStateException as {@link #load}
   */
  public static synchronized void loadCameras() {
    load();
    if (camerasLoaded) {
      return;
    }
    try {
      group("cameras");
      Loader.load(avfilter.class);
      Loader.load(avdevice.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    avdevice.avdevice_register_all();
    camerasLoaded = true;
  }

  private static void group(String name) throws IOException {
    NativeConfig config = NativeConfig.group(Loader.Detector.getPlatform(), name);
    NativeRuntime.loadInOrder(config, NativeRuntime.filled(config).folder());
  }
}
