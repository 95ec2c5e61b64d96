package kpnative.data.painted;

import static kpnative.data.painted.SyntheticLook.alpha;
import static kpnative.data.painted.SyntheticLook.mix;
import static kpnative.data.painted.SyntheticLook.shade;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.random.RandomGenerator;
import kpnative.geometry.Point;

/**
 * Paints eyes, brows, nose and mouth of one synthetic face on its skin, along the shape's curves.
 */
final class SyntheticFeatures {
  private final Graphics2D g;
  private final SyntheticShape shape;
  private final SyntheticLook look;
  private final RandomGenerator random;
  private final double light;
  private final double unit;

  SyntheticFeatures(
      Graphics2D g, SyntheticShape shape, SyntheticLook look, RandomGenerator random) {
    this.g = g;
    this.shape = shape;
    this.look = look;
    this.random = random;
    light = 0.55 + 0.45 * look.ambient();
    unit = shape.pose.scale();
  }

  void paint() {
    wrinkles();
    nose();
    mouth();
    eye(shape.leftEye, shape.traits.closedLeft());
    eye(shape.rightEye, shape.traits.closedRight());
    brow(shape.leftBrow);
    brow(shape.rightBrow);
  }

  private void eye(SyntheticEye eye, double closed) {
    Color dark = shade(look.skin(), 0.32);
    stroke(0.02, alpha(dark, 0.55));
    g.draw(eye.upperLid(0.055 - 0.03 * closed)); // the crease
    stroke(0.015, alpha(dark, 0.2 + 0.3 * look.age()));
    g.draw(eye.lowerLid(0.05));
    g.setColor(shade(mix(new Color(236, 232, 228), look.skin(), 0.12), light * 0.97));
    g.fill(eye.opening());
    double u = 0.42 * shape.traits.gazeX() * -eye.side();
    double radius = 0.104 * (0.4 + 0.6 * shape.traits.eyeSize());
    // the upper lid always covers a little of the iris
    double v = 0.05 * shape.traits.gazeY() - Math.max(0.02, 0.5 * eye.upper() - 0.03);
    g.setColor(shade(look.iris(), 0.45));
    g.fill(eye.disc(u, v, radius));
    g.setColor(shade(look.iris(), light * 1.1));
    g.fill(eye.disc(u, v, radius * 0.82));
    g.setColor(new Color(12, 10, 10));
    g.fill(eye.disc(u, v, radius * 0.45));
    g.setColor(alpha(Color.WHITE, 0.9));
    double glint = 0.05 * Math.signum(look.lightX()) * -eye.side();
    g.fill(eye.disc(u + glint / eye.half(), v - 0.035, 0.022));
    Path2D.Double shadow = eye.upperLid(0); // the lid's shadow on the eyeball
    stroke(0.05, alpha(Color.BLACK, 0.18));
    g.draw(shadow);
    stroke(0.034, alpha(mix(dark, Color.BLACK, 0.6), 0.95));
    g.draw(shadow);
    stroke(0.016, alpha(dark, 0.6));
    g.draw(eye.lowerLid(0));
    lashes(eye);
    Point inner = eye.at(0.93, 0.008);
    dot(inner, 0.02, alpha(mix(look.lip(), look.skin(), 0.4), 0.9));
  }

  private void lashes(SyntheticEye eye) {
    stroke(0.012, alpha(new Color(20, 14, 12), 0.8));
    double length = look.beard() > 0 ? 0.03 : 0.055;
    for (int i = 0; i < 7; i++) {
      double u = -0.95 + 0.2 * i;
      double v = eye.upperAt(u);
      Point a = eye.at(u, v);
      Point b = eye.at(u - 0.12 + 0.1 * i / 7, v - length);
      g.draw(new Line2D.Double(a.x(), a.y(), b.x(), b.y()));
    }
  }

  private void brow(SyntheticCurve brow) {
    Color hair = mix(look.hair(), new Color(40, 28, 22), 0.35);
    stroke(0.075 * look.brows(), alpha(hair, 0.35));
    g.draw(brow.path());
    stroke(0.022, alpha(hair, 0.75));
    int hairs = 26;
    for (int i = 0; i < hairs; i++) {
      double t = 4 * (i + random.nextDouble()) / hairs;
      Point p = brow.at(t);
      Point q = brow.at(Math.max(0, t - 0.6));
      double thick = unit * 0.05 * look.brows() * (0.45 + 0.55 * Math.sin(Math.PI * (t + 1.4) / 6));
      double off = thick * (2 * random.nextDouble() - 1);
      double rise = thick * 0.7;
      g.draw(new Line2D.Double(p.x(), p.y() + off + rise * 0.5, q.x(), q.y() + off - rise * 0.5));
    }
  }

  private void nose() {
    Color dark = shade(look.skin(), 0.38);
    double shadowSide = look.lightX() > 0 ? -1 : 1;
    for (int side = -1; side <= 1; side += 2) {
      Path2D.Double flank = new Path2D.Double();
      int top = side < 0 ? 0 : 12;
      Point[] edge = new Point[5];
      for (int i = 0; i < 5; i++) {
        edge[i] = shape.nose.at(top - side * i);
      }
      Point tip = shape.ridge.at(3);
      Point bridge = shape.ridge.at(0);
      flank.moveTo(bridge.x(), bridge.y());
      for (Point p : edge) {
        flank.lineTo(p.x(), p.y());
      }
      flank.lineTo(tip.x(), tip.y());
      flank.closePath();
      double strength = side == shadowSide ? 0.05 + 0.16 * Math.abs(look.lightX()) : 0.02;
      g.setColor(alpha(dark, strength));
      g.fill(flank);
      double line = side == shadowSide ? 0.3 : 0.2;
      stroke(0.022, alpha(dark, line * 0.55));
      g.draw(side < 0 ? shape.nose.path(0, 2) : shape.nose.path(10, 12));
      stroke(0.03, alpha(dark, line + 0.3)); // the wing
      g.draw(side < 0 ? shape.nose.path(2, 4) : shape.nose.path(8, 10));
    }
    stroke(0.028, alpha(dark, 0.5));
    g.draw(shape.nose.path(4, 8));
    nostril(5);
    nostril(7);
  }

  private void nostril(int at) {
    Point p = shape.nose.at(at);
    Point wing = shape.nose.at(at == 5 ? 4 : 8);
    Point tip = shape.ridge.at(3);
    double x = p.x() + 0.25 * (wing.x() - p.x()) + 0.12 * (tip.x() - p.x());
    double y = p.y() + 0.16 * (tip.y() - p.y());
    double rx = Math.max(0.02 * unit, 0.5 * Math.abs(wing.x() - p.x()));
    g.setColor(alpha(shade(look.skin(), 0.16), 0.85));
    double ry = 0.034 * unit * (1 - 1.2 * shape.pose.pitch());
    g.fill(new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry));
  }

  private void mouth() {
    Path2D.Double outer = new Path2D.Double();
    shape.upperLip.append(outer, 0, 6, false);
    shape.lowerLip.append(outer, 0, 6, true);
    outer.closePath();
    g.setColor(shade(look.lip(), light * 0.95));
    g.fill(outer);
    Path2D.Double lower = new Path2D.Double();
    shape.lowerLip.append(lower, 0, 6, false);
    shape.upperInner.append(lower, 0, 4, true);
    lower.closePath();
    g.setColor(alpha(shade(look.lip(), light * 1.15), 0.75));
    g.fill(lower);
    Color dark = shade(look.lip(), 0.35);
    opening(dark);
    stroke(0.016, alpha(dark, 0.5));
    g.draw(shape.upperLip.path());
    stroke(0.018, alpha(dark, 0.45));
    g.draw(shape.lowerLip.path());
    Point m = shape.lowerLip.at(3);
    Point n = shape.lowerInner.at(2);
    Point shine = new Point((m.x() + n.x()) / 2 + 0.05 * unit * look.lightX(), (m.y() + n.y()) / 2);
    g.setColor(alpha(Color.WHITE, 0.22));
    g.fill(
        new Ellipse2D.Double(
            shine.x() - 0.1 * unit, shine.y() - 0.02 * unit, 0.2 * unit, 0.04 * unit));
    for (SyntheticCurve c : List.of(shape.upperLip, shape.lowerLip)) {
      dot(c.at(0), 0.024, alpha(dark, 0.5)); // the corners
    }
  }

  private void opening(Color dark) {
    Path2D.Double inner = new Path2D.Double();
    shape.upperInner.append(inner, 0, 4, false);
    shape.lowerInner.append(inner, 0, 4, true);
    inner.closePath();
    g.setColor(new Color(48, 14, 16));
    g.fill(inner);
    double open = shape.traits.open();
    if (open > 0.05) {
      between(0.0, 0.30, 0.15, shade(new Color(240, 236, 226), light)); // upper teeth
      if (open > 0.4) {
        between(0.62, 0.97, 0.5, shade(new Color(176, 82, 84), light)); // the tongue
      }
    }
    stroke(0.022, alpha(mix(dark, new Color(50, 18, 18), 0.5), open > 0.05 ? 0.5 : 0.7));
    g.draw(shape.upperInner.path());
    g.draw(shape.lowerInner.path());
  }

  /**
   * Fills the mouth's opening between two fractions of its height; {@code inset} is the distance
   * from the corners.
   */
  private void between(double from, double to, double inset, Color color) {
    Path2D.Double p = new Path2D.Double();
    int steps = 12;
    for (int k = 0; k <= 2 * steps; k++) {
      boolean back = k > steps;
      double t = inset + (4 - 2 * inset) * (back ? 2 * steps - k : k) / steps;
      Point a = shape.upperInner.at(t);
      Point b = shape.lowerInner.at(4 - t);
      double s = back ? to : from;
      double x = a.x() + s * (b.x() - a.x());
      double y = a.y() + s * (b.y() - a.y());
      if (k == 0) {
        p.moveTo(x, y);
      } else {
        p.lineTo(x, y);
      }
    }
    p.closePath();
    g.setColor(color);
    g.fill(p);
  }

  private void wrinkles() {
    Color dark = shade(look.skin(), 0.45);
    double smile = Math.max(0, shape.traits.smile());
    for (int side = -1; side <= 1; side += 2) {
      Point wing = shape.nose.at(side < 0 ? 3 : 9);
      Point corner = shape.upperLip.at(side < 0 ? 0 : 6);
      double out = side * (0.10 + 0.08 * smile) * unit;
      Path2D.Double fold = new Path2D.Double();
      fold.moveTo(wing.x() + side * 0.03 * unit, wing.y() - 0.04 * unit);
      fold.quadTo(
          wing.x() * 0.4 + corner.x() * 0.6 + 1.6 * out,
          wing.y() * 0.6 + corner.y() * 0.4,
          corner.x() + out,
          corner.y() + 0.02 * unit);
      stroke(0.045, alpha(dark, 0.02 + 0.12 * smile + 0.12 * look.age()));
      g.draw(fold);
      stroke(0.018, alpha(dark, 0.02 + 0.13 * smile + 0.22 * look.age()));
      g.draw(fold);
    }
    if (look.age() > 0.45) {
      for (int i = 0; i < 3; i++) {
        double y = -0.55 - 0.15 * i - 0.05 * shape.traits.browRaise();
        Point a = shape.pose.project(-0.5, y, 0.56);
        Point b = shape.pose.project(0.5, y, 0.56);
        Point m = shape.pose.project(0, y - 0.05, 0.75);
        stroke(0.02, alpha(dark, 0.35 * look.age()));
        Path2D.Double line = new Path2D.Double();
        line.moveTo(a.x(), a.y());
        line.quadTo(2 * m.x() - (a.x() + b.x()) / 2, 2 * m.y() - (a.y() + b.y()) / 2, b.x(), b.y());
        g.draw(line);
      }
    }
  }

  private void dot(Point p, double radius, Color color) {
    double r = radius * unit;
    g.setColor(color);
    g.fill(new Ellipse2D.Double(p.x() - r, p.y() - r, 2 * r, 2 * r));
  }

  private void stroke(double width, Color color) {
    float w = (float) Math.max(0.5, width * unit);
    g.setStroke(new BasicStroke(w, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(color);
  }
}
