package kpnative.video;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends the waiting of a film that FFmpeg opens itself: it asks several times a second whether to go
 * on. One callback for all, as in {@link FilmBytes}. Thread-safe.
 */
final class FilmInterrupt implements AutoCloseable {
  private static final Map<Long, FilmInterrupt> OPEN = new ConcurrentHashMap<>();
  private static final Asks ASKS = new Asks();

  static { // no scope of the thread that came here first frees it
    ASKS.retainReference();
  }

  private final long key;
  private volatile boolean asked;

  /**
   * Lets a film be interrupted, until this is closed.
   *
   * @param film borrowed
   */
  FilmInterrupt(AVFormatContext film) {
    key = film.address();
    OPEN.put(key, this);
    AVIOInterruptCB callback = film.interrupt_callback();
    callback.callback(ASKS);
    callback.opaque(film);
  }

  /** Interrupts the film. */
  void interrupt() {
    asked = true;
  }

  /** To be called once the film is freed: then another one may be at its address. Idempotent. */
  @Override
  public void close() {
    OPEN.remove(key, this);
  }

  /** FFmpeg asks. */
  private static final class Asks extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(Pointer film) {
      FilmInterrupt of = OPEN.get(film.address());
      return of != null && of.asked ? 1 : 0;
    }
  }
}
