package kpnative.data.painted;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.random.RandomGenerator;
import kpnative.geometry.Point;

/**
 * The lighting of a synthetic head: a coarse brightness field and the skin texture lit by it.
 *
 * <p>The head is lit as an ellipsoid; soft patches darken hollows and brighten what protrudes. The
 * field has a node every four pixels, with bilinear interpolation between them.
 */
final class SyntheticSkin {
  private static final int STEP = 4;

  private final int width;
  private final int height;
  private final int columns;
  private final int rows;
  private final float[] field;

  SyntheticSkin(int width, int height, SyntheticShape shape, SyntheticLook look) {
    this.width = width;
    this.height = height;
    columns = width / STEP + 2;
    rows = height / STEP + 2;
    field = new float[columns * rows];
    light(shape, look);
    patches(shape, look);
  }

  /** {@return a picture of {@code skin} lit by this field, with a fine grain} */
  BufferedImage texture(Color skin, RandomGenerator random, double grain) {
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) out.getRaster().getDataBuffer()).getData();
    int red = skin.getRed();
    int green = skin.getGreen();
    int blue = skin.getBlue();
    long bits = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if ((x & 7) == 0) {
          bits = random.nextLong();
        }
        double f = at(x, y) + grain * ((bits & 0xFF) - 127.5) / 255;
        bits >>>= 8;
        // shadows on skin turn red, highlights pale
        double warm = 0.16 * (1 - f);
        double pale = 60 * Math.max(0, f - 1.02);
        pixels[y * width + x] =
            clamp(red * (f + 0.35 * warm) + pale) << 16
                | clamp(green * (f - 0.2 * warm) + pale) << 8
                | clamp(blue * (f - 0.35 * warm) + pale);
      }
    }
    return out;
  }

  private double at(int x, int y) {
    int i = y / STEP * columns + x / STEP;
    float fx = x % STEP / (float) STEP;
    float fy = y % STEP / (float) STEP;
    float top = field[i] + fx * (field[i + 1] - field[i]);
    float low = field[i + columns] + fx * (field[i + columns + 1] - field[i + columns]);
    return top + fy * (low - top);
  }

  private void light(SyntheticShape shape, SyntheticLook look) {
    SyntheticPose pose = shape.pose;
    Point c = pose.project(0, 0.2, 0);
    double cos = Math.cos(pose.roll());
    double sin = Math.sin(pose.roll());
    double norm = Math.sqrt(sq(look.lightX()) + sq(look.lightY()) + sq(look.lightZ()));
    for (int i = 0; i < field.length; i++) {
      double dx = (i % columns * STEP - c.x()) / pose.scale();
      double dy = (i / columns * STEP - c.y()) / pose.scale();
      double u = (cos * dx + sin * dy) / 1.3;
      double v = (cos * dy - sin * dx) / 2.0;
      double n = Math.max(0.02, 1 - u * u - v * v);
      double z = Math.sqrt(n);
      double length = Math.sqrt(u * u + v * v / 4 + z * z);
      double lambert = (u * look.lightX() + v / 2 * look.lightY() + z * look.lightZ());
      double direct = Math.max(0, lambert / length / norm);
      field[i] = (float) (look.ambient() + (1.08 - look.ambient()) * direct);
    }
  }

  private void patches(SyntheticShape shape, SyntheticLook look) {
    double lit = look.lightX();
    for (int side = -1; side <= 1; side += 2) {
      double toLight = side * lit; // above 0 on the lit side
      double e = 0.46 * shape.traits.eyeSpacing();
      patch(shape, side * e, -0.13, 0.6, 0.34, 0.17, -0.15); // the socket under the brow
      patch(shape, side * 0.2, -0.05, 0.62, 0.13, 0.2, -0.13); // beside the bridge
      patch(shape, side * e, 0.2, 0.6, 0.26, 0.1, -0.05 - 0.06 * look.age()); // the eye's bag
      patch(shape, side * 0.58, 0.5, 0.62, 0.34, 0.26, 0.07 + 0.06 * toLight); // the cheekbone
      patch(shape, side * 0.7, 1.0, 0.45, 0.3, 0.4, -0.07 + 0.05 * toLight); // below it
      patch(shape, side * 0.19, 0.42, 0.8, 0.13, 0.34, -0.1 + 0.14 * toLight); // the nose's side
      patch(shape, side * 0.3, 0.62, 0.75, 0.12, 0.16, -0.07); // the fold at the wing
      patch(shape, side * 0.46, 1.02, 0.68, 0.12, 0.12, -0.08); // the mouth's corner
    }
    patch(shape, 0.0, -0.7, 0.7, 0.6, 0.35, 0.07); // the forehead
    patch(shape, 0.03 * lit, 0.3, 0.95, 0.07, 0.4, 0.12); // the ridge
    patch(shape, 0.04 * lit, 0.52, 1.08, 0.11, 0.1, 0.13); // the tip
    patch(shape, 0, 0.76, 0.86, 0.24, 0.11, -0.16); // below the nose
    patch(shape, 0, 0.86, 0.86, 0.07, 0.09, -0.05); // the groove above the lips
    double low = 0.34 * shape.traits.open();
    patch(shape, 0, 1.3 + low, 0.84, 0.26, 0.11, -0.13); // below the lips
    patch(shape, 0, 1.52 + low, 0.86, 0.24, 0.18, 0.08); // the chin
  }

  /**
   * Adds a soft patch of {@code amount} around a point of the head; coordinates and radii in head
   * units.
   */
  private void patch(
      SyntheticShape shape, double x, double y, double z, double rx, double ry, double amount) {
    SyntheticPose pose = shape.pose;
    double length = y > 0 ? shape.traits.length() : 1;
    Point c = pose.project(x, y * length, z);
    double cos = Math.cos(pose.roll());
    double sin = Math.sin(pose.roll());
    double reach = 1.6 * Math.max(rx, ry) * pose.scale();
    int top = (int) Math.max(0, Math.floor((c.y() - reach) / STEP));
    int bottom = (int) Math.min(rows - 1.0, Math.ceil((c.y() + reach) / STEP));
    int left = (int) Math.max(0, Math.floor((c.x() - reach) / STEP));
    int right = (int) Math.min(columns - 1.0, Math.ceil((c.x() + reach) / STEP));
    double kx = 1 / (1.6 * rx * pose.scale());
    double ky = 1 / (1.6 * ry * pose.scale());
    for (int j = top; j <= bottom; j++) {
      for (int i = left; i <= right; i++) {
        double dx = i * STEP - c.x();
        double dy = j * STEP - c.y();
        double d = 1 - sq((cos * dx + sin * dy) * kx) - sq((cos * dy - sin * dx) * ky);
        if (d > 0) {
          field[j * columns + i] += (float) (amount * d * d);
        }
      }
    }
  }

  private static double sq(double a) {
    return a * a;
  }

  private static int clamp(double v) {
    return (int) Math.max(0, Math.min(255, v));
  }
}
