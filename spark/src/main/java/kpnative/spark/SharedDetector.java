package kpnative.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kpnative.find.FaceKeypoints;
import kpnative.image.DecodedPhoto;
import kpnative.infer.Face;

/*
 * Tasks come and go, and an executor runs as many at a time as it has cores. All of them use one
 * detector: it is thread-safe, and its calls never wait for each other. It is made by the first task,
 * and closed when the executor's Java ends, or, where driver and executor are one process, when the
 * application does.
 */
/** The detector of this executor for some settings. Thread-safe. */
final class SharedDetector {
  private static final Map<PredictionSettings, SharedDetector> OPEN =
      new HashMap<>(); // guarded by the class

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SharedDetector::closeAll, "kpnative-close"));
  }

  private final FaceKeypoints faces;
  private volatile boolean ending;

  private SharedDetector(FaceKeypoints faces) {
    this.faces = faces;
  }

  /**
   * {@return the detector, made if this is the first call}
   *
   * @throws UncheckedIOException if it cannot be made: no photograph's fault, so the task's failure
   */
  static synchronized SharedDetector of(PredictionSettings settings) {
    SharedDetector open = OPEN.get(settings);
    if (open == null) {
      try {
        open = new SharedDetector(settings.open());
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
      OPEN.put(settings, open);
    }
    return open;
  }

  /** Closes all detectors of this process, once their running calls have ended. */
  static void closeAll() {
    List<SharedDetector> all;
    synchronized (SharedDetector.class) {
      all = List.copyOf(OPEN.values());
      OPEN.clear();
    }
    all.forEach(each -> each.ending = true);
    all.forEach(each -> each.faces.close());
  }

  /** {@return how many detectors are open in this process} */
  static synchronized int open() {
    return OPEN.size();
  }

  /**
   * {@return the faces of a photograph, from left to right}
   *
   * @param photo borrowed
   * @throws IOException if it cannot be read
   */
  List<Face> find(DecodedPhoto photo) throws IOException {
    return faces.find(photo);
  }

  /** {@return whether this process is ending: what fails now says nothing about a photograph} */
  boolean isEnding() {
    return ending;
  }
}
