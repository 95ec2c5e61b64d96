package kpnative.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import kpnative.data.painted.SyntheticFaces;

/** Synthetic faces whose pictures are JPEG files. */
public final class JpegFaces {
  private JpegFaces() {}

  /** {@return faces in {@code folder/0.jpg}, {@code 1.jpg} and so on; writes these files} */
  public static List<AnnotatedFace> write(Path folder, int count, long seed) throws IOException {
    List<AnnotatedFace> faces = new ArrayList<>();
    for (AnnotatedFace face : SyntheticFaces.faces(count, seed, 68)) {
      Path file = folder.resolve(faces.size() + ".jpg");
      ImageIO.write(SyntheticFaces.render(faces.size(), seed), "jpg", file.toFile());
      faces.add(in(face, file));
    }
    return faces;
  }

  /** {@return the same face in another file} */
  public static AnnotatedFace in(AnnotatedFace face, Path picture) {
    return new AnnotatedFace(
        new PictureFile(picture),
        face.photograph(),
        face.person(),
        face.keypoints(),
        face.box(),
        face.origin());
  }
}
