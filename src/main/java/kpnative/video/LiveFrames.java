package kpnative.video;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/*
 * A thread of its own takes each frame as it comes and keeps the newest. Whoever asks gets it, or waits
 * for the next: a slow consumer misses frames between, but never works on an old one, and the last frame
 * of all is always given.
 */
/** The newest frame of a source that does not wait, each at most once. Owns the source. */
final class LiveFrames implements FrameSequence {
  private static final long LOOK_MILLIS = 100; // how often a wait asks whether to stop

  private final FrameSequence source;
  private final BooleanSupplier stop;
  private final Object lock = new Object();
  private @Nullable Frame newest; // not yet given
  private @Nullable IOException failure;
  private @Nullable Throwable unexpected;
  private boolean ended;
  private long dropped;

  /**
   * Begins to read.
   *
   * @param source closed by this
   * @param stop whether no more frame is wanted; asked often
   */
  LiveFrames(FrameSequence source, BooleanSupplier stop) {
    this.source = source;
    this.stop = stop;
    Thread reader = new Thread(this::read, "kpnative-camera");
    reader.setDaemon(true); // a stream may never end
    reader.start();
  }

  private void read() {
    try {
      for (Optional<Frame> f = source.next(); f.isPresent(); f = source.next()) {
        synchronized (lock) {
          dropped += newest == null ? 0 : 1;
          newest = f.get();
          lock.notifyAll();
        }
      }
    } catch (IOException e) {
      synchronized (lock) {
        failure = e;
      }
    } catch (RuntimeException | Error e) {
      synchronized (lock) {
        unexpected = e;
      }
    } finally {
      synchronized (lock) {
        ended = true;
        lock.notifyAll();
      }
    }
  }

  @Override
  public Optional<Frame> next() throws IOException {
    synchronized (lock) {
      while (newest == null && !ended && !stop.getAsBoolean()) {
        try {
          lock.wait(LOOK_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted");
        }
      }
      Frame frame = newest;
      newest = null;
      if (frame == null || stop.getAsBoolean()) {
        report();
        return Optional.empty();
      }
      return Optional.of(frame);
    }
  }

  private void report() throws IOException {
    IOException why = failure;
    Throwable bug = unexpected;
    failure = null;
    unexpected = null;
    if (why != null) {
      throw why;
    }
    if (bug instanceof Error error) {
      throw error;
    }
    if (bug instanceof RuntimeException unchecked) {
      throw unchecked;
    }
  }

  /** {@return how many frames nobody asked for in time} */
  long dropped() {
    synchronized (lock) {
      return dropped;
    }
  }

  @Override
  public double rate() {
    return source.rate();
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public Optional<String> damage() {
    return source.damage();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
