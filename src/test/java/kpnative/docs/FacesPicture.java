package kpnative.docs;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.data.painted.SyntheticFaces;
import kpnative.draw.FaceOverlay;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Photo;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;

/** Draws the README's picture: painted faces with the keypoints that the built-in model finds. */
public final class FacesPicture {
  private static final long SEED = 2026; // people that no training with another seed has seen
  private static final List<Integer> PEOPLE = List.of(0, 3, 30, 31, 4, 36, 37, 33);
  private static final int COLUMNS = 4;
  private static final int TILE = 208;
  private static final int GAP = 6;
  private static final double AROUND = 1.45; // of the keypoints' extent

  // painted cameras have noise, which no PNG file can make small
  private static final ConvolveOp WITHOUT_NOISE =
      new ConvolveOp(
          new Kernel(3, 3, new float[] {.08f, .12f, .08f, .12f, .2f, .12f, .08f, .12f, .08f}),
          ConvolveOp.EDGE_NO_OP,
          null);

  private FacesPicture() {}

  /**
   * Writes the picture.
   *
   * @param args the PNG file
   */
  public static void main(String[] args) throws IOException {
    int rows = PEOPLE.size() / COLUMNS;
    BufferedImage sheet =
        new BufferedImage(
            COLUMNS * (TILE + GAP) - GAP, rows * (TILE + GAP) - GAP, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = sheet.createGraphics();
    int most = PEOPLE.stream().max(Integer::compare).orElseThrow() + 1;
    List<AnnotatedFace> faces = SyntheticFaces.faces(most, SEED, 68);
    try (KeypointDetector detector = KeypointDetector.builtIn()) {
      FaceOverlay overlay = FaceOverlay.of(detector.schema());
      for (int i = 0; i < PEOPLE.size(); i++) {
        BufferedImage picture = SyntheticFaces.render(PEOPLE.get(i), SEED);
        Box box = faces.get(PEOPLE.get(i)).keypoints().extent();
        Keypoints found = detector.detect(Photo.of(picture), box).keypoints();
        Rectangle part = square(box, new Size(picture.getWidth(), picture.getHeight()));
        overlay.paint(
            g,
            WITHOUT_NOISE.filter(
                picture.getSubimage(part.x, part.y, part.width, part.height), null),
            new Rectangle(i % COLUMNS * (TILE + GAP), i / COLUMNS * (TILE + GAP), TILE, TILE),
            null,
            found.map(Warp.translation(-part.x, -part.y)),
            List.of());
      }
    }
    g.dispose();
    SmallPng.write(sheet, Path.of(args[0]));
  }

  /** A square around the face, moved and shrunk into the picture. */
  private static Rectangle square(Box face, Size picture) {
    int most = Math.min(picture.width(), picture.height());
    int side = Math.min(most, (int) (AROUND * Math.max(face.width(), face.height())));
    int x = (int) ((face.left() + face.right() - side) / 2);
    int y = (int) ((face.top() + face.bottom() - side) / 2) - side / 20; // more of the hair
    return new Rectangle(
        Math.max(0, Math.min(picture.width() - side, x)),
        Math.max(0, Math.min(picture.height() - side, y)),
        side,
        side);
  }
}
