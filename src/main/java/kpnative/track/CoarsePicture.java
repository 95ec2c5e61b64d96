package kpnative.track;

import kpnative.image.Image;

/**
 * A frame as 16 x 12 grey cells: what stays from frame to frame while faces move, and changes at a
 * cut. Immutable.
 */
final class CoarsePicture {
  private static final int COLUMNS = 16;
  private static final int ROWS = 12;

  /** What varies less, as a deviation in grey levels, is a picture of nothing. */
  private static final double FLAT = 1;

  /** A cell has changed by more than this, grey levels. */
  private static final double CHANGED = 8;

  private final double[] grey;
  private final double[] cells; // the mean is 0, and the length 1, or 0 if it is flat

  /** Cells of any scale, for tests. */
  CoarsePicture(double[] grey) {
    this.grey = grey.clone();
    cells = grey.clone();
    double mean = 0;
    for (double cell : cells) {
      mean += cell / cells.length;
    }
    double squares = 0;
    for (int i = 0; i < cells.length; i++) {
      cells[i] -= mean;
      squares += cells[i] * cells[i];
    }
    boolean flat = Math.sqrt(squares / cells.length) < FLAT;
    for (int i = 0; i < cells.length; i++) {
      cells[i] = flat ? 0 : cells[i] / Math.sqrt(squares);
    }
  }

  static CoarsePicture of(Image frame) {
    return new CoarsePicture(frame.greyCells(COLUMNS, ROWS));
  }

  /**
   * {@return how alike two frames are, whatever their exposure: the correlation of their cells, -1
   * to 1; two pictures of nothing are alike}
   */
  double likeness(CoarsePicture other) {
    double product = 0;
    double here = 0;
    double there = 0;
    for (int i = 0; i < cells.length; i++) {
      product += cells[i] * other.cells[i];
      here += cells[i] * cells[i];
      there += other.cells[i] * other.cells[i];
    }
    return here == 0 && there == 0 ? 1 : product;
  }

  /** {@return the share of cells that are lighter or darker in another frame, 0 to 1} */
  double changed(CoarsePicture other) {
    int changed = 0;
    for (int i = 0; i < grey.length; i++) {
      changed += Math.abs(grey[i] - other.grey[i]) > CHANGED ? 1 : 0;
    }
    return (double) changed / grey.length;
  }
}
