package kpnative.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Small annotated pictures in files, whole or spoiled. */
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

  /** {@return a text of {@code count} points on a circle within the picture, in PTS} */
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

  /** Makes {@code faces} annotated pictures with names that begin with {@code stem}. */
  static void faces(Path folder, String stem, int faces, int points) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < faces; i++) {
      picture(folder.resolve(stem + i + ".png"));
      Files.writeString(folder.resolve(stem + i + ".pts"), pts(points));
    }
  }
}
