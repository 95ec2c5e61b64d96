package kpnative.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import kpnative.geometry.Box;

/**
 * Writes the number of a followed face at its box: above the upper left corner, below the upper
 * edge where there is no room above. Where a machine has no font, nothing is written.
 */
public final class FaceNumbers {
  private static final int HEIGHT = 15; // of the letters, in pixels of a screen that shows 1,000
  private static final Color GROUND = new Color(0, 0, 0, 150);

  private FaceNumbers() {}

  /**
   * Writes one number.
   *
   * @param drawn the picture, enlarged by {@code factor}; changed
   * @param factor at least 1
   * @param box in the frame of the picture as it was
   */
  public static void draw(BufferedImage drawn, int factor, Box box, int number) {
    Graphics2D g = drawn.createGraphics();
    try {
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      String text = String.valueOf(number);
      Rectangle all = new Rectangle(drawn.getWidth(), drawn.getHeight());
      int height = (int) Math.round(HEIGHT * MarkSize.unit(all));
      Font font = new Font(Font.SANS_SERIF, Font.BOLD, height);
      int width = Lettering.width(g, text, font);
      if (width == 0) {
        return;
      }
      int margin = height / 4;
      // Java2D's frame, where whole numbers are pixel corners
      int left = (int) Math.round((box.left() + 0.5) * factor);
      int top = (int) Math.round((box.top() + 0.5) * factor);
      Rectangle plate =
          new Rectangle(left, top - height - margin, width + 2 * margin, height + margin);
      plate.x = Math.max(0, Math.min(plate.x, all.width - plate.width));
      plate.y = plate.y < 0 ? Math.max(0, top) : plate.y;
      g.setColor(GROUND);
      g.fill(plate);
      int baseline = plate.y + plate.height - margin;
      Lettering.draw(g, text, Color.WHITE, font, plate.x + margin, baseline, width);
    } finally {
      g.dispose();
    }
  }
}
