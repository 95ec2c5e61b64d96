package kpnative.hide;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/** The mean colours of a part of a picture in square cells: all that blurring and pixels keep. */
final class CellMeans {
  private final Rectangle part;
  private final double side;
  private final int columns;
  private final int rows;
  private final double[] rgb; // [rows, columns, 3]

  private CellMeans(Rectangle part, double side) {
    this.part = part;
    this.side = side;
    columns = (int) Math.ceil(part.width / side);
    rows = (int) Math.ceil(part.height / side);
    rgb = new double[3 * rows * columns];
  }

  /**
   * {@return the means of a part of a picture}
   *
   * @param part within the picture, not empty
   * @param side of a cell, pixels; at least 2 are taken
   */
  static CellMeans of(BufferedImage picture, Rectangle part, double side) {
    CellMeans means = new CellMeans(part, Math.max(2, side));
    int[] counts = new int[means.rows * means.columns];
    int[] row = new int[part.width];
    for (int y = 0; y < part.height; y++) {
      picture.getRGB(part.x, part.y + y, part.width, 1, row, 0, part.width);
      for (int x = 0; x < part.width; x++) {
        int cell = means.cell((int) (x / means.side), (int) (y / means.side));
        counts[cell]++;
        for (int c = 0; c < 3; c++) {
          means.rgb[3 * cell + c] += row[x] >> (16 - 8 * c) & 0xff;
        }
      }
    }
    for (int i = 0; i < means.rgb.length; i++) {
      means.rgb[i] /= Math.max(1, counts[i / 3]);
    }
    return means;
  }

  private int cell(int column, int row) {
    return Math.min(rows - 1, Math.max(0, row)) * columns
        + Math.min(columns - 1, Math.max(0, column));
  }

  /** {@return the mean of a pixel's cell, 0xRRGGBB} */
  int at(int x, int y) {
    int cell = cell((int) ((x - part.x) / side), (int) ((y - part.y) / side));
    return color(rgb[3 * cell], rgb[3 * cell + 1], rgb[3 * cell + 2]);
  }

  /** {@return the means of the four nearest cells, by how near they are, 0xRRGGBB} */
  int blended(int x, int y) {
    double u = (x - part.x + 0.5) / side - 0.5;
    double v = (y - part.y + 0.5) / side - 0.5;
    int column = (int) Math.floor(u);
    int row = (int) Math.floor(v);
    double[] sum = new double[3];
    for (int i = 0; i < 4; i++) {
      double wx = i % 2 == 0 ? column + 1 - u : u - column;
      double wy = i < 2 ? row + 1 - v : v - row;
      int cell = cell(column + i % 2, row + i / 2);
      for (int c = 0; c < 3; c++) {
        sum[c] += wx * wy * rgb[3 * cell + c];
      }
    }
    return color(sum[0], sum[1], sum[2]);
  }

  private static int color(double r, double g, double b) {
    return (int) Math.round(r) << 16 | (int) Math.round(g) << 8 | (int) Math.round(b);
  }
}
