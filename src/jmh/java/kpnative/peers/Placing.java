package kpnative.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kpnative.geometry.Box;

/**
 * How a peer wants its box, made of the one around the points: a square of its longer side,
 * enlarged and moved down by fractions of that side.
 *
 * @param scale of the side
 * @param down of the side, before it is enlarged
 */
record Placing(double scale, double down) {
  /** {@return all that are tried} */
  static List<Placing> all() {
    List<Placing> all = new ArrayList<>();
    for (int scale = 8; scale <= 20; scale++) {
      for (int down = -3; down <= 3; down++) {
        all.add(new Placing(scale / 10.0, down / 20.0));
      }
    }
    return all;
  }

  Box of(Box points) {
    double side = Math.max(points.width(), points.height());
    double x = points.center().x();
    double y = points.center().y() + down * side;
    double half = scale * side / 2;
    return new Box(x - half, y - half, x + half, y + half);
  }

  /** {@return whether others beyond it were not tried} */
  boolean isAtTheEdge() {
    return scale < 0.85 || scale > 1.95 || Math.abs(down) > 0.14;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f of the side, %+.2f down", scale, down);
  }
}
