package kpnative.train;

import kpnative.finder.CellGrid;

/** The answers of a network that has learned its targets exactly. */
final class ExactAnswers {
  private static final float SURE = 12; // the score's logit

  private ExactAnswers() {}

  /** {@return {@link CellGrid#VALUES} numbers for each cell} */
  static float[] of(CellGrid grid, float[] targets) {
    float[] values = new float[grid.count() * CellGrid.VALUES];
    int cell = 0;
    for (int stride : CellGrid.strides()) {
      for (int row = 0; row < grid.rows(stride); row++) {
        for (int column = 0; column < grid.columns(stride); column++, cell++) {
          int from = cell * FinderTargets.COLUMNS;
          int to = cell * CellGrid.VALUES;
          double x = CellGrid.center(column, stride);
          double y = CellGrid.center(row, stride);
          double unit = CellGrid.UNIT * stride;
          double left = targets[from + FinderTargets.BOX];
          double top = targets[from + FinderTargets.BOX + 1];
          double right = targets[from + FinderTargets.BOX + 2];
          double bottom = targets[from + FinderTargets.BOX + 3];
          values[to] = targets[from + FinderTargets.FACE] == 1 ? SURE : -SURE;
          values[to + CellGrid.BOX] = (float) (((left + right) / 2 - x) / stride);
          values[to + CellGrid.BOX + 1] = (float) (((top + bottom) / 2 - y) / stride);
          values[to + CellGrid.BOX + 2] = (float) Math.log((right - left) / unit);
          values[to + CellGrid.BOX + 3] = (float) Math.log((bottom - top) / unit);
          for (int i = 0; i < 5; i++) {
            double markX = targets[from + FinderTargets.MARKS + 2 * i];
            double markY = targets[from + FinderTargets.MARKS + 2 * i + 1];
            values[to + CellGrid.MARKS + 2 * i] = (float) ((markX - x) / unit);
            values[to + CellGrid.MARKS + 2 * i + 1] = (float) ((markY - y) / unit);
          }
        }
      }
    }
    return values;
  }
}
