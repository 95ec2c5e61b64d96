package kpnative.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import kpnative.data.AnnotatedFace;
import kpnative.data.painted.SyntheticFaces;

/**
 * Synthetic faces as a folder of pictures with PTS files beside them, like a data set of
 * photographs.
 */
final class AnnotatedPictures {
  private static final long SEED = 21;

  private AnnotatedPictures() {}

  /** {@return {@code folder}, created and filled with {@code 0.png}, {@code 0.pts} and so on} */
  static Path write(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    List<AnnotatedFace> faces = SyntheticFaces.faces(count, SEED, 68);
    for (int i = 0; i < count; i++) {
      ImageIO.write(SyntheticFaces.render(i, SEED), "png", folder.resolve(i + ".png").toFile());
      StringBuilder pts = new StringBuilder("version: 1\nn_points: 68\n{\n");
      for (int k = 0; k < 68; k++) {
        pts.append(
            String.format(
                Locale.ROOT,
                "%.3f %.3f%n",
                faces.get(i).keypoints().x(k) + 1, // PTS counts pixels from 1
                faces.get(i).keypoints().y(k) + 1));
      }
      Files.writeString(folder.resolve(i + ".pts"), pts.append("}\n"));
    }
    return folder;
  }
}
