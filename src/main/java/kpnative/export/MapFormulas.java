package kpnative.export;

import java.util.Locale;
import kpnative.geometry.PixelCentres;
import kpnative.network.Layer;
import kpnative.network.MapForm;
import kpnative.network.Refinement;
import kpnative.network.Shape;

/**
 * Decodes maps in an exported network: the computation of {@link Layer.Argmax} and {@link
 * Layer.GridPoints}. The layers themselves use {@code kpnative.codec}; tests check that both give
 * the same numbers.
 */
final class MapFormulas {
  private static final int MAX_PIXELS = 1 << 20; // rows and columns stay exact in float32
  private static final double MIN_DETERMINANT = 1e-12; // of the Hessian; as in kpnative.codec
  private static final double MIN_PEAK = 1e-10;

  private final Formulas f;
  private final int height;
  private final int width;
  private final int keypoints;

  /**
   * Creates formulas for maps of one size.
   *
   * @throws IllegalArgumentException if the maps are too large
   */
  MapFormulas(Formulas formulas, Shape maps, int keypoints) {
    this.f = formulas;
    this.height = maps.height();
    this.width = maps.width();
    this.keypoints = keypoints;
    if ((long) height * width > MAX_PIXELS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "maps of %dx%d pixels cannot be exported, the limit is 2^20; increase"
                  + " network.head.stride",
              width,
              height));
    }
  }

  /** {@return coordinates {@code [B, 2K]} of the highest pixels of {@code [B, K, H, W]}} */
  String argmax(Layer.Argmax layer, String maps) {
    boolean dark = layer.refinement() == Refinement.DARK;
    String from = maps;
    if (dark && layer.form() == MapForm.PEAKS) {
      String blurred = f.blur(maps, keypoints, height, width);
      from = f.log(f.max(blurred, f.fullLike(blurred, MIN_PEAK)));
    }
    String flat = f.flatten(from, keypoints, height * width);
    Place peak = place(f.argmax(flat));
    return switch (layer.refinement()) {
      case NONE -> coordinates(peak);
      case QUARTER -> coordinates(quarter(flat, peak));
      case DARK -> coordinates(height < 3 || width < 3 ? peak : dark(flat, peak));
    };
  }

  /**
   * {@return coordinates {@code [B, 2K]} from a grid's scores and offsets}
   *
   * @param neighbours the name of the network's tensor; ignored if the layer has no neighbours
   */
  String grid(Layer.GridPoints layer, String maps, String neighbours) {
    String all = f.flatten(maps, layer.channels(), height * width);
    String cell = f.argmax(f.channels(all, 0, keypoints));
    Place corner = place(cell);
    String x = f.add(corner.x(), f.gather(f.channels(all, keypoints, keypoints), cell));
    String y = f.add(corner.y(), f.gather(f.channels(all, 2 * keypoints, keypoints), cell));
    int n = layer.neighbours();
    if (n > 0) {
      int count = keypoints * n;
      String cells = f.repeat(cell, keypoints, n);
      String divisor = f.add(f.neighbourCount(neighbours), 1);
      String xs = f.gather(f.channels(all, 3 * keypoints, count), cells);
      String ys = f.gather(f.channels(all, 3 * keypoints + count, count), cells);
      x = mean(x, f.add(xs, f.repeat(corner.x(), keypoints, n)), neighbours, divisor);
      y = mean(y, f.add(ys, f.repeat(corner.y(), keypoints, n)), neighbours, divisor);
    }
    return f.pairs(f.multiply(x, 1.0 / width), f.multiply(y, 1.0 / height), keypoints);
  }

  /** Zero-based columns and rows, as floats. */
  private record Place(String x, String y) {}

  private String mean(String own, String predictions, String neighbours, String divisor) {
    return f.divide(f.add(f.neighbourSum(predictions, neighbours), own), divisor);
  }

  private Place place(String index) {
    String row = f.floor(f.multiply(f.add(index, 0.5), 1.0 / width)); // 0.5: never on a border
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
        f.add(peak.x(), f.multiply(zeroAtBorder(right, peak.x(), width), 0.25)),
        f.add(peak.y(), f.multiply(zeroAtBorder(down, peak.y(), height), 0.25)));
  }

  /** {@return {@code step} where the pixel has neighbours on both sides, else 0} */
  private String zeroAtBorder(String step, String place, int side) {
    String inside = f.logicalAnd(f.greater(place, 0), f.greater(f.multiply(place, -1), 1.0 - side));
    return f.where(inside, step, f.fullLike(step, 0));
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
    String isMaximum =
        f.logicalAnd(f.greater(det, MIN_DETERMINANT), f.greater(f.multiply(dxx, -1), 0));
    String divisor = f.where(isMaximum, det, f.fullLike(det, 1)); // avoids division by 0
    String stepX = f.subtract(f.multiply(dxy, dy), f.multiply(dyy, dx));
    String stepY = f.subtract(f.multiply(dxy, dx), f.multiply(dxx, dy));
    String x = withinOnePixel(f.add(c.x(), f.divide(stepX, divisor)), peak.x());
    String y = withinOnePixel(f.add(c.y(), f.divide(stepY, divisor)), peak.y());
    return new Place(f.where(isMaximum, x, peak.x()), f.where(isMaximum, y, peak.y()));
  }

  private String withinOnePixel(String place, String pixel) {
    return f.min(f.max(place, f.add(pixel, -1)), f.add(pixel, 1));
  }

  /** {@return the values of the pixels at an offset from {@code place}, clamped to the map} */
  private String at(String flat, Place place, int right, int down) {
    String column = f.clamp(f.add(place.x(), right), 0, width - 1);
    String row = f.clamp(f.add(place.y(), down), 0, height - 1);
    return f.gather(flat, f.add(f.multiply(row, width), column));
  }
}
