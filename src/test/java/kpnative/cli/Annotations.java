package kpnative.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Writes small annotated pictures, valid or damaged. */
final class Annotations {
  static final int SIDE = 48;

  private Annotations() {}

  /** {@return a new picture of one colour} */
  static Path picture(Path file) throws IOException {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setColor(new Color(90, 120, 150));
    g.fillRect(0, 0, SIDE, SIDE);
    g.fillOval(8, 8, 30, 30);
    g.dispose();
    String name = file.toString();
    ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    return file;
  }

  /** {@return a PTS file with {@code count} points on a circle within the picture} */
  static String pts(int count) {
    StringBuilder text = new StringBuilder("version: 1\nn_points: " + count + "\n{\n");
    for (int k = 0; k < count; k++) {
      double angle = 2 * Math.PI * k / count;
      text.append(
          String.format(
              Locale.ROOT, "%.3f %.3f%n", 24 + 15 * Math.cos(angle), 24 + 15 * Math.sin(angle)));
    }
    return text.append("}\n").toString();
  }

  /** Writes {@code faces} annotated pictures whose names begin with {@code stem}. */
  static void faces(Path folder, String stem, int faces, int points) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < faces; i++) {
      picture(folder.resolve(stem + i + ".png"));
      Files.writeString(folder.resolve(stem + i + ".pts"), pts(points));
    }
  }
}
