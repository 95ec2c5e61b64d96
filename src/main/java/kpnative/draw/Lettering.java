package kpnative.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** Draws text on pictures, if the machine can draw text. */
final class Lettering {
  private static final Optional<String> PROBLEM = probe();

  private Lettering() {}

  /** {@return why no text can be drawn on this machine, in one line; empty if it can} */
  static Optional<String> problem() {
    return PROBLEM;
  }

  /**
   * Draws one line, shortened in the middle to fit, because names differ at their ends.
   *
   * @param baseline y of the text's baseline
   */
  static void draw(
      Graphics2D g, String text, Color color, Font font, int x, int baseline, int width) {
    if (PROBLEM.isPresent()) {
      return;
    }
    g.setFont(font);
    g.setColor(color);
    g.drawString(shortened(text, g.getFontMetrics(), width), x, baseline);
  }

  /** {@return the width of {@code text} in pixels; 0 if no text can be drawn} */
  static int width(Graphics2D g, String text, Font font) {
    return PROBLEM.isPresent() ? 0 : g.getFontMetrics(font).stringWidth(text);
  }

  private static String shortened(String text, FontMetrics metrics, int width) {
    if (metrics.stringWidth(text) <= width) {
      return text;
    }
    for (int keep = text.length() - 1; keep > 1; keep--) {
      int head = keep / 2;
      String candidate =
          text.substring(0, head) + "\u2026" + text.substring(text.length() - (keep - head));
      if (metrics.stringWidth(candidate) <= width) {
        return candidate;
      }
    }
    return "";
  }

  /**
   * Without fonts, fontconfig or FreeType a JDK throws various exceptions and errors; each means
   * that no text can be drawn.
   */
  private static Optional<String> probe() {
    Graphics2D g = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
      g.setFont(font);
      g.drawString("x", 0, 8);
      return g.getFontMetrics(font).stringWidth("x") > 0
          ? Optional.empty()
          : Optional.of("this machine has no font; install fonts-dejavu, for example");
    } catch (RuntimeException | LinkageError | InternalError e) {
      return Optional.of(
          "this machine has no usable font; install fonts-dejavu and fontconfig, for example ("
              + e
              + ")");
    } finally {
      g.dispose();
    }
  }
}
