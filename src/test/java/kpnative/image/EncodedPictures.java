package kpnative.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Small picture files in memory, for tests. */
final class EncodedPictures {
  private EncodedPictures() {}

  /** A picture of 48 x 32 pixels with the quarters red, green, blue and white, row by row. */
  static BufferedImage quarters(int type) {
    return quarters(type, 48, 32);
  }

  static BufferedImage quarters(int type, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, type);
    Graphics2D g = picture.createGraphics();
    Color[] colors = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
    for (int i = 0; i < 4; i++) {
      g.setColor(colors[i]);
      g.fillRect(width / 2 * (i % 2), height / 2 * (i / 2), width / 2, height / 2);
    }
    g.dispose();
    return picture;
  }

  static byte[] encode(BufferedImage picture, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, format, out)) {
        throw new AssertionError("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] encode(Mat mat, String extension, int... parameters) {
    try (NativeScope scope = NativeScope.open()) {
      BytePointer out = new BytePointer();
      if (!opencv_imgcodecs.imencode(extension, mat, out, new IntPointer(parameters))) {
        throw new AssertionError("no writer for " + extension);
      }
      byte[] bytes = new byte[(int) out.limit()];
      out.get(bytes);
      return bytes;
    }
  }

  /** A TIFF structure with one directory that holds only the orientation, as in EXIF data. */
  static byte[] orientationTag(int orientation, ByteOrder order) {
    return ByteBuffer.allocate(26)
        .order(order)
        .put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'))
        .put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'))
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 274)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  static byte[] jpegWithOrientation(byte[] jpeg, int orientation, ByteOrder order) {
    byte[] tag = orientationTag(orientation, order);
    ByteBuffer segment = ByteBuffer.allocate(10 + tag.length);
    segment.put((byte) 0xff).put((byte) 0xe1).putShort((short) (8 + tag.length));
    segment.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1)).put(tag);
    return insert(jpeg, 2, segment.array());
  }

  static byte[] pngWithOrientation(byte[] png, int orientation) {
    byte[] tag = orientationTag(orientation, ByteOrder.BIG_ENDIAN);
    byte[] body =
        ByteBuffer.allocate(4 + tag.length)
            .put("eXIf".getBytes(StandardCharsets.ISO_8859_1))
            .put(tag)
            .array();
    CRC32 crc = new CRC32();
    crc.update(body);
    ByteBuffer chunk = ByteBuffer.allocate(8 + body.length);
    chunk.putInt(tag.length).put(body).putInt((int) crc.getValue());
    return insert(png, 33, chunk.array()); // after IHDR
  }

  /** An uncompressed RGB or gray TIFF with one strip. */
  static byte[] tiff(BufferedImage picture, int orientation, boolean gray) {
    int w = picture.getWidth();
    int h = picture.getHeight();
    int c = gray ? 1 : 3;
    int[][] tags = {
      {256, 4, 1, w},
      {257, 4, 1, h},
      {258, 3, 1, 8},
      {259, 3, 1, 1},
      {262, 3, 1, gray ? 1 : 2},
      {273, 4, 1, 8},
      {274, 3, 1, orientation},
      {277, 3, 1, c},
      {278, 4, 1, h},
      {279, 4, 1, w * h * c}
    };
    ByteBuffer out = ByteBuffer.allocate(8 + w * h * c + 2 + 12 * tags.length + 4);
    out.order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {'I', 'I', 42, 0}).putInt(8 + w * h * c);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int rgb = picture.getRGB(x, y);
        if (gray) {
          out.put((byte) (rgb >> 16));
        } else {
          out.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
        }
      }
    }
    out.putShort((short) tags.length);
    for (int[] t : tags) {
      out.putShort((short) t[0]).putShort((short) t[1]).putInt(t[2]);
      if (t[1] == 3) {
        out.putShort((short) t[3]).putShort((short) 0);
      } else {
        out.putInt(t[3]);
      }
    }
    return out.putInt(0).array();
  }

  private static byte[] insert(byte[] into, int at, byte[] what) {
    byte[] out = Arrays.copyOf(into, into.length + what.length);
    System.arraycopy(what, 0, out, at, what.length);
    System.arraycopy(into, at, out, at + what.length, into.length - at);
    return out;
  }
}
