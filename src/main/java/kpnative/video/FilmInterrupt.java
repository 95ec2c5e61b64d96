package kpnative.video;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends the waiting of films that FFmpeg opens itself: it asks several times a second whether to go
 * on. One callback for all, as in {@link FilmBytes}. Thread-safe.
 */
final class FilmInterrupt {
  private static final Map<Long, Boolean> ASKED = new ConcurrentHashMap<>();
  private static final Asks ASKS = new Asks();

  static { // no scope of the thread that came here first frees it
    ASKS.retainReference();
  }

  private FilmInterrupt() {}

  /** Lets a film be interrupted, until it is forgotten. */
  static void register(AVFormatContext film) {
    ASKED.put(film.address(), false);
    AVIOInterruptCB callback = film.interrupt_callback();
    callback.callback(ASKS);
    callback.opaque(film);
  }

  /** Interrupts a film, if it is registered. */
  static void interrupt(long film) {
    ASKED.replace(film, true);
  }

  static void forget(long film) {
    ASKED.remove(film);
  }

  /** FFmpeg asks. */
  private static final class Asks extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(Pointer film) {
      return Boolean.TRUE.equals(ASKED.get(film.address())) ? 1 : 0;
    }
  }
}
