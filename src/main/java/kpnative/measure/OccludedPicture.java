package kpnative.measure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureSource;
import kpnative.data.backdrop.Backdrop;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.PointState;

/** A face's picture with things painted over it, which knows which keypoints they hide. */
final class OccludedPicture implements PictureSource {
  private static final int TEXTURE = 64; // pixels a side
  private static final double GAMMA = 1 / 2.2; // of a display, near enough

  private final AnnotatedFace face;
  private final List<Thing> things;

  /**
   * One thing.
   *
   * @param shape in the photograph's frame
   * @param isPainted whether it shows a part of a painted scene; else it is plain grey
   * @param gray 0 to 1, if it is grey
   * @param seed of the scene
   */
  record Thing(Shape shape, boolean isPainted, double gray, long seed) {}

  OccludedPicture(AnnotatedFace face, List<Thing> things) {
    this.face = face;
    this.things = List.copyOf(things);
  }

  @Override
  public Image read(Channels channels) throws IOException {
    try (Image picture = face.picture().read(channels)) {
      BufferedImage painted = picture.toBufferedImage();
      Graphics2D g = painted.createGraphics();
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.translate(0.5, 0.5); // to whole numbers at pixel corners
      for (Thing thing : things) {
        if (thing.isPainted) {
          g.setPaint(new TexturePaint(scene(thing.seed), thing.shape.getBounds2D()));
        } else {
          float gray = (float) thing.gray;
          g.setColor(new Color(gray, gray, gray));
        }
        g.fill(thing.shape);
      }
      g.dispose();
      return Image.of(painted, channels);
    }
  }

  private static BufferedImage scene(long seed) {
    float[] linear = Backdrop.paint(TEXTURE, TEXTURE, new SplittableRandom(seed));
    BufferedImage scene = new BufferedImage(TEXTURE, TEXTURE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < TEXTURE * TEXTURE; i++) {
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        rgb = rgb << 8 | (int) Math.round(255 * Math.pow(Math.min(1, linear[3 * i + c]), GAMMA));
      }
      scene.setRGB(i % TEXTURE, i / TEXTURE, rgb);
    }
    return scene;
  }

  @Override
  public List<PointState> states() throws IOException {
    List<PointState> own = face.knownStates();
    List<PointState> seen = new ArrayList<>();
    for (int k = 0; k < own.size(); k++) {
      PointState state = own.get(k);
      Point at = face.keypoints().point(k);
      boolean covered =
          state != PointState.ABSENT
              && things.stream().anyMatch(thing -> thing.shape.contains(at.x(), at.y()));
      seen.add(covered ? PointState.HIDDEN : state);
    }
    return seen;
  }

  @Override
  public Size size() throws IOException {
    return face.picture().size();
  }

  @Override
  public String name() {
    return face.picture().name();
  }
}
