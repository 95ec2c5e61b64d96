package kpnative.data;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import kpnative.image.Channels;
import kpnative.image.Image;

/**
 * Decoded pictures, kept in native memory up to a bound, so that later epochs need not decode them
 * again. A picture that no longer fits is decoded at every use; nothing is ever evicted, because an
 * epoch visits all pictures and would evict each before its next use.
 *
 * <p>Thread-safe. Owns the pictures it keeps.
 */
public final class PictureCache implements AutoCloseable {
  private final Channels channels;
  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final Map<String, Image> kept = new ConcurrentHashMap<>();

  /** What is done with a borrowed picture. */
  @FunctionalInterface
  public interface Use<T> {
    /** {@return the result; {@code picture} is valid until this returns} */
    T with(Image picture) throws IOException;
  }

  /**
   * An empty cache.
   *
   * @param maxBytes bound on the kept pixels; 0 keeps none
   */
  public PictureCache(Channels channels, long maxBytes) {
    this.channels = channels;
    this.maxBytes = maxBytes;
  }

  /**
   * Lends a picture, decoded now or earlier.
   *
   * @throws IOException if it cannot be read; its name is in the message
   */
  public <T> T use(PictureSource source, Use<T> use) throws IOException {
    Image known = kept.get(source.name());
    if (known != null) {
      return use.with(known);
    }
    Image fresh = source.read(channels);
    if (bytes.addAndGet(fresh.bytes()) <= maxBytes) {
      Image other = kept.putIfAbsent(source.name(), fresh);
      if (other == null) {
        return use.with(fresh);
      }
    }
    bytes.addAndGet(-fresh.bytes());
    try (fresh) {
      return use.with(fresh);
    }
  }

  /** Frees all pictures; none may be in use. Idempotent. */
  @Override
  public void close() {
    kept.values().forEach(Image::close);
    kept.clear();
    bytes.set(0);
  }
}
