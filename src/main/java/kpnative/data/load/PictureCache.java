package kpnative.data.load;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import kpnative.data.PictureFile;
import kpnative.data.PictureSource;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pictures, kept up to a bound in native memory or in a {@link CacheFile}, so that later
 * epochs need not decode them again. A picture that no longer fits is decoded at every use; nothing
 * is ever evicted, because an epoch visits all pictures and would evict each before its next use.
 *
 * <p>Thread-safe. Owns the pictures it keeps, and the file.
 */
public final class PictureCache implements AutoCloseable {
  private final Channels channels;
  private final long maxBytes;
  private final @Nullable CacheFile file;
  private final AtomicLong bytes = new AtomicLong();

  /** By name; one map a reduction: 1, 2, 4, 8. A key of both would be garbage at every use. */
  private final List<Map<String, Image>> kept =
      List.of(
          new ConcurrentHashMap<>(),
          new ConcurrentHashMap<>(),
          new ConcurrentHashMap<>(),
          new ConcurrentHashMap<>());

  private final Deque<ImageDecoder> idle = new ArrayDeque<>(); // under its own lock

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
    this.file = null;
  }

  /**
   * A cache of what a file holds; other pictures are kept in memory as long as both are within the
   * bound.
   *
   * @param file owned from now on
   * @param maxBytes bound on the kept pixels
   */
  public PictureCache(CacheFile file, long maxBytes) {
    this.channels = file.channels();
    this.maxBytes = maxBytes;
    this.file = file;
    bytes.set(file.pixelBytes());
    file.forEach((name, reduction, image) -> keptAt(reduction).put(name, image));
  }

  /**
   * Lends a whole picture, decoded now or earlier.
   *
   * @throws IOException if it cannot be read; its name is in the message
   */
  public <T> T use(PictureSource source, Use<T> use) throws IOException {
    return use(source, 1, use);
  }

  /**
   * Lends a picture, decoded now or earlier.
   *
   * @param reduction 1, 2, 4 or 8: how many pixels along each side may have become one while it was
   *     decoded
   * @throws IOException if it cannot be read; its name is in the message
   */
  public <T> T use(PictureSource source, int reduction, Use<T> use) throws IOException {
    Image known = keptAt(reduction).get(source.name());
    if (known != null) {
      return use.with(known);
    }
    return source instanceof PictureFile picture
        ? decode(picture, reduction, use)
        : make(source, reduction, use);
  }

  /** In memory that is used again: an epoch of pictures that don't fit allocates nothing. */
  private <T> T decode(PictureFile source, int reduction, Use<T> use) throws IOException {
    ImageDecoder decoder = takeDecoder();
    try {
      Image picture = decoder.decode(source.file(), channels, reduction);
      if (reserve(picture)) {
        keep(source, reduction, picture.copy());
      }
      return use.with(picture);
    } finally {
      giveBack(decoder);
    }
  }

  private <T> T make(PictureSource source, int reduction, Use<T> use) throws IOException {
    Image picture = source.read(channels, reduction);
    if (reserve(picture)) {
      return use.with(keep(source, reduction, picture));
    }
    try (picture) {
      return use.with(picture);
    }
  }

  /** {@return whether it fits; its bytes are then counted} */
  private boolean reserve(Image picture) {
    if (bytes.addAndGet(picture.bytes()) <= maxBytes) {
      return true;
    }
    bytes.addAndGet(-picture.bytes());
    return false;
  }

  /** {@return the picture that is kept: this one, or another thread's of the same name} */
  private Image keep(PictureSource source, int reduction, Image reserved) {
    Image other = keptAt(reduction).putIfAbsent(source.name(), reserved);
    if (other == null) {
      return reserved;
    }
    bytes.addAndGet(-reserved.bytes());
    reserved.close();
    return other;
  }

  private Map<String, Image> keptAt(int reduction) {
    return kept.get(Integer.numberOfTrailingZeros(reduction));
  }

  private ImageDecoder takeDecoder() {
    synchronized (idle) {
      ImageDecoder decoder = idle.pollFirst();
      return decoder == null ? new ImageDecoder() : decoder;
    }
  }

  private void giveBack(ImageDecoder decoder) {
    synchronized (idle) {
      idle.addFirst(decoder);
    }
  }

  /** Frees all pictures; none may be in use. Idempotent. */
  @Override
  public void close() {
    for (Map<String, Image> pictures : kept) {
      pictures.values().forEach(Image::close);
      pictures.clear();
    }
    bytes.set(0);
    synchronized (idle) {
      idle.forEach(ImageDecoder::close);
      idle.clear();
    }
    if (file != null) {
      file.close();
    }
  }
}
