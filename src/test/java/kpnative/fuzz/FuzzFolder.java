package kpnative.fuzz;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import kpnative.image.ImageReader;

/** The folder in which readers find what their seeds name. */
final class FuzzFolder {
  private FuzzFolder() {}

  /** {@return {@code folder}, made if absent, with a picture that annotations can name} */
  static Path prepared(Path folder) throws IOException {
    Files.createDirectories(folder);
    BufferedImage gray = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY);
    Path picture = folder.resolve("face.png");
    ImageIO.write(gray, "png", picture.toFile());
    ImageReader.size(picture); // what the first call loads is no reader's memory
    return folder;
  }
}
