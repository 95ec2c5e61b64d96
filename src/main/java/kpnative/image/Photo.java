package kpnative.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Function;
import kpnative.geometry.Size;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A photograph, wherever it comes from; nothing is decoded before a call needs its pixels. A value
 * that owns no native memory: cheap to make, to keep and to share between threads.
 *
 * <p>Files are decoded as {@link ImageReader} does it: upright, 8 bits a channel, with its limits.
 * The pixels of a {@code BufferedImage}, {@code Mat} or {@code Image} stay the caller's, who
 * neither changes nor frees them while a call uses the photo. A photo may be used for any number of
 * calls; each decodes it anew.
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

  /** {@return the photo in a file, which is opened when a call needs it} */
  public static Photo of(Path file) {
    return of(PhotoSource.OfFile.of(file));
  }

  /**
   * {@return the photo in the bytes of a picture file}
   *
   * @param file copied
   */
  public static Photo of(byte[] file) {
    return of(new PhotoSource.OfBytes(file.clone()));
  }

  /**
   * {@return the photo in a stream, which is read to its end at once and not closed}
   *
   * @throws IOException if it cannot be read, or has more than {@link ImageLimits#MAX_FILE_BYTES}
   */
  public static Photo of(InputStream stream) throws IOException {
    return of(stream, Math.toIntExact(ImageLimits.MAX_FILE_BYTES));
  }

  /**
   * {@return the photo in a stream, which is read to its end at once and not closed}
   *
   * @param mostBytes of the file, for streams of strangers; at least 1
   * @throws IOException if it cannot be read, or has more bytes
   */
  public static Photo of(InputStream stream, int mostBytes) throws IOException {
    if (mostBytes < 1 || mostBytes > ImageLimits.MAX_FILE_BYTES) {
      throw new IllegalArgumentException(
          "a picture's stream may have 1 to %d bytes, got %d"
              .formatted(ImageLimits.MAX_FILE_BYTES, mostBytes));
    }
    byte[] bytes = stream.readNBytes(mostBytes);
    if (bytes.length == mostBytes && stream.read() >= 0) {
      throw new IOException("a stream: over " + mostBytes + " bytes, the most that were allowed");
    }
    return of(new PhotoSource.OfBytes(bytes));
  }

  /**
   * {@return the photo that a Java picture shows}
   *
   * @param picture of any type; alpha is dropped; gray ones are taken as their raw values
   */
  public static Photo of(BufferedImage picture) {
    return of(new PhotoSource.OfJava(picture));
  }

  /**
   * {@return the photo that an OpenCV Mat shows}
   *
   * @param mat 8 or 16 unsigned bits, with 1, 3 (blue, green, red) or 4 channels (alpha is dropped)
   * @throws IllegalArgumentException if it is empty or of another type
   */
  public static Photo of(Mat mat) {
    Image.checkCopyable(mat);
    return of(new PhotoSource.OfMat(mat));
  }

  /** {@return the photo that an image shows} */
  public static Photo of(Image image) {
    return of(new PhotoSource.OfImage(image));
  }

  /**
   * {@return the same photo under another name}
   *
   * @param other for messages, such as a frame's number or the name that an upload came with
   */
  public Photo named(String other) {
    return new Photo(source, other);
  }

  /** {@return what messages call it: by default a file's path, else what it is} */
  public String name() {
    return name;
  }

  /**
   * {@return width and height of the upright picture, in pixels; of a file, from its header alone}
   *
   * @throws IOException if that cannot be read
   */
  public Size size() throws IOException {
    return source instanceof PhotoSource.Encoded encoded
        ? encoded.size(name)
        : ((PhotoSource.Decoded) source).size();
  }

  /**
   * {@return the photo for one call, which closes it: it is decoded when its pixels are first asked
   * for}
   */
  public DecodedPhoto decode() {
    return new DecodedPhoto(source, name);
  }

  /**
   * {@return the pixels, closed by the caller; valid as long as those that the photo was made of}
   *
   * @throws IOException if they cannot be decoded; the message begins with the photo's name
   */
  public Image image(Channels channels) throws IOException {
    return image(channels, PixelRegion::whole);
  }

  /**
   * {@return an image that holds some of the pixels at least, closed by the caller; valid as long
   * as those that the photo was made of}
   *
   * @param wanted of a picture of that size, for example {@link Resampler#reach}
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
