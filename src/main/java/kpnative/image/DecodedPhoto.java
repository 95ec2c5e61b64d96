package kpnative.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import kpnative.geometry.Camera;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of a photo for the duration of one call, in color, gray or both. A file is read once
 * and decoded at most once per channel type. Owns the decoded pixels until {@link #close}. Not
 * thread-safe: one thread at a time.
 */
/* A gray detector was trained on gray pictures from the decoder: a JPEG's own luma. Luma computed from the
 * decoded colors differs by up to 13 levels where a color was clipped, and moves points by up to 0.0013 of
 * the face's size (Helen, 12 photographs). So a color file is decoded once per channel type, and only
 * pixels that the caller supplied decoded are converted. docs/decisions/032-one-call.md */
public final class DecodedPhoto implements AutoCloseable {
  private final PhotoSource source;
  private final String name;
  private final Map<Channels, Image> images = new EnumMap<>(Channels.class);
  private @Nullable ImageDecoder decoder; // holds the file's bytes
  private boolean closed;

  DecodedPhoto(PhotoSource source, String name) {
    this.source = source;
    this.name = name;
  }

  /**
   * {@return the pixels with these channels, borrowed: valid until this is closed}
   *
   * @throws IOException if they cannot be decoded; the message begins with the photo's name
   * @throws IllegalStateException if this is closed
   */
  public Image in(Channels channels) throws IOException {
    if (closed) {
      throw new IllegalStateException(name + ": used after close");
    }
    Image known = images.get(channels);
    if (known == null) {
      known = make(channels);
      images.put(channels, known);
    }
    return known;
  }

  private Image make(Channels channels) throws IOException {
    if (source instanceof PhotoSource.Encoded encoded) {
      return decoder(encoded).image(channels, 1);
    }
    PhotoSource.Decoded pixels = (PhotoSource.Decoded) source;
    Image color = images.get(Channels.COLOR);
    return color == null // gray pixels do not tell the colors
        ? pixels.image(channels, PixelRegion.whole(pixels.size()))
        : color.as(channels);
  }

  private ImageDecoder decoder(PhotoSource.Encoded encoded) throws IOException {
    ImageDecoder known = decoder;
    if (known == null) {
      known = new ImageDecoder();
      boolean loaded = false;
      try {
        encoded.load(known, name);
        loaded = true;
      } finally {
        if (!loaded) {
          known.close();
        }
      }
      decoder = known;
    }
    return known;
  }

  /**
   * {@return the pixels in color as a Java picture, which must not be changed: where the photo was
   * made of one, that one itself} It stays valid after this is closed.
   *
   * @throws IOException if they cannot be decoded; the message begins with the photo's name
   */
  public BufferedImage picture() throws IOException {
    return source instanceof PhotoSource.OfJava java
        ? java.picture()
        : in(Channels.COLOR).toBufferedImage();
  }

  /**
   * {@return the camera that the photo was taken with, as {@link Photo#camera}}
   *
   * @throws IOException if the header cannot be read
   */
  public Camera camera() throws IOException {
    return source instanceof PhotoSource.Encoded encoded
        ? decoder(encoded).camera()
        : Camera.ofSize(((PhotoSource.Decoded) source).size());
  }

  /** {@return the photo's name in messages} */
  public String name() {
    return name;
  }

  /** Frees the decoded pixels. Idempotent. */
  @Override
  public void close() {
    closed = true;
    images.values().forEach(Image::close);
    images.clear();
    if (decoder != null) {
      decoder.close();
      decoder = null;
    }
  }
}
