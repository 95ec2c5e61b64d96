package kpnative.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kpnative.natives.NativeScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Small pictures of every format. */
public final class PictureSeeds {
  private static final List<String> FORMATS =
      List.of("jpeg", "png", "gif", "webp", "tiff", "bmp", "pnm");

  private static final String HDR =
      "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 2\n\1\2\3\4\5\6\7\10";

  private PictureSeeds() {}

  /** {@return pictures of all formats} */
  public static List<byte[]> all() {
    List<byte[]> all = new ArrayList<>();
    FORMATS.forEach(format -> all.addAll(of(format)));
    return all;
  }

  /** {@return pictures of one format; of PNM also the other formats whose header is text} */
  public static List<byte[]> of(String format) {
    return switch (format) {
      case "jpeg" -> List.of(encoded(".jpg"), withOrientation(encoded(".jpg")));
      case "gif" ->
          List.of(
              EncodedPictures.encode(
                  EncodedPictures.quarters(BufferedImage.TYPE_BYTE_INDEXED, 16, 12), "gif"));
      case "pnm" ->
          List.of(encoded(".ppm"), encoded(".ras"), text("P2\n# a\n2 1\n9\n1 2\n"), text(HDR));
      default -> List.of(encoded("." + format));
    };
  }

  private static byte[] encoded(String extension) {
    try (NativeScope scope = NativeScope.open()) {
      return EncodedPictures.encode(
          new Mat(12, 16, opencv_core.CV_8UC3, new Scalar(10, 120, 230, 0)), extension);
    }
  }

  /** Puts an Exif segment with orientation 6 after the first two bytes. */
  private static byte[] withOrientation(byte[] jpeg) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, 34});
    out.writeBytes(text("Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\0"));
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static byte[] text(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
