package kpnative.draw;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Draws pictures at another size, with antialiasing when they shrink. */
public final class Scaled {
  private Scaled() {}

  /**
   * Draws a picture into a rectangle, which may have another aspect ratio.
   *
   * @param target in the pixels of {@code g}, at least 1 x 1
   */
  public static void draw(Graphics2D g, BufferedImage picture, Rectangle target) {
    BufferedImage source = picture;
    // Bilinear interpolation reads four pixels, so a step by more than a factor of 2 would alias.
    while (source.getWidth() >= 2 * target.width && source.getHeight() >= 2 * target.height) {
      int w = source.getWidth() / 2;
      int h = source.getHeight() / 2;
      BufferedImage half = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
      Graphics2D into = half.createGraphics();
      into.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      into.drawImage(source, 0, 0, w, h, null);
      into.dispose();
      source = half;
    }
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        source.getWidth() < target.width
            ? RenderingHints.VALUE_INTERPOLATION_BICUBIC
            : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(source, target.x, target.y, target.width, target.height, null);
  }
}
