package kpnative.docs;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import kpnative.draw.PngFile;

/**
 * A plot of the docs, which is drawn for light and for dark pages.
 *
 * @param graphics what is drawn on
 * @param ink the colour of what is read
 */
record ThemedPicture(Graphics2D graphics, Color ink) {
  /** The colour of what is ours. */
  static final Color OURS = new Color(0xE8, 0xA3, 0x17);

  /** The colour of all beside it. */
  static final Color FAINT = new Color(0x8C, 0x95, 0x9F);

  static final int WIDTH = 1640;
  static final int MARGIN = 30;

  /** Writes {@code NAME-light.png} and {@code NAME-dark.png}. */
  static void write(Path folder, String name, int height, Consumer<ThemedPicture> plot)
      throws IOException {
    write(
        folder.resolve(name + "-light.png"),
        height,
        new Color(0x1F, 0x23, 0x28),
        Color.WHITE,
        plot);
    write(
        folder.resolve(name + "-dark.png"),
        height,
        new Color(0xE6, 0xED, 0xF3),
        new Color(0x0D, 0x11, 0x17),
        plot);
  }

  private static void write(
      Path file, int height, Color ink, Color ground, Consumer<ThemedPicture> plot)
      throws IOException {
    BufferedImage picture = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(ground);
    g.fillRect(0, 0, WIDTH, height);
    plot.accept(new ThemedPicture(g, ink));
    g.dispose();
    PngFile.write(picture, file);
  }

  /** Writes the title at the top. */
  void title(String text) {
    text(ink, Font.BOLD, 26, text, MARGIN, 46);
  }

  void text(Color color, int style, int size, String text, int x, int baseline) {
    graphics.setFont(new Font(Font.SANS_SERIF, style, size));
    graphics.setColor(color);
    graphics.drawString(text, x, baseline);
  }
}
