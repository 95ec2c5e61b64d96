package kpnative.report;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import kpnative.data.AnnotatedFace;
import kpnative.draw.FaceOverlay;
import kpnative.draw.FaceTile;
import kpnative.draw.Scaled;
import kpnative.image.Channels;
import kpnative.image.Image;

/** Encodes pictures as data URLs within a page. */
final class PagePicture {
  private static final float QUALITY = 0.82f;

  private PagePicture() {}

  /**
   * {@return a tile's picture with its keypoints drawn over it, as the data URL of a JPEG}
   *
   * @param side the longer side in pixels
   */
  static String face(FaceTile tile, FaceOverlay overlay, int side) {
    BufferedImage from = tile.picture();
    double scale = (double) side / Math.max(from.getWidth(), from.getHeight());
    int width = (int) Math.max(1, Math.round(from.getWidth() * scale));
    int height = (int) Math.max(1, Math.round(from.getHeight() * scale));
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    try {
      overlay.paint(
          g, from, new Rectangle(width, height), tile.truth(), tile.predicted(), tile.visibility());
    } finally {
      g.dispose();
    }
    return jpeg(out);
  }

  /**
   * {@return a picture whose longer side is at most {@code side} pixels, as the data URL of a JPEG}
   */
  static String shrunk(BufferedImage picture, int side) {
    double scale = Math.min(1, (double) side / Math.max(picture.getWidth(), picture.getHeight()));
    int width = (int) Math.max(1, Math.round(picture.getWidth() * scale));
    int height = (int) Math.max(1, Math.round(picture.getHeight() * scale));
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    Scaled.draw(g, picture, new Rectangle(width, height));
    g.dispose();
    return jpeg(out);
  }

  /** {@return a picture, encoded without loss, as the data URL of a PNG} */
  static String png(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(picture, "png", out);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** {@return the whole photograph of a face, in colours} */
  static BufferedImage photograph(AnnotatedFace face) throws IOException {
    try (Image image = face.picture().read(Channels.COLOR)) {
      return image.toBufferedImage();
    }
  }

  private static String jpeg(BufferedImage picture) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    } finally {
      writer.dispose();
    }
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
