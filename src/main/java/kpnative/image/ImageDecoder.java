package kpnative.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import kpnative.files.FileNames;
import kpnative.geometry.Camera;
import kpnative.geometry.Size;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes picture files one after another, with the checks of {@link ImageReader}. It reuses the
 * memory of the file's bytes, and that of the pixels while their size stays the same.
 *
 * <p>Owns its memory until {@link #close}. Not thread-safe: one thread at a time.
 */
public final class ImageDecoder implements AutoCloseable {
  private static final int HEADER_BYTES =
      1 << 15; // most headers fit; otherwise the whole file is read

  private final FileBytes bytes = new FileBytes();
  private final Owned<Mat> pixels;
  private final Image borrowed;

  /** A decoder that holds no memory yet. */
  public ImageDecoder() {
    try (NativeScope scope = NativeScope.open()) {
      pixels = Owned.retain(new Mat());
    }
    borrowed = new Image(pixels, PhotographFrame.whole(new Size(1, 1)));
  }

  /**
   * {@return the picture in {@code file}, borrowed: valid until the next call; the caller must not
   * close it}
   *
   * @param reduction 1, 2, 4 or 8: the factor by which each side may be reduced; applies only to
   *     JPEG, where it saves time and does not alias
   * @throws IOException as for {@link ImageReader#read}
   */
  public Image decode(Path file, Channels channels, int reduction) throws IOException {
    requireReduction(reduction);
    bytes.read(file, FileNames.text(file));
    borrowed.setFrame(decode(channels, reduction, pixels.get()));
    return borrowed;
  }

  /** {@return the picture in {@code file}, owned by the caller} */
  Image read(Path file, Channels channels, int reduction) throws IOException {
    requireReduction(reduction);
    bytes.read(file, FileNames.text(file));
    return image(channels, reduction);
  }

  /** Reads the bytes of a file, which messages call {@code name}, for {@link #image}. */
  void load(Path file, String name) throws IOException {
    bytes.read(file, name);
  }

  /** Copies the bytes of a picture file from memory, for {@link #image}. */
  void load(String name, byte[] file) throws IOException {
    bytes.hold(name, file);
  }

  /** {@return the picture that was loaded last, owned by the caller} */
  Image image(Channels channels, int reduction) throws IOException {
    try (NativeScope scope = NativeScope.open()) {
      Mat mat = new Mat();
      PhotographFrame frame = decode(channels, reduction, mat);
      return new Image(Owned.retain(mat), frame);
    }
  }

  /** {@return the size of the picture that was loaded last} */
  Size size() throws IOException {
    return PictureFormats.parse(bytes, false).upright();
  }

  /** {@return the camera of the picture that was loaded last} */
  Camera camera() throws IOException {
    return PictureFormats.parse(bytes, false).camera();
  }

  /** {@return the camera of the picture in {@code file}, from its header alone} */
  Camera camera(Path file, String name) throws IOException {
    return header(file, name).camera();
  }

  /** {@return the size of the picture in {@code file}, from its header alone} */
  Size size(Path file, String name) throws IOException {
    return header(file, name).upright();
  }

  /** {@return the frame of the picture in {@code file}, from its header alone} */
  PhotographFrame frame(Path file, String name) throws IOException {
    PictureHeader header = header(file, name);
    return new PhotographFrame(header.upright(), 1, header.orientation());
  }

  private PictureHeader header(Path file, String name) throws IOException {
    try {
      bytes.read(file, name, HEADER_BYTES);
      return PictureFormats.parse(bytes, false);
    } catch (IOException longHeader) {
      if (bytes.length() < HEADER_BYTES) {
        throw longHeader; // that was the whole file
      }
    }
    bytes.read(file, name);
    return PictureFormats.parse(bytes, false);
  }

  private static void requireReduction(int reduction) {
    if (!PhotographFrame.isReduction(reduction)) {
      throw new IllegalArgumentException("a reduction is 1, 2, 4 or 8, got " + reduction);
    }
  }

  private PhotographFrame decode(Channels channels, int reduction, Mat into) throws IOException {
    PictureHeader header = PictureFormats.parse(bytes, true);
    int reduced = PictureFormats.isJpeg(bytes) ? reduction : 1;
    // Only the returned Mat shows whether decoding succeeded: into may still hold the previous
    // picture.
    try (Mat decoded = opencv_imgcodecs.imdecode(bytes.row(), flags(channels, reduced), into)) {
      if (decoded.empty()) {
        throw bytes.error("damaged: its pixels cannot be decoded");
      }
    } catch (OutOfMemoryError e) {
      throw outOfMemory(header, e);
    } catch (RuntimeException e) {
      String why = firstLine(e);
      throw why.contains("bad_alloc") || why.contains("allocate") || why.contains("memory")
          ? outOfMemory(header, e)
          : bytes.error("damaged: " + why, e);
    }
    PhotographFrame frame = new PhotographFrame(header.upright(), reduced, header.orientation());
    if (!frame.hasSize(into.cols(), into.rows())) {
      throw bytes.error(
          String.format(
              Locale.ROOT,
              "damaged: its header gives %s pixels, decoding%s gave %dx%d",
              header.upright(),
              reduced == 1 ? "" : " at 1/" + reduced,
              into.cols(),
              into.rows()));
    }
    return frame;
  }

  private IOException outOfMemory(PictureHeader header, Throwable e) {
    return bytes.error(
        "out of memory: its "
            + header.upright()
            + " pixels could not be decoded; reduce the picture, or leave more memory to this"
            + " process",
        e);
  }

  private static int flags(Channels channels, int reduction) {
    boolean gray = channels == Channels.GRAY;
    return switch (reduction) {
      case 1 -> gray ? opencv_imgcodecs.IMREAD_GRAYSCALE : opencv_imgcodecs.IMREAD_COLOR;
      case 2 ->
          gray
              ? opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2
              : opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
      case 4 ->
          gray
              ? opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4
              : opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
      default ->
          gray
              ? opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8
              : opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
    };
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("OpenCV gave no reason");
  }

  /** Frees the memory, including that of the borrowed picture. Idempotent. */
  @Override
  public void close() {
    bytes.close();
    pixels.close();
  }
}
