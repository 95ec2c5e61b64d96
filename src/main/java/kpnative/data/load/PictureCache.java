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

  /**
   * By name; one map for each reduction: 1, 2, 4, 8. A key of both would be an allocation at every
   * use.
   */
  private final List<Map<String, Image>> kept =
      List.of(
          new ConcurrentHashMap<>(),
          new ConcurrentHashMap<>(),
          new ConcurrentHashMap<>(),
          new ConcurrentHashMap<>());

  private final Deque<ImageDecoder> idle = new ArrayDeque<>(); // under its own lock

  /** A use of a borrowed picture. */
  @FunctionalInterface
  public interface Use<T> {
    /** {@return the result; {@code picture} is valid until this returns} */
    T with(Image picture) throws IOException;
  }

  /**
   * Creates an empty cache.
   *
   * @param maxBytes limit on the kept pixels, bytes; 0 keeps none
   */
  public PictureCache(Channels channels, long maxBytes) {
    this.channels = channels;
    this.maxBytes = maxBytes;
    this.file = null;
  }

  /**
   * Creates a cache of the pictures in a file; other pictures are kept in memory as long as both
   * together are within the limit.
   *
   * @param file owned by this cache from now on
   * @param maxBytes limit on the kept pixels, bytes
   */
  public PictureCache(CacheFile file, long maxBytes) {
    this.channels = file.channels();
    this.maxBytes = maxBytes;
    this.file = file;
    bytes.set(file.pixelBytes());
    file.forEach((name, reduction, image) -> keptAt(reduction).put(name, image));
  }

  /**
   * Lends a picture in full size, from the cache or decoded now.
   *
   * @throws IOException if the picture cannot be read; the message names it
   */
  public <T> T use(PictureSource source, Use<T> use) throws IOException {
    return use(source, 1, use);
  }

  /**
   * Lends a picture, from the cache or decoded now.
   *
   * @param reduction 1, 2, 4 or 8: the largest factor by which each side may be reduced during
   *     decoding
   * @throws IOException if the picture cannot be read; the message names it
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

  /** Decodes into reused memory: an epoch of pictures that do not fit allocates nothing. */
  private <T> T decode(PictureFile source, int reduction, Use<T> use) throws IOException {
    ImageDecoder decoder = takeDecoder();
    try {
      Image picture = decoder.decode(source.path(), channels, reduction);
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

  /** {@return whether the picture fits; if so, its bytes are counted} */
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
