package kpnative.predict;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import kpnative.video.FilmWriter;
import kpnative.video.FrameSequence;
import org.jspecify.annotations.Nullable;

/*
 * Two threads: the caller's finds faces, which takes longest, and this one decodes the frames to come, and
 * draws and encodes those that are found, in turn. At most two frames of each wait, so that memory
 * does not grow where one of the two is slower. A camera's frames are not fetched ahead: the newest is
 * asked for when it is needed.
 */
/** Decodes, draws and encodes on a thread of its own, beside the caller's. Not thread-safe. */
final class BesideThread implements AutoCloseable {
  private static final int AHEAD = 2;
  private static final int BEHIND = 2;
  private static final long PATIENCE_SECONDS = 2;
  private static final long LOOK_MILLIS = 100; // how often a wait asks whether to stop

  private final FrameSequence frames;
  private final @Nullable FilmWriter film;
  private final BooleanSupplier stop;
  private final ArrayDeque<Future<Optional<FrameSequence.Frame>>> next = new ArrayDeque<>();
  private final ArrayDeque<Future<?>> written = new ArrayDeque<>();
  private final Shown shown = new Shown();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "kpnative-film");
            thread.setDaemon(true); // a stream may never end
            return thread;
          });

  /**
   * Begins to decode.
   *
   * @param film borrowed
   * @param stop whether to end early, asked often
   */
  BesideThread(FrameSequence frames, @Nullable FilmWriter film, BooleanSupplier stop) {
    this.frames = frames;
    this.film = film;
    this.stop = stop;
  }

  /** {@return the next frame; empty after the last, or where the work is to stop} */
  Optional<FrameSequence.Frame> next() throws IOException {
    if (stop.getAsBoolean()) {
      return Optional.empty();
    }
    if (frames.isLive()) {
      return frames.next();
    }
    while (next.size() < AHEAD) {
      next.add(thread.submit(frames::next));
    }
    return wait(next.remove(), Optional.empty());
  }

  /**
   * Gives a frame of the film, which is drawn and encoded on the other thread.
   *
   * @param drawing makes its picture; empty where the last is to be shown again
   * @throws IOException if an earlier one could not be encoded
   */
  void add(Optional<Callable<BufferedImage>> drawing, double seconds) throws IOException {
    FilmWriter into = film;
    if (into == null) {
      return;
    }
    while (written.size() >= BEHIND) {
      finish(written.remove());
    }
    Callable<@Nullable Void> work =
        () -> {
          shown.add(into, drawing, seconds);
          return null;
        };
    written.add(thread.submit(work));
  }

  /** A film that has a picture for each frame, also for those that have none; of one thread. */
  private static final class Shown {
    private final List<Double> missing = new ArrayList<>(); // before the first, whose size counts
    private @Nullable BufferedImage last;

    void add(FilmWriter film, Optional<Callable<BufferedImage>> drawing, double seconds)
        throws Exception {
      BufferedImage picture = drawing.isPresent() ? drawing.get().call() : last;
      if (picture == null) {
        missing.add(seconds);
        return;
      }
      for (double before : missing) {
        int type = BufferedImage.TYPE_INT_RGB; // black
        film.add(new BufferedImage(picture.getWidth(), picture.getHeight(), type), before);
      }
      missing.clear();
      film.add(picture, seconds);
      last = picture;
    }
  }

  /**
   * Waits until all that was given is encoded. Where the work is to stop, what waits behind a frame
   * that does not come is left out.
   */
  void finish() throws IOException {
    next.forEach(frame -> frame.cancel(false));
    while (!written.isEmpty()) {
      Future<?> work = written.remove();
      if (!stop.getAsBoolean() || !givenUp(work)) {
        finish(work);
      }
    }
  }

  private static boolean givenUp(Future<?> work) {
    try {
      work.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return false;
    } catch (TimeoutException e) {
      return work.cancel(false);
    } catch (ExecutionException e) {
      return false; // whoever waits for it is told
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return work.cancel(false);
    }
  }

  private static void finish(Future<?> work) throws IOException {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private <T> T wait(Future<T> work, T stopped) throws IOException {
    while (true) {
      try {
        return work.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (stop.getAsBoolean()) {
          return stopped;
        }
      } catch (ExecutionException e) {
        throw failure(e);
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
  }

  private static IOException failure(ExecutionException e) {
    if (e.getCause() instanceof IOException io) {
      return io;
    }
    if (e.getCause() instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return new IOException(e.getCause());
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  /** Lets the thread end. It is not interrupted: that would close the files that it uses. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
