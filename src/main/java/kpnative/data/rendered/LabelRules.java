package kpnative.data.rendered;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * By how much the places where people put points differ from a face's geometry: for each point an
 * offset, and how it grows as the face turns.
 *
 * <p>Frame: x along the line from the middle of the right eye's points to that of the left eye's, y
 * down from it. Unit: the distance of the outer eye corners in the picture. The turn is how far the
 * nose's tip is beside the eyes' middle, in the same frame and unit, at most {@value #MOST_TURN}
 * either way.
 *
 * @param offsets x and y of each point, [68, 2]
 * @param slopes what is added to the offsets for a turn of 1, [68, 2]
 */
record LabelRules(double[] offsets, double[] slopes) {
  private static final int COUNT = 68;
  private static final double MOST_TURN = 0.45;

  /** Nothing but geometry. */
  static final LabelRules GEOMETRY = new LabelRules(new double[2 * COUNT], new double[2 * COUNT]);

  /**
   * {@return the offsets of 300-W's labels from what a network that was trained by {@link
   * #GEOMETRY} predicts on its training photographs; {@code benchmarks/label-offsets.sh} measures
   * them}
   */
  static LabelRules of300W() {
    try (InputStream in =
            Objects.requireNonNull(LabelRules.class.getResourceAsStream("label-offsets-300w.csv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      double[] offsets = new double[2 * COUNT];
      double[] slopes = new double[2 * COUNT];
      lines.readLine(); // names of the columns
      for (int k = 0; k < COUNT; k++) {
        String[] cells = lines.readLine().split(",");
        for (int i = 0; i < 2; i++) {
          offsets[2 * k + i] = Double.parseDouble(cells[1 + i]) / 100;
          slopes[2 * k + i] = Double.parseDouble(cells[3 + i]) / 100;
        }
      }
      return new LabelRules(offsets, slopes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves points of x, y and depth each, [68, 3]. */
  void move(float[] points) {
    Frame f = Frame.of(points, 3);
    for (int k = 0; k < COUNT; k++) {
      double along = (offsets[2 * k] + f.turn * slopes[2 * k]) * f.unit;
      double down = (offsets[2 * k + 1] + f.turn * slopes[2 * k + 1]) * f.unit;
      points[3 * k] += (float) (along * f.x - down * f.y);
      points[3 * k + 1] += (float) (along * f.y + down * f.x);
    }
  }

  /**
   * The frame of a face's offsets.
   *
   * @param x of the direction from the right eye to the left, length 1
   * @param unit pixels
   */
  record Frame(double x, double y, double unit, double turn) {
    /** {@return the frame of points whose x and y begin every {@code stride} numbers} */
    static Frame of(float[] p, int stride) {
      double[] right = middle(p, stride, 36);
      double[] left = middle(p, stride, 42);
      double ex = left[0] - right[0];
      double ey = left[1] - right[1];
      double length = Math.hypot(ex, ey);
      double unit =
          Math.hypot(p[stride * 45] - p[stride * 36], p[stride * 45 + 1] - p[stride * 36 + 1]);
      double nose =
          (p[stride * 30] - (right[0] + left[0]) / 2) * ex
              + (p[stride * 30 + 1] - (right[1] + left[1]) / 2) * ey;
      double turn = Math.max(-MOST_TURN, Math.min(MOST_TURN, nose / length / unit));
      return new Frame(ex / length, ey / length, unit, turn);
    }

    private static double[] middle(float[] p, int stride, int first) {
      double x = 0;
      double y = 0;
      for (int k = first; k < first + 6; k++) {
        x += p[stride * k] / 6;
        y += p[stride * k + 1] / 6;
      }
      return new double[] {x, y};
    }
  }
}
