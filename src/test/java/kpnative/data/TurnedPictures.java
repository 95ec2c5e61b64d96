package kpnative.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.image.PhotographFrame;

/**
 * Pictures that are stored turned or mirrored, with an EXIF orientation that makes them upright.
 */
public final class TurnedPictures {
  private TurnedPictures() {}

  /** {@return the frame of a photograph of this size that is stored with this orientation} */
  public static PhotographFrame frame(BufferedImage upright, int orientation) {
    return new PhotographFrame(new Size(upright.getWidth(), upright.getHeight()), 1, orientation);
  }

  /** Writes a JPEG that viewers show as {@code upright}. */
  public static void write(Path file, BufferedImage upright, int orientation) throws IOException {
    PhotographFrame frame = frame(upright, orientation);
    Size size = frame.stored();
    BufferedImage stored =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        Point at = frame.fromStored().map(new Point(x, y));
        stored.setRGB(x, y, upright.getRGB((int) Math.round(at.x()), (int) Math.round(at.y())));
      }
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(stored, "jpg", jpeg);
    Files.write(file, withOrientation(jpeg.toByteArray(), orientation));
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] exif = "Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 4 + exif.length + 22);
    out.put(jpeg, 0, 2); // start of image
    out.putShort((short) 0xffe1).putShort((short) (2 + exif.length + 22)).put(exif);
    out.putInt(8).putShort((short) 1); // one directory with one entry: the orientation
    out.putShort((short) 274).putShort((short) 3).putInt(1);
    out.putShort((short) orientation).putShort((short) 0).putInt(0);
    return out.put(jpeg, 2, jpeg.length - 2).array();
  }
}
