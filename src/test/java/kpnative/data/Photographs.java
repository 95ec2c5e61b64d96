package kpnative.data;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import kpnative.data.load.ReducedPicture;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Warp;

/** Synthetic faces in large JPEG files. */
public final class Photographs {
  private static final long SEED = 33;

  private Photographs() {}

  /**
   * {@return faces with 68 keypoints in files {@code 0.jpg}, {@code 1.jpg} and so on, enlarged by
   * {@code scale}}
   */
  public static List<AnnotatedFace> write(Path folder, int count, int scale) throws IOException {
    List<AnnotatedFace> faces = new ArrayList<>();
    for (AnnotatedFace f : SyntheticFaces.faces(count, SEED, 68)) {
      int i = faces.size();
      BufferedImage small = SyntheticFaces.render(i, SEED);
      int w = small.getWidth() * scale;
      int h = small.getHeight() * scale;
      BufferedImage large = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
      Graphics2D g = large.createGraphics();
      g.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      g.drawImage(small, 0, 0, w, h, null);
      g.dispose();
      Path file = folder.resolve(i + ".jpg");
      ImageIO.write(large, "jpg", file.toFile());
      Warp enlarged =
          Warp.affine(scale, 0, (scale - 1) / 2.0, 0, scale, (scale - 1) / 2.0); // maps pixel areas
      faces.add(
          new AnnotatedFace(
              new PictureFile(file),
              file.toString(),
              Optional.empty(),
              f.keypoints().map(enlarged),
              Optional.empty(),
              file + ".pts"));
    }
    return faces;
  }

  /** {@return the pictures of the faces, all requested at this reduction} */
  public static List<ReducedPicture> wanted(List<AnnotatedFace> faces, int reduction) {
    return faces.stream()
        .map(f -> new ReducedPicture((PictureFile) f.picture(), reduction))
        .toList();
  }
}
