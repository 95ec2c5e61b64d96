package kpnative.data.painted;

import static kpnative.data.painted.SyntheticLook.alpha;
import static kpnative.data.painted.SyntheticLook.shade;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;
import kpnative.geometry.Point;
import kpnative.geometry.Size;

/** Paints one synthetic face in layers, from back to front. For a single use by one thread. */
final class SyntheticPainter {
  private final SyntheticShape shape;
  private final SyntheticLook look;
  private final RandomGenerator random;
  private final Size size;
  private final double unit;

  SyntheticPainter(SyntheticShape shape, SyntheticLook look, Size size, RandomGenerator random) {
    this.shape = shape;
    this.look = look;
    this.size = size;
    this.random = random;
    unit = shape.pose.scale();
  }

  /** {@return the picture, of {@link BufferedImage#TYPE_INT_RGB}} */
  BufferedImage paint() {
    BufferedImage picture =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      g.translate(0.5, 0.5); // Java2D's whole numbers are pixel corners, ours their centres
      layers(g);
    } finally {
      g.dispose();
    }
    SyntheticCamera.draw(random).develop(picture, random);
    return picture;
  }

  private void layers(Graphics2D g) {
    SyntheticScene scene = new SyntheticScene(g, size.width(), size.height(), random);
    SyntheticHair hair = new SyntheticHair(g, shape, look, random);
    SyntheticSkin skin = new SyntheticSkin(size.width(), size.height(), shape, look);
    TexturePaint face = paint(skin.texture(look.skin(), random, 0.05));
    g.drawImage(SyntheticScene.background(size, random), -1, -1, null);
    hair.behind(look.skin());
    neck(g);
    scene.shoulders(shape, look);
    ears(g);
    g.setPaint(face);
    g.fill(shape.outline.path());
    jawLine(g);
    hair.beard();
    new SyntheticFeatures(g, shape, look, random).paint();
    hair.inFront();
    if (look.glasses()) {
      glasses(g);
    }
    if (random.nextDouble() < 0.1) {
      scene.occluder(shape, look);
    }
  }

  private TexturePaint paint(BufferedImage texture) {
    // the shapes are shifted by half a pixel, the texture must not be
    Rectangle2D.Double pixels = new Rectangle2D.Double(-0.5, -0.5, size.width(), size.height());
    return new TexturePaint(texture, pixels);
  }

  private void neck(Graphics2D g) {
    Point c = shape.pose.project(0, 1.2, -0.45);
    double w = 0.66 * unit * (look.beard() > 0 ? 1.1 : 0.95);
    Path2D.Double p = new Path2D.Double();
    p.moveTo(c.x() - w, c.y() - 0.6 * unit);
    p.curveTo(
        c.x() - 0.92 * w,
        c.y() + 0.5 * unit,
        c.x() - 0.95 * w,
        c.y() + 0.7 * unit,
        c.x() - 1.5 * w,
        c.y() + 1.1 * unit);
    p.lineTo(c.x() - 1.0 * w, c.y() + 2 * unit);
    p.lineTo(c.x() + 1.0 * w, c.y() + 2 * unit);
    p.lineTo(c.x() + 1.5 * w, c.y() + 1.1 * unit);
    p.curveTo(
        c.x() + 0.95 * w,
        c.y() + 0.7 * unit,
        c.x() + 0.92 * w,
        c.y() + 0.5 * unit,
        c.x() + w,
        c.y() - 0.6 * unit);
    p.closePath();
    Color lit = shade(look.skin(), 0.5 + 0.4 * look.ambient());
    Color dark = shade(look.skin(), 0.25 + 0.35 * look.ambient()); // under the jaw
    float top = (float) c.y();
    g.setPaint(new GradientPaint(0, top, dark, 0, top + (float) unit, lit));
    g.fill(p);
  }

  private void ears(Graphics2D g) {
    for (int side = -1; side <= 1; side += 2) {
      double seen = -side * Math.sin(shape.pose.yaw()); // above 0 on the near side
      Point c = shape.pose.project(side * 1.08 * shape.traits.width(), 0.22, -0.12);
      double w = (0.15 + 0.22 * Math.max(0, seen)) * unit;
      double h = 0.33 * unit;
      double lit = 0.62 + 0.25 * look.ambient() + 0.12 * side * look.lightX();
      Ellipse2D.Double ear = new Ellipse2D.Double(c.x() - w, c.y() - h, 2 * w, 2 * h);
      g.setColor(shade(look.skin(), lit));
      g.fill(ear);

      g.setColor(alpha(shade(look.skin(), 0.35), 0.45));
      g.setStroke(new BasicStroke((float) (0.04 * unit)));
      g.draw(new Ellipse2D.Double(c.x() - 0.6 * w, c.y() - 0.65 * h, 1.2 * w, 1.2 * h));
    }
  }

  /** Draws a thin dark edge that separates the jaw from neck and ears of the same tone. */
  private void jawLine(Graphics2D g) {
    g.setStroke(
        new BasicStroke(
            (float) Math.max(0.7, 0.03 * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(alpha(shade(look.skin(), 0.35), 0.5));
    g.draw(shape.outline.path(0, 16));
  }

  private void glasses(Graphics2D g) {
    boolean dark = random.nextDouble() < 0.15;
    boolean round = random.nextBoolean();
    Color frame = random.nextDouble() < 0.6 ? new Color(25, 22, 24) : shade(look.clothes(), 0.5);
    float thick = (float) ((0.025 + 0.05 * random.nextDouble()) * unit);
    double e = 0.47 * shape.traits.eyeSpacing();
    double rx = round ? 0.33 : 0.36;
    double ry = round ? 0.31 : 0.24;
    for (int side = -1; side <= 1; side += 2) {
      Path2D.Double rim = new Path2D.Double();
      for (int i = 0; i < 32; i++) {
        double a = 2 * Math.PI * i / 32;
        double k = round ? 1 : 0.62; // towards a rectangle
        double px = Math.signum(Math.cos(a)) * Math.pow(Math.abs(Math.cos(a)), k) * rx;
        double py = Math.signum(Math.sin(a)) * Math.pow(Math.abs(Math.sin(a)), k) * ry;
        Point q = shape.pose.project(side * e + px, 0.05 + py, 0.78 - 0.12 * (side * px));
        if (i == 0) {
          rim.moveTo(q.x(), q.y());
        } else {
          rim.lineTo(q.x(), q.y());
        }
      }
      rim.closePath();
      g.setColor(dark ? alpha(Color.BLACK, 0.72) : alpha(Color.WHITE, 0.07));
      g.fill(rim);
      g.setStroke(new BasicStroke(thick));
      g.setColor(frame);
      g.draw(rim);
      Point hinge = shape.pose.project(side * (e + rx), -0.02, 0.74);
      Point ear = shape.pose.contour(side * 1.08 * shape.traits.width(), -0.06, -0.05, 0.62);
      g.draw(new Line2D.Double(hinge.x(), hinge.y(), ear.x(), ear.y()));
    }
    Point a = shape.pose.project(-e + rx, 0.0, 0.8);
    Point b = shape.pose.project(e - rx, 0.0, 0.8);
    Point m = shape.pose.project(0, -0.06, 0.9);
    Path2D.Double bridge = new Path2D.Double();
    bridge.moveTo(a.x(), a.y());
    bridge.quadTo(m.x(), m.y(), b.x(), b.y());
    g.draw(bridge);
  }
}
