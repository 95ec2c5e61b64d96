package kpnative.data.painted;

import static kpnative.data.painted.SyntheticLook.alpha;
import static kpnative.data.painted.SyntheticLook.shade;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import kpnative.data.painted.SyntheticLook.Style;
import kpnative.geometry.Point;

/**
 * Paints the hair, hat and beard of one synthetic face: first what is behind the face, then what is
 * in front of it.
 */
final class SyntheticHair {
  private final Graphics2D g;
  private final SyntheticShape shape;
  private final SyntheticLook look;
  private final RandomGenerator random;
  private final double unit;
  private final SyntheticSkull skull;

  SyntheticHair(Graphics2D g, SyntheticShape shape, SyntheticLook look, RandomGenerator random) {
    this.g = g;
    this.shape = shape;
    this.look = look;
    this.random = random;
    unit = shape.pose.scale();
    skull = SyntheticSkull.of(shape);
  }

  /** Paints what neck, ears and face later cover. */
  void behind(Color baldSkin) {
    Style style = look.style();
    boolean bald = style == Style.BALD;
    g.setColor(bald ? shade(baldSkin, 0.8) : shade(look.hair(), 0.75));
    g.fill(skull.contour(volume()));
    if (style == Style.LONG) {
      g.fill(curtain());
    } else if (style == Style.BUN) {
      Point top = shape.pose.project(0, -1.75, -0.5);
      disc(top, 0.42);
    } else if (style == Style.CURLY) {
      for (int i = 0; i < 40; i++) {
        double a = Math.PI * (0.9 + 1.2 * i / 39);
        disc(skull.at(a, 1.22 + 0.1 * random.nextDouble()), 0.17 + 0.1 * random.nextDouble());
      }
    }
  }

  /** Paints what covers the forehead. */
  void inFront() {
    switch (look.style()) {
      case BALD -> {}
      case HAT -> hat();
      default -> cap();
    }
  }

  /** Paints beard and moustache; the mouth is painted afterwards. */
  void beard() {
    if (look.beard() <= 0) {
      return;
    }
    Color hair = look.hair();
    Path2D.Double area = new Path2D.Double();
    shape.outline.append(area, 2, 14, false);
    List<Point> back = new ArrayList<>();
    back.add(shape.outline.at(14));
    back.add(toward(shape.outline.at(13), shape.upperLip.at(6), 0.3));
    back.add(toward(shape.outline.at(12), shape.upperLip.at(6), 0.62));
    back.add(toward(shape.upperLip.at(6), shape.nose.at(8), 0.25));
    back.add(toward(shape.upperLip.at(3), shape.nose.at(6), 0.55));
    back.add(toward(shape.upperLip.at(0), shape.nose.at(4), 0.25));
    back.add(toward(shape.outline.at(4), shape.upperLip.at(0), 0.62));
    back.add(toward(shape.outline.at(3), shape.upperLip.at(0), 0.3));
    back.add(shape.outline.at(2));
    SyntheticCurve.open(back).append(area, 0, back.size() - 1, true);
    area.closePath();
    g.setColor(alpha(hair, 0.12 + 0.6 * look.beard() * look.beard()));
    g.fill(area);
    g.setStroke(new BasicStroke((float) Math.max(0.5, 0.016 * unit)));
    g.setColor(alpha(hair, 0.25 + 0.4 * look.beard()));
    int hairs = (int) (60 + 60 * look.beard());
    double length = (0.02 + 0.06 * look.beard()) * unit;
    for (int i = 0; i < hairs; i++) {
      double t = 2.2 + 11.6 * random.nextDouble();
      Point edge = shape.outline.at(t);
      Point mouth = t < 8 ? shape.lowerLip.at(6 - 3 * t / 8) : shape.lowerLip.at(3 * (16 - t) / 8);
      Point p = toward(edge, mouth, 0.02 + 0.72 * random.nextDouble());
      double dx = length * (p.x() - mouth.x()) / unit;
      g.draw(new Line2D.Double(p.x(), p.y(), p.x() + dx, p.y() + length));
    }
  }

  private double volume() {
    return switch (look.style()) {
      case BALD -> 1.0;
      case CROPPED -> 1.03;
      case SHORT, BUN -> 1.08;
      case PARTED, FRINGE, LONG -> 1.13;
      case CURLY -> 1.2;
      case HAT -> 1.02;
    };
  }

  /** The hairline on the forehead, from the left temple to the right. */
  private List<Point> hairline() {
    double[] y =
        switch (look.style()) {
          case CROPPED -> new double[] {0.15, -0.5, -0.95, -1.08, -1.1, -1.08, -0.95, -0.5, 0.15};
          case SHORT -> new double[] {0.3, -0.45, -0.85, -1.0, -0.98, -1.0, -0.85, -0.45, 0.3};
          case PARTED -> new double[] {0.2, -0.4, -0.7, -1.0, -1.12, -0.9, -0.62, -0.35, 0.3};
          case FRINGE -> new double[] {0.5, -0.15, -0.42, -0.5, -0.52, -0.5, -0.42, -0.15, 0.5};
          case LONG -> new double[] {0.3, -0.2, -0.7, -0.98, -1.15, -0.98, -0.7, -0.2, 0.3};
          case CURLY -> new double[] {0.2, -0.4, -0.8, -0.9, -0.95, -0.9, -0.8, -0.4, 0.2};
          default -> new double[] {0.1, -0.5, -0.9, -1.08, -1.12, -1.08, -0.9, -0.5, 0.1};
        };
    double[] x = {-1.1, -1.02, -0.82, -0.45, 0, 0.45, 0.82, 1.02, 1.1};
    double[] z = {-0.05, 0.05, 0.3, 0.52, 0.6, 0.52, 0.3, 0.05, -0.05};
    List<Point> p = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      double f = y[i] < 0 ? shape.traits.forehead() * shape.traits.length() : 1;
      p.add(shape.pose.contour(x[i] * shape.traits.width(), y[i] * f, z[i], 0.62));
    }
    return p;
  }

  private void cap() {
    List<Point> line = hairline();
    Path2D.Double p = new Path2D.Double();
    SyntheticCurve edge = SyntheticCurve.open(line);
    edge.append(p, 0, 8, false);
    double right = skull.angle(line.get(8));
    double left = skull.angle(line.get(0));
    // from the right temple over the top to the left one: through -pi/2
    right = right > Math.PI / 2 ? right - 2 * Math.PI : right;
    left = left > 0 ? left - 2 * Math.PI : left;
    double reach = volume() * 1.01;
    for (int i = 0; i <= 24; i++) {
      Point q = skull.at(right + (left - right) * i / 24, reach);
      p.lineTo(q.x(), q.y());
    }
    p.closePath();
    Point top = skull.at(-Math.PI / 2, reach);
    Point low = line.get(4);
    double side = 0.25 * look.lightX();
    Color lit = shade(look.hair(), 1.12 + 0.1 * side);
    Color dark = shade(look.hair(), 0.72);
    g.setPaint(
        new GradientPaint(
            (float) top.x(), (float) top.y(), lit, (float) low.x(), (float) (low.y() + 1), dark));
    g.fill(p);
    strands(edge, right, left, reach);
  }

  private void strands(SyntheticCurve edge, double right, double left, double reach) {
    g.setStroke(
        new BasicStroke(
            (float) Math.max(0.6, 0.02 * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    boolean curly = look.style() == Style.CURLY;
    int count = curly ? 90 : 60;
    for (int i = 0; i < count; i++) {
      double s = random.nextDouble();
      Point a = skull.at(left + (right - left) * s, reach * (0.8 + 0.2 * random.nextDouble()));
      Point b = edge.at(Math.max(0.8, Math.min(7.2, 8 * s + random.nextDouble() - 0.5)));
      double tone = 0.6 + 0.9 * random.nextDouble();
      g.setColor(alpha(shade(look.hair(), tone > 1 ? 1 + 0.3 * (tone - 1) : tone), 0.45));
      if (curly) {
        double r = 0.09 * unit;
        Point c = toward(b, a, 0.1 + 0.9 * random.nextDouble());
        double from = 360 * random.nextDouble();
        g.draw(new Arc2D.Double(c.x() - r, c.y() - r, 2 * r, 2 * r, from, 150, Arc2D.OPEN));
      } else {
        Path2D.Double strand = new Path2D.Double();
        strand.moveTo(a.x(), a.y());
        double mx = (a.x() + b.x()) / 2 + (a.x() - shape.pose.x()) * 0.08;
        double my = (a.y() + b.y()) / 2 - 0.05 * unit;
        strand.quadTo(mx, my, b.x(), b.y());
        g.draw(strand);
      }
    }
  }

  private void hat() {
    Color cloth = shade(look.clothes(), 0.9);
    List<Point> line = new ArrayList<>();
    for (int i = 0; i <= 8; i++) {
      double s = -1 + i / 4.0;
      double z = 0.05 + 0.65 * Math.sqrt(1 - s * s * 0.98);
      line.add(shape.pose.contour(1.14 * s * shape.traits.width(), -0.62, z, 0.62));
    }
    Path2D.Double p = new Path2D.Double();
    SyntheticCurve.open(line).append(p, 0, 8, false);
    double right = skull.angle(line.get(8));
    double left = skull.angle(line.get(0));
    right = right > Math.PI / 2 ? right - 2 * Math.PI : right;
    left = left > 0 ? left - 2 * Math.PI : left;
    for (int i = 0; i <= 24; i++) {
      Point q = skull.at(right + (left - right) * i / 24, 1.2);
      p.lineTo(q.x(), q.y());
    }
    p.closePath();
    g.setColor(cloth);
    g.fill(p);
    g.setStroke(
        new BasicStroke((float) (0.2 * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(shade(cloth, 0.75));
    g.draw(SyntheticCurve.open(line).path());
  }

  private Path2D.Double curtain() {
    Path2D.Double p = new Path2D.Double();
    double w = 1.42 * unit * shape.traits.width();
    Point c = shape.pose.project(0, 0.2, -0.3);
    p.moveTo(c.x() - 0.85 * w, c.y() - 0.7 * unit);
    p.curveTo(
        c.x() - 1.1 * w,
        c.y() + unit,
        c.x() - w,
        c.y() + 2 * unit,
        c.x() - 0.95 * w,
        c.y() + 3 * unit);
    p.lineTo(c.x() + 0.95 * w, c.y() + 3 * unit);
    p.curveTo(
        c.x() + w,
        c.y() + 2 * unit,
        c.x() + 1.1 * w,
        c.y() + unit,
        c.x() + 0.85 * w,
        c.y() - 0.7 * unit);
    p.closePath();
    return p;
  }

  private void disc(Point p, double radius) {
    double r = radius * unit;
    g.fill(new Ellipse2D.Double(p.x() - r, p.y() - r, 2 * r, 2 * r));
  }

  private static Point toward(Point a, Point b, double share) {
    return new Point(a.x() + share * (b.x() - a.x()), a.y() + share * (b.y() - a.y()));
  }
}
