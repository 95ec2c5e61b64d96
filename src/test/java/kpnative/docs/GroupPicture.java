package kpnative.docs;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kpnative.data.painted.SyntheticFaces;

/** Draws a photograph with several faces to try the command on: painted people side by side. */
public final class GroupPicture {
  private static final long SEED = 2026;
  private static final List<Integer> PEOPLE = List.of(0, 30, 3, 31);
  private static final int WIDTH = 210; // of one person's picture
  private static final int HEIGHT = 240;

  private GroupPicture() {}

  /**
   * Writes the picture.
   *
   * @param args the PNG file
   */
  public static void main(String[] args) throws IOException {
    BufferedImage group =
        new BufferedImage(PEOPLE.size() * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = group.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    for (int i = 0; i < PEOPLE.size(); i++) {
      BufferedImage person = SyntheticFaces.render(PEOPLE.get(i), SEED);
      double scale =
          Math.max(WIDTH / (double) person.getWidth(), HEIGHT / (double) person.getHeight());
      int width = (int) Math.round(scale * person.getWidth());
      g.setClip(i * WIDTH, 0, WIDTH, HEIGHT);
      g.drawImage(
          person,
          i * WIDTH + (WIDTH - width) / 2,
          0,
          width,
          (int) Math.round(scale * person.getHeight()),
          null);
    }
    g.dispose();
    SmallPng.write(group, Path.of(args[0]));
  }
}
