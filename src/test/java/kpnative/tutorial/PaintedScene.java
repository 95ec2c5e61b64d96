package kpnative.tutorial;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/** A photograph of painted people, and where their keypoints really are. */
final class PaintedScene {
  private static final long SEED = 99; // people whom no training of the tutorials has seen
  private static final double SURROUNDINGS = 1.6; // hair and a bit of wall, in faces

  private final BufferedImage picture;
  private final List<Keypoints> faces = new ArrayList<>();

  /** An empty room of that many pixels. */
  PaintedScene(int width, int height) {
    picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setColor(Color.GRAY);
    g.fillRect(0, 0, width, height);
    g.dispose();
  }

  /**
   * {@return this with one more person}
   *
   * @param person from 0
   * @param box in which the face's keypoints lie; their longer side fills it
   */
  PaintedScene with(int person, Box box) {
    BufferedImage painted = SyntheticFaces.render(person, SEED);
    Keypoints keypoints = SyntheticFaces.faces(person + 1, SEED, 68).get(person).keypoints();
    Size side = new Size((int) Math.round(box.width()), (int) Math.round(box.height()));
    Warp place =
        Warp.crop(keypoints.extent().widenedTo(1), side)
            .then(Warp.translation(box.left() + 0.5, box.top() + 0.5));
    double[] w = place.toArray();
    Box seen = box.scaled(SURROUNDINGS);
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    // Java2D's whole numbers are the corners of pixels: half a pixel beside our pixel centres
    g.translate(0.5, 0.5);
    g.clip(new Rectangle2D.Double(seen.left(), seen.top(), seen.width(), seen.height()));
    g.transform(new AffineTransform(w[0], w[3], w[1], w[4], w[2], w[5]));
    g.translate(-0.5, -0.5);
    g.drawImage(painted, 0, 0, null);
    g.dispose();
    faces.add(keypoints.map(place));
    return this;
  }

  /** {@return the photograph} */
  BufferedImage picture() {
    return picture;
  }

  /** {@return the keypoints of each person, in the photograph's pixels} */
  List<Keypoints> truth() {
    return List.copyOf(faces);
  }

  /** {@return the mean distance of keypoints from the truth, divided by that of the eye corners} */
  static double nme(Keypoints truth, Keypoints found) {
    double sum = 0;
    for (int k = 0; k < truth.count(); k++) {
      sum += truth.point(k).distanceTo(found.point(k));
    }
    return sum / truth.count() / truth.point(36).distanceTo(truth.point(45));
  }
}
