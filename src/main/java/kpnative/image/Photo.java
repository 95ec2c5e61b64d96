package kpnative.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import kpnative.geometry.Camera;
import kpnative.geometry.Size;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A photograph from any source, decoded only when a call needs its pixels. It owns no native
 * memory, is immutable, and can be shared between threads.
 *
 * <p>Files are decoded as by {@link ImageReader}: upright, 8 bits per channel, within its limits. A
 * {@code BufferedImage}, {@code Mat} or {@code Image} is borrowed: the caller must neither change
 * nor free it while a call uses the photo. A photo may be used for any number of calls; each call
 * decodes it again.
 */
public final class Photo {
  private final PhotoSource source;
  private final String name;

  private Photo(PhotoSource source, String name) {
    this.source = source;
    this.name = name;
  }

  private static Photo of(PhotoSource source) {
    return new Photo(source, source.name());
  }

  /** {@return the photo in a file, which is opened when a call needs its pixels or size} */
  public static Photo of(Path file) {
    return of(new PhotoSource.OfFile(file));
  }

  /**
   * {@return the photo in an encoded picture file in memory}
   *
   * @param file the file's bytes; copied
   */
  public static Photo of(byte[] file) {
    return of(new PhotoSource.OfBytes(file.clone()));
  }

  /**
   * {@return the photo in a stream, which is read to its end immediately and not closed}
   *
   * @throws IOException if the stream cannot be read or has more than {@link
   *     ImageLimits#MAX_FILE_BYTES}
   */
  public static Photo of(InputStream stream) throws IOException {
    return of(stream, Math.toIntExact(ImageLimits.MAX_FILE_BYTES));
  }

  /**
   * {@return the photo in a stream, which is read to its end immediately and not closed}
   *
   * @param mostBytes the limit on the stream's length, for untrusted streams; 1 to {@link
   *     ImageLimits#MAX_FILE_BYTES}
   * @throws IOException if the stream cannot be read or is longer
   */
  public static Photo of(InputStream stream, int mostBytes) throws IOException {
    if (mostBytes < 1 || mostBytes > ImageLimits.MAX_FILE_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a picture's stream may have 1 to %d bytes, got %d",
              ImageLimits.MAX_FILE_BYTES,
              mostBytes));
    }
    byte[] bytes = stream.readNBytes(mostBytes);
    if (bytes.length == mostBytes && stream.read() >= 0) {
      throw new IOException("a stream: more than the allowed " + mostBytes + " bytes");
    }
    return of(new PhotoSource.OfBytes(bytes));
  }

  /**
   * {@return the photo in a Java picture}
   *
   * @param picture borrowed; of any type; alpha is dropped; gray pictures are used as raw values
   */
  public static Photo of(BufferedImage picture) {
    return of(new PhotoSource.OfJava(picture));
  }

  /**
   * {@return the photo in an OpenCV Mat}
   *
   * @param mat borrowed; 8 or 16 unsigned bits, with 1, 3 (blue, green, red) or 4 channels (alpha
   *     is dropped)
   * @throws IllegalArgumentException if the Mat is empty or of another type
   */
  public static Photo of(Mat mat) {
    Image.checkCopyable(mat);
    return of(new PhotoSource.OfMat(mat));
  }

  /**
   * {@return the photo in an image, which is borrowed}
   *
   * @throws IllegalArgumentException if the image was reduced when it was decoded: its pixels are
   *     not the photograph's
   */
  public static Photo of(Image image) {
    if (image.frame().reduction() != 1) {
      throw new IllegalArgumentException(
          "a photo needs a picture at full resolution, got one reduced to 1/"
              + image.frame().reduction());
    }
    return of(new PhotoSource.OfImage(image));
  }

  /**
   * {@return the same photo under another name}
   *
   * @param other the name for messages, for example a video frame's number or the file name of an
   *     upload
   */
  public Photo named(String other) {
    return new Photo(source, other);
  }

  /** {@return the name for messages: by default a file's path, or a description of the source} */
  public String name() {
    return name;
  }

  /**
   * {@return width and height of the upright picture, in pixels; for a file, from its header alone}
   *
   * @throws IOException if the header cannot be read
   */
  public Size size() throws IOException {
    return source instanceof PhotoSource.Encoded encoded
        ? encoded.size(name)
        : ((PhotoSource.Decoded) source).size();
  }

  /**
   * {@return the camera that the photo was taken with} The focal length is EXIF's (JPEG, PNG,
   * WebP): on 35-mm film, or the lens's with the sensor's resolution; or else a guess from the
   * picture's size. For a file, from its header alone. {@link Camera#through} follows it into a
   * part.
   *
   * @throws IOException if the header cannot be read
   */
  public Camera camera() throws IOException {
    return source instanceof PhotoSource.Encoded encoded
        ? encoded.camera(name)
        : Camera.ofSize(((PhotoSource.Decoded) source).size());
  }

  /**
   * {@return the photo's pixels for one call, which closes them; decoding happens on first access}
   */
  public DecodedPhoto decode() {
    return new DecodedPhoto(source, name);
  }

  /**
   * {@return the pixels; the caller closes them, and they are valid only while the photo's source
   * is}
   *
   * @throws IOException if they cannot be decoded; the message begins with the photo's name
   */
  public Image image(Channels channels) throws IOException {
    return image(channels, PixelRegion::whole);
  }

  /**
   * {@return an image that holds at least the requested pixels; the caller closes it, and it is
   * valid only while the photo's source is}
   *
   * @param wanted the requested region for a picture's size, for example {@link Resampler#reach}
   * @throws IOException if they cannot be decoded; the message begins with the photo's name
   */
  public Image image(Channels channels, Function<Size, PixelRegion> wanted) throws IOException {
    if (source instanceof PhotoSource.Decoded decoded) {
      return decoded.image(channels, wanted.apply(decoded.size()));
    }
    try (ImageDecoder decoder = new ImageDecoder()) {
      ((PhotoSource.Encoded) source).load(decoder, name);
      return decoder.image(channels, 1);
    }
  }

  /** {@return the name} */
  @Override
  public String toString() {
    return name;
  }
}
