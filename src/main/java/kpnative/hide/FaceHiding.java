package kpnative.hide;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import kpnative.geometry.Box;
import kpnative.infer.Face;

/**
 * How faces are hidden in a picture: the whole head, from the chin to the hair and both ears, as
 * far as the keypoints and the head's pose tell; never less than the hull of the keypoints.
 *
 * <p>What remains of a head: of {@link #FILL} nothing, of {@link #BLUR} and {@link #PIXELATE} the
 * mean colours of about 6 x 8 cells, whatever the picture's resolution. People don't recognise a
 * stranger in that, but a program that has the person's other pictures may narrow down who it is
 * (McPherson et al. 2016, Defeating image obfuscation with deep learning): where nobody must, fill.
 */
public enum FaceHiding {
  /** Black. */
  FILL,
  /** The cells' mean colours, running into each other. */
  BLUR,
  /** The cells' mean colours, as squares. */
  PIXELATE;

  /** How many cells a head has across, its narrower side. */
  private static final int CELLS = 6;

  /**
   * {@return a copy of a picture, TYPE_INT_RGB, without its faces}
   *
   * @param faces in the picture's frame
   * @param doubtful boxes in which there may be faces; hidden with what is around them
   */
  public BufferedImage hide(BufferedImage picture, List<Face> faces, List<Box> doubtful) {
    List<Shape> heads = new ArrayList<>();
    doubtful.forEach(box -> heads.add(HeadOutline.of(box)));
    faces.forEach(face -> heads.add(HeadOutline.of(face)));
    BufferedImage out =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    try {
      g.drawImage(picture, 0, 0, null);
    } finally {
      g.dispose();
    }
    heads.forEach(head -> hide(out, head));
    return out;
  }

  private void hide(BufferedImage picture, Shape head) {
    Rectangle2D all = head.getBounds2D();
    Rectangle within =
        head.getBounds().intersection(new Rectangle(picture.getWidth(), picture.getHeight()));
    if (within.isEmpty()) {
      return;
    }
    CellMeans cells =
        CellMeans.of(picture, within, Math.min(all.getWidth(), all.getHeight()) / CELLS);
    for (int y = within.y; y < within.y + within.height; y++) {
      for (int x = within.x; x < within.x + within.width; x++) {
        // any part of the pixel: none is left because its centre is outside
        if (head.intersects(x, y, 1, 1)) {
          picture.setRGB(
              x,
              y,
              switch (this) {
                case FILL -> 0;
                case BLUR -> cells.blended(x, y);
                case PIXELATE -> cells.at(x, y);
              });
        }
      }
    }
  }
}
