package kpnative.export;

import kpnative.geometry.PixelCentres;
import kpnative.network.Layer;
import kpnative.network.MapForm;
import kpnative.network.Refinement;
import kpnative.network.Shape;

/**
 * Places in maps, as formulas: what {@link Layer.Argmax} and {@link Layer.GridPoints} compute. The
 * layers' own code is {@code kpnative.codec}'s; this must give the same numbers, which the tests
 * compare.
 */
final class MapFormulas {
  private static final int MOST_PIXELS = 1 << 20; // a place's row and column stay exact as floats
  private static final double NO_TOP = 1e-12; // determinants; the decoding's own
  private static final double LEAST_PEAK = 1e-10;

  private final Formulas f;
  private final int height;
  private final int width;
  private final int keypoints;

  /**
   * Formulas for maps of one size.
   *
   * @throws IllegalArgumentException if the maps are too large
   */
  MapFormulas(Formulas formulas, Shape maps, int keypoints) {
    this.f = formulas;
    this.height = maps.height();
    this.width = maps.width();
    this.keypoints = keypoints;
    if ((long) height * width > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "maps of %dx%d pixels are not exported, at most 2^20; head.stride makes them smaller"
              .formatted(width, height));
    }
  }

  /** {@return coordinates {@code [B, 2K]} of the highest pixels of {@code [B, K, H, W]}} */
  String argmax(Layer.Argmax layer, String maps) {
    boolean dark = layer.refinement() == Refinement.DARK;
    String from = maps;
    if (dark && layer.form() == MapForm.PEAKS) {
      String blurred = f.blurred(maps, keypoints, height, width);
      from = f.log(f.larger(blurred, f.like(blurred, LEAST_PEAK)));
    }
    String flat = f.flat(from, keypoints, height * width);
    Place peak = place(f.highest(flat));
    return switch (layer.refinement()) {
      case NONE -> coordinates(peak);
      case QUARTER -> coordinates(quarter(flat, peak));
      case DARK -> coordinates(height < 3 || width < 3 ? peak : dark(flat, peak));
    };
  }

  /**
   * {@return coordinates {@code [B, 2K]} of a grid's cells and offsets}
   *
   * @param neighbours the name of the network's tensor; not read where the layer has none
   */
  String grid(Layer.GridPoints layer, String maps, String neighbours) {
    String all = f.flat(maps, layer.channels(), height * width);
    String cell = f.highest(f.channels(all, 0, keypoints));
    Place corner = place(cell);
    String x = f.add(corner.x(), f.at(f.channels(all, keypoints, keypoints), cell));
    String y = f.add(corner.y(), f.at(f.channels(all, 2 * keypoints, keypoints), cell));
    int n = layer.neighbours();
    if (n > 0) {
      int count = keypoints * n;
      String cells = f.repeat(cell, keypoints, n);
      String divisor = f.add(f.tellers(neighbours), 1);
      String xs = f.at(f.channels(all, 3 * keypoints, count), cells);
      String ys = f.at(f.channels(all, 3 * keypoints + count, count), cells);
      x = mean(x, f.add(xs, f.repeat(corner.x(), keypoints, n)), neighbours, divisor);
      y = mean(y, f.add(ys, f.repeat(corner.y(), keypoints, n)), neighbours, divisor);
    }
    return f.pairs(f.multiply(x, 1.0 / width), f.multiply(y, 1.0 / height), keypoints);
  }

  /** Columns and rows, counted from 0, as floats. */
  private record Place(String x, String y) {}

  private String mean(String own, String guesses, String neighbours, String divisor) {
    return f.divide(f.add(f.told(guesses, neighbours), own), divisor);
  }

  private Place place(String index) {
    String row = f.floor(f.multiply(f.add(index, 0.5), 1.0 / width)); // half: never on a border
    return new Place(f.subtract(index, f.multiply(row, width)), row);
  }

  private String coordinates(Place place) {
    String x = f.multiply(f.add(place.x(), PixelCentres.OFFSET), 1.0 / width);
    return f.pairs(x, f.multiply(f.add(place.y(), PixelCentres.OFFSET), 1.0 / height), keypoints);
  }

  private Place quarter(String flat, Place peak) {
    String right = f.sign(f.subtract(at(flat, peak, 1, 0), at(flat, peak, -1, 0)));
    String down = f.sign(f.subtract(at(flat, peak, 0, 1), at(flat, peak, 0, -1)));
    return new Place(
        f.add(peak.x(), f.multiply(between(right, peak.x(), width), 0.25)),
        f.add(peak.y(), f.multiply(between(down, peak.y(), height), 0.25)));
  }

  /** {@return {@code step} where the place has neighbours on both sides, else 0} */
  private String between(String step, String place, int side) {
    String inside = f.both(f.above(place, 0), f.above(f.multiply(place, -1), 1.0 - side));
    return f.choose(inside, step, f.like(step, 0));
  }

  private Place dark(String flat, Place peak) {
    Place c = new Place(f.clamp(peak.x(), 1, width - 2), f.clamp(peak.y(), 1, height - 2));
    String left = at(flat, c, -1, 0);
    String right = at(flat, c, 1, 0);
    String up = at(flat, c, 0, -1);
    String down = at(flat, c, 0, 1);
    String twice = f.multiply(at(flat, c, 0, 0), 2);
    String dx = f.multiply(f.subtract(right, left), 0.5);
    String dy = f.multiply(f.subtract(down, up), 0.5);
    String dxx = f.subtract(f.add(right, left), twice);
    String dyy = f.subtract(f.add(down, up), twice);
    String same = f.add(at(flat, c, 1, 1), at(flat, c, -1, -1));
    String other = f.add(at(flat, c, 1, -1), at(flat, c, -1, 1));
    String dxy = f.multiply(f.subtract(same, other), 0.25);
    String det = f.subtract(f.multiply(dxx, dyy), f.multiply(dxy, dxy));
    String hasTop = f.both(f.above(det, NO_TOP), f.above(f.multiply(dxx, -1), 0));
    String divisor = f.choose(hasTop, det, f.like(det, 1)); // nothing divides by 0
    String stepX = f.subtract(f.multiply(dxy, dy), f.multiply(dyy, dx));
    String stepY = f.subtract(f.multiply(dxy, dx), f.multiply(dxx, dy));
    String x = near(f.add(c.x(), f.divide(stepX, divisor)), peak.x());
    String y = near(f.add(c.y(), f.divide(stepY, divisor)), peak.y());
    return new Place(f.choose(hasTop, x, peak.x()), f.choose(hasTop, y, peak.y()));
  }

  private String near(String place, String pixel) {
    return f.smaller(f.larger(place, f.add(pixel, -1)), f.add(pixel, 1));
  }

  /** {@return the values there; on the border, of a pixel inside the map} */
  private String at(String flat, Place place, int right, int down) {
    String column = f.clamp(f.add(place.x(), right), 0, width - 1);
    String row = f.clamp(f.add(place.y(), down), 0, height - 1);
    return f.at(flat, f.add(f.multiply(row, width), column));
  }
}
