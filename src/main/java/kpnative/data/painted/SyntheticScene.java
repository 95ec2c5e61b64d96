package kpnative.data.painted;

import static kpnative.data.painted.SyntheticLook.alpha;
import static kpnative.data.painted.SyntheticLook.shade;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;
import kpnative.geometry.Point;
import kpnative.geometry.Size;

/** Paints what surrounds a synthetic face: background, shoulders, and objects in front of it. */
final class SyntheticScene {
  private final Graphics2D g;
  private final int width;
  private final int height;
  private final RandomGenerator random;

  SyntheticScene(Graphics2D g, int width, int height, RandomGenerator random) {
    this.g = g;
    this.width = width;
    this.height = height;
    this.random = random;
  }

  /**
   * {@return a background, one pixel larger than {@code size} on every side} Most are painted small
   * and enlarged, which blurs them like an out-of-focus background.
   */
  static BufferedImage background(Size size, RandomGenerator random) {
    int reduction = random.nextDouble() < 0.3 ? 1 : 6 + random.nextInt(16);
    int w = size.width() + 2;
    int h = size.height() + 2;
    int sw = Math.max(6, w / reduction);
    int sh = Math.max(6, h / reduction);
    BufferedImage small = new BufferedImage(sw, sh, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = small.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    new SyntheticScene(g, sw, sh, random).fill();
    g.dispose();
    if (reduction == 1) {
      return small;
    }
    BufferedImage large = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D to = large.createGraphics();
    to.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    to.drawImage(small, 0, 0, w, h, null);
    to.dispose();
    return large;
  }

  private void fill() {
    Color a = color();
    g.setPaint(
        new GradientPaint(
            width * random.nextFloat(), 0, a, width * random.nextFloat(), height, color()));
    g.fill(new Rectangle2D.Double(-1, -1, width + 2, height + 2));
    switch (random.nextInt(5)) {
      case 0 -> stripes();
      case 1, 2 -> blobs(10 + random.nextInt(20));
      case 3 -> blobs(4);
      default -> {}
    }
  }

  void shoulders(SyntheticShape shape, SyntheticLook look) {
    double u = shape.pose.scale();
    Point c = shape.pose.project(0, 1.2, -0.45);
    Path2D.Double p = new Path2D.Double();
    double wide = (2.0 + 0.5 * random.nextDouble()) * u;
    double y = c.y() + 0.75 * u;
    double low = Math.max(height + 2.0, y + 3 * u);
    p.moveTo(c.x() - 0.5 * u, y - 0.1 * u);
    p.curveTo(c.x() - 0.9 * u, y + 0.35 * u, c.x() - wide, y + 0.3 * u, c.x() - wide, low);
    p.lineTo(c.x() + wide, low);
    p.curveTo(
        c.x() + wide, y + 0.3 * u, c.x() + 0.9 * u, y + 0.35 * u, c.x() + 0.5 * u, y - 0.1 * u);
    p.quadTo(c.x(), y + (0.4 + 0.6 * random.nextDouble()) * u, c.x() - 0.5 * u, y - 0.1 * u);
    p.closePath();
    Color lit = shade(look.clothes(), 1.05);
    Color dark = shade(look.clothes(), 0.6);
    boolean right = look.lightX() > 0;
    g.setPaint(
        new GradientPaint(
            (float) (c.x() - wide),
            0,
            right ? dark : lit,
            (float) (c.x() + wide),
            0,
            right ? lit : dark));
    g.fill(p);
  }

  /** Paints a hand or a box over part of the face. */
  void occluder(SyntheticShape shape, SyntheticLook look) {
    double u = shape.pose.scale();
    Point at = shape.outline.at(16 * random.nextDouble());
    Point middle = shape.nose.at(6);
    double share = 0.1 + 0.5 * random.nextDouble();
    double x = at.x() + share * (middle.x() - at.x());
    double y = at.y() + share * (middle.y() - at.y());
    if (random.nextBoolean()) {
      hand(x, y, at, u, look);
    } else {
      double w = (0.6 + random.nextDouble()) * u;
      double h = (0.5 + random.nextDouble()) * u;
      g.setColor(color());
      g.rotate(random.nextDouble() - 0.5, x, y);
      g.fill(new Rectangle2D.Double(x - w / 2, y - h / 2, w, h));
    }
  }

  private void hand(double x, double y, Point from, double u, SyntheticLook look) {
    Color skin = shade(look.skin(), 0.85);
    double dx = x - from.x() + 1e-3;
    double dy = y - from.y() + 1e-3;
    double n = Math.hypot(dx, dy);
    dx *= u / n;
    dy *= u / n;
    for (int i = 0; i < 4; i++) {
      double off = 0.24 * (i - 1.5);
      double reach = 0.15 * Math.sin(Math.PI * (i + 0.7) / 4.4);
      double tx = x - dy * off + dx * reach;
      double ty = y + dx * off + dy * reach;
      double fx = x - dy * off - 1.1 * dx;
      double fy = y + dx * off - 1.1 * dy;
      round(0.27 * u, shade(look.skin(), 0.45));
      g.draw(new Line2D.Double(tx, ty, fx, fy));
      round(0.235 * u, skin);
      g.draw(new Line2D.Double(tx, ty, fx, fy));
    }
    round(1.0 * u, skin);
    g.draw(new Line2D.Double(x - 1.35 * dx, y - 1.35 * dy, x - 3 * dx, y - 3 * dy));
  }

  private void round(double w, Color c) {
    g.setStroke(new BasicStroke((float) w, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(c);
  }

  private void stripes() {
    double step = width * (0.05 + 0.15 * random.nextDouble());
    double slope = 2 * random.nextDouble() - 1;
    g.setColor(alpha(color(), 0.5));
    g.setStroke(new BasicStroke((float) (step * (0.2 + 0.5 * random.nextDouble()))));
    for (double x = -height; x < width + height; x += step) {
      g.draw(new Line2D.Double(x, -5, x + slope * height, height + 5));
    }
  }

  private void blobs(int n) {
    for (int i = 0; i < n; i++) {
      double w = width * (0.1 + 0.5 * random.nextDouble());
      double h = height * (0.1 + 0.5 * random.nextDouble());
      double x = width * random.nextDouble() - w / 2;
      double y = height * random.nextDouble() - h / 2;
      g.setColor(alpha(color(), 0.3 + 0.5 * random.nextDouble()));
      g.fill(
          random.nextBoolean()
              ? new Ellipse2D.Double(x, y, w, h)
              : new Rectangle2D.Double(x, y, w, h));
    }
  }

  private Color color() {
    float saturation = random.nextFloat();
    return Color.getHSBColor(
        random.nextFloat(), 0.6f * saturation * saturation, 0.1f + 0.85f * random.nextFloat());
  }
}
