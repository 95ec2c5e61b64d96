package kpnative.data.rendered;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The surface of one head as cloth that is stretched over it finds it: for each direction from the
 * head's middle the distance of the skin, with what is hollow filled. Hats, scarves and masks stand
 * on it.
 *
 * <p>Directions are an azimuth (0 in front, positive to the person's left) and an elevation,
 * radians. Not thread-safe.
 */
final class Envelope {
  static final int COLUMNS = 96;
  static final int ROWS = 65;

  /** The middle, head's frame, cm. */
  static final float Y = 4;

  static final float Z = 0.5f;

  private final float[] radius;

  /** Where each direction meets the skin of a mean head; made once. */
  static final class Map {
    private final HeadSurface.@Nullable Place[] places = new HeadSurface.Place[COLUMNS * ROWS];

    Map(Head head) {
      float[] mean = head.model.mean();
      int[] triangles = Arrays.copyOf(head.face, head.face.length + head.neck.length);
      System.arraycopy(head.neck, 0, triangles, head.face.length, head.neck.length);
      float[] screen = new float[mean.length];
      // twice, so that the seam behind is inside of one of them
      for (int turn = 0; turn < 2; turn++) {
        for (int i = 0; i < mean.length; i += 3) {
          double x = turn == 0 ? mean[i] : -mean[i];
          double y = mean[i + 1] - Y;
          double z = turn == 0 ? mean[i + 2] - Z : Z - mean[i + 2];
          screen[i] = (float) column(Math.atan2(x, z));
          screen[i + 1] = (float) row(Math.atan2(y, Math.hypot(x, z)));
          screen[i + 2] = (float) -Math.sqrt(x * x + y * y + z * z);
        }
        int[] inside = inside(screen, triangles);
        DepthBuffer buffer = new DepthBuffer(COLUMNS, ROWS);
        buffer.draw(screen, inside, 0, DepthBuffer.Facing.BOTH, 0);
        for (int k = 0; k < places.length; k++) {
          int c = (k % COLUMNS + (turn == 0 ? 0 : COLUMNS / 2)) % COLUMNS;
          int at = k / COLUMNS * COLUMNS + c;
          if (buffer.id(k) >= 0 && places[at] == null) {
            int t = 3 * buffer.id(k);
            float[] w = buffer.weights(k, screen, inside);
            float b = w[0];
            float d = w[1];
            places[at] =
                new HeadSurface.Place(inside[t], inside[t + 1], inside[t + 2], 1 - b - d, b, d);
          }
        }
      }
    }

    private static int[] inside(float[] screen, int[] triangles) {
      int[] found = new int[triangles.length];
      int n = 0;
      for (int t = 0; t < triangles.length; t += 3) {
        float a = screen[3 * triangles[t]];
        float b = screen[3 * triangles[t + 1]];
        float c = screen[3 * triangles[t + 2]];
        if (Math.max(a, Math.max(b, c)) - Math.min(a, Math.min(b, c)) < COLUMNS / 2f) {
          System.arraycopy(triangles, t, found, n, 3);
          n += 3;
        }
      }
      return Arrays.copyOf(found, n);
    }
  }

  private static double column(double azimuth) {
    return (azimuth / (2 * Math.PI) + 0.5) * COLUMNS;
  }

  private static double row(double elevation) {
    return (elevation / Math.PI + 0.5) * (ROWS - 1);
  }

  /**
   * Measures a head.
   *
   * @param taut how far cloth bridges hollows: 0 lies on the skin, 40 is stretched
   */
  Envelope(Map map, float[] position, int taut) {
    radius = new float[COLUMNS * ROWS];
    float[] p = new float[3];
    for (int k = 0; k < radius.length; k++) {
      HeadSurface.Place place = map.places[k];
      if (place != null) {
        place.of(position, p, 0);
        double y = p[1] - Y;
        double z = p[2] - Z;
        radius[k] = (float) Math.sqrt(p[0] * p[0] + y * y + z * z);
      }
    }
    fill();
    if (taut > 15) {
      widen();
    }
    relax(taut);
  }

  /** Gives directions that met nothing, at the poles, the mean of their neighbours. */
  private void fill() {
    for (int pass = 0; pass < 12; pass++) {
      for (int k = 0; k < radius.length; k++) {
        if (radius[k] == 0) {
          float sum = 0;
          int n = 0;
          for (int d = -1; d <= 1; d += 2) {
            float side = radius[across(k, d)];
            float up = radius[down(k, d)];
            sum += side + up;
            n += (side > 0 ? 1 : 0) + (up > 0 ? 1 : 0);
          }
          radius[k] = n == 0 ? 0 : sum / n;
        }
      }
    }
    for (int k = 0; k < radius.length; k++) {
      radius[k] = radius[k] == 0 ? 8 : radius[k];
    }
  }

  /** Stretched cloth stands on what is highest nearby, such as the nose's tip. */
  private void widen() {
    float[] from = radius.clone();
    for (int k = 0; k < radius.length; k++) {
      float side = Math.max(from[across(k, -1)], from[across(k, 1)]);
      float up = Math.max(from[down(k, -1)], from[down(k, 1)]);
      radius[k] = Math.max(radius[k], 0.15f * radius[k] + 0.85f * Math.max(side, up));
    }
  }

  private void relax(int passes) {
    for (int pass = 0; pass < passes; pass++) {
      for (int row = 0; row < ROWS; row++) {
        int from = row * COLUMNS;
        int below = row == 0 ? from : from - COLUMNS;
        int above = row == ROWS - 1 ? from : from + COLUMNS;
        float before = radius[from + COLUMNS - 1];
        for (int c = 0; c < COLUMNS; c++) {
          float here = radius[from + c];
          float after = radius[c == COLUMNS - 1 ? from : from + c + 1];
          float mean = 0.25f * (before + after + radius[below + c] + radius[above + c]);
          before = Math.max(here, mean);
          radius[from + c] = before;
        }
      }
    }
  }

  private static int across(int k, int d) {
    int c = k % COLUMNS;
    return k - c + (c + d + COLUMNS) % COLUMNS;
  }

  private static int down(int k, int d) {
    int at = k + d * COLUMNS;
    return at < 0 || at >= COLUMNS * ROWS ? k : at;
  }

  /** {@return the distance of the surface in a direction} */
  double radius(double azimuth, double elevation) {
    double c = column(azimuth);
    c -= COLUMNS * Math.floor(c / COLUMNS);
    double r = Math.max(0, Math.min(ROWS - 1.001, row(elevation)));
    int i = (int) c % COLUMNS;
    int j = (int) r;
    double f = c - Math.floor(c);
    double g = r - j;
    int a = j * COLUMNS + i;
    int b = j * COLUMNS + (i + 1) % COLUMNS;
    double low = radius[a] + f * (radius[b] - radius[a]);
    double high = radius[a + COLUMNS] + f * (radius[b + COLUMNS] - radius[a + COLUMNS]);
    return low + g * (high - low);
  }

  /** Writes the place {@code raise} cm above the surface in a direction. */
  void at(double azimuth, double elevation, double raise, double[] xyz) {
    double r = radius(azimuth, elevation) + raise;
    double c = r * Math.cos(elevation);
    xyz[0] = c * Math.sin(azimuth);
    xyz[1] = Y + r * Math.sin(elevation);
    xyz[2] = Z + c * Math.cos(azimuth);
  }
}
