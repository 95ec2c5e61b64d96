package kpnative.spark;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import kpnative.data.painted.SyntheticFaces;

/** Photographs of painted faces: none, one and two faces in turn. */
final class PaintedPhotographs {
  private PaintedPhotographs() {}

  /** For cluster.sh: {@code FOLDER COUNT}, and five broken files. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    writeBroken(folder, write(folder, Integer.parseInt(args[1])).get(0));
  }

  /** {@return the files, {@code 00.png} and on, in the folder} */
  static List<Path> write(Path folder, int count) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BufferedImage picture = new BufferedImage(480, 240, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = picture.createGraphics();
      g.setColor(new Color(90, 110, 100));
      g.fillRect(0, 0, 480, 240);
      for (int face = 0; face < (i + 1) % 3; face++) {
        g.drawImage(SyntheticFaces.render(3 * i + face, 7), 30 + 230 * face, 30, 180, 180, null);
      }
      g.dispose();
      Path file = folder.resolve((i < 10 ? "0" : "") + i + ".png");
      ImageIO.write(picture, "png", file.toFile());
      files.add(file);
    }
    return files;
  }

  /**
   * {@return five files that are no photographs, each in another way: empty, text, a JPEG's
   * beginning, a PNG that is cut short, and a PNG's header with a size that is refused}
   */
  static List<Path> writeBroken(Path folder, Path whole) throws IOException {
    byte[] png = Files.readAllBytes(whole);
    byte[] cut = Arrays.copyOf(png, png.length / 2);
    byte[] huge = png.clone();
    for (int i = 16; i < 24; i++) { // width and height
      huge[i] = 0x7f;
    }
    return List.of(
        Files.write(folder.resolve("x-zeros.bmp"), new byte[1000]),
        Files.writeString(folder.resolve("x-text.jpg"), "no picture"),
        Files.write(
            folder.resolve("x-begun.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}),
        Files.write(folder.resolve("x-cut.png"), cut),
        Files.write(folder.resolve("x-huge.png"), huge));
  }
}
