package kpnative.label;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import kpnative.draw.Scaled;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;

/**
 * The pictures of a set as JPEG of the size that is shown: whole, or a part. What is decoded stays
 * in memory for the next part. Thread-safe.
 */
final class PictureViews {
  private static final float QUALITY = 0.9f;
  private static final long MOST_BYTES = 192L << 20; // of decoded pictures, beside the latest
  private static final int LARGEST_REDUCTION = 8; // of a JPEG while it is decoded

  private final List<Path> pictures;
  private final Map<Decoded, BufferedImage> decoded = new LinkedHashMap<>(16, 0.75f, true);

  /** A picture, and by how much it was reduced when it was decoded. */
  private record Decoded(int picture, int reduction) {}

  PictureViews(List<Path> pictures) {
    this.pictures = List.copyOf(pictures);
  }

  /**
   * {@return width and height of an upright picture, from its header}
   *
   * @throws IOException if it cannot be read
   */
  Size size(int picture) throws IOException {
    return ImageReader.size(pictures.get(picture));
  }

  /**
   * {@return a part of a picture as JPEG, never larger than its pixels}
   *
   * @param part in pixels, within the picture
   * @param side the longer side at most
   * @throws IOException if the picture cannot be read
   */
  byte[] jpeg(int picture, Rectangle part, int side) throws IOException {
    Size whole = size(picture);
    double scale = Math.min(1, (double) side / Math.max(part.width, part.height));
    boolean all = part.width == whole.width() && part.height == whole.height();
    int reduction = 1;
    while (all && reduction < LARGEST_REDUCTION && 2 * reduction * scale <= 1) {
      reduction *= 2;
    }
    BufferedImage from = decoded(new Decoded(picture, reduction));
    BufferedImage seen =
        all ? from : from.getSubimage(part.x, part.y, part.width, part.height); // shares pixels
    int width = (int) Math.max(1, Math.round(part.width * scale));
    int height = (int) Math.max(1, Math.round(part.height * scale));
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    try {
      Scaled.draw(g, seen, new Rectangle(width, height));
    } finally {
      g.dispose();
    }
    return encoded(out);
  }

  private BufferedImage decoded(Decoded wanted) throws IOException {
    synchronized (decoded) {
      BufferedImage there = decoded.get(wanted);
      if (there != null) {
        return there;
      }
    }
    BufferedImage made;
    try (Image image =
        ImageReader.read(pictures.get(wanted.picture), Channels.COLOR, wanted.reduction)) {
      made = image.toBufferedImage();
    }
    synchronized (decoded) {
      decoded.put(wanted, made);
      long bytes = decoded.values().stream().mapToLong(PictureViews::bytes).sum();
      Iterator<BufferedImage> oldest = decoded.values().iterator();
      while (bytes > MOST_BYTES && decoded.size() > 1) {
        bytes -= bytes(oldest.next());
        oldest.remove();
      }
    }
    return made;
  }

  private static long bytes(BufferedImage picture) {
    return (long) picture.getWidth() * picture.getHeight() * Channels.COLOR.count();
  }

  private static byte[] encoded(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
