package kpnative.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import kpnative.data.SceneFace;
import kpnative.finder.CellGrid;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.recipe.FinderLossSettings;

/*
 * A face is learned at the stride that its size fits, near the limits at both, by the cells around its box's
 * middle (center sampling: Tian et al. 2019, FCOS, arXiv 1904.01355). Where two faces want a cell, the
 * smaller one gets it. Cells of a face that is too small or too hidden to be asked for are left alone.
 */
/** What each cell of a grid has to answer for the faces of a sample. */
final class FinderTargets {
  /** Numbers of a cell. */
  static final int COLUMNS = 17;

  /** 1 where the score is learned, 0 where any answer will do. */
  static final int LEARNED = 0;

  /** 1 where the answer is a face. */
  static final int FACE = 1;

  /** Left, top, right and bottom of its box, pixels; a box of a cell where there is none. */
  static final int BOX = 2;

  /** x and y of five marks, pixels. */
  static final int MARKS = 6;

  /** 1 where the marks are learned. */
  static final int MARKED = 16;

  /** Sizes of faces that each stride learns, pixels; they overlap. */
  private static final double[][] SIZES = {
    {0, 48}, {36, 112}, {84, Double.POSITIVE_INFINITY},
  };

  private static final double MIDDLE = 0.25; // of a box's side, to each side of its middle
  private static final double LEAST_CELLS = 0.55; // at least one cell's middle is this near
  private static final double MOST_CELLS = 1.5;

  private final CellGrid grid;
  private final FinderLossSettings settings;

  FinderTargets(CellGrid grid, FinderLossSettings settings) {
    this.grid = grid;
    this.settings = settings;
  }

  /** {@return the number of floats of a sample} */
  int floats() {
    return grid.count() * COLUMNS;
  }

  /**
   * Writes a sample's targets, {@link #COLUMNS} numbers for each cell.
   *
   * @param faces in the input's frame; {@link SceneFace#visible} is that of the sample
   * @param to written from {@code offset}
   */
  void write(List<SceneFace> faces, float[] to, int offset) {
    Arrays.fill(to, offset, offset + floats(), 0);
    for (int stride : CellGrid.strides()) {
      clear(stride, to, offset);
    }
    faces.stream().filter(face -> !asked(face)).forEach(face -> leaveAlone(face.box(), to, offset));
    faces.stream()
        .filter(this::asked)
        .sorted(Comparator.comparingDouble(SceneFace::size).reversed())
        .forEach(face -> ask(face, to, offset));
  }

  private boolean asked(SceneFace face) {
    return face.size() >= settings.leastSize() && face.visible() >= settings.leastVisible();
  }

  /**
   * No face anywhere; the boxes are those of the cells, so that the loss has something to divide.
   */
  private void clear(int stride, float[] to, int offset) {
    int columns = grid.columns(stride);
    int at = offset + grid.first(stride) * COLUMNS;
    for (int cell = 0; cell < columns * grid.rows(stride); cell++, at += COLUMNS) {
      float x = (float) CellGrid.center(cell % columns, stride);
      float y = (float) CellGrid.center(cell / columns, stride);
      to[at + LEARNED] = 1;
      to[at + BOX] = x - stride;
      to[at + BOX + 1] = y - stride;
      to[at + BOX + 2] = x + stride;
      to[at + BOX + 3] = y + stride;
    }
  }

  private void leaveAlone(Box box, float[] to, int offset) {
    for (int stride : CellGrid.strides()) {
      Cells cells = cells(box, stride, box.width() / 2, box.height() / 2);
      for (int row = cells.top; row <= cells.bottom; row++) {
        for (int column = cells.left; column <= cells.right; column++) {
          to[at(column, row, stride, offset) + LEARNED] = 0;
        }
      }
    }
  }

  private void ask(SceneFace face, float[] to, int offset) {
    Box box = face.box();
    int[] strides = CellGrid.strides();
    for (int s = 0; s < strides.length; s++) {
      if (face.size() < SIZES[s][0] || face.size() >= SIZES[s][1]) {
        continue;
      }
      int stride = strides[s];
      Cells cells = cells(box, stride, reach(box.width(), stride), reach(box.height(), stride));
      for (int row = cells.top; row <= cells.bottom; row++) {
        for (int column = cells.left; column <= cells.right; column++) {
          put(face, to, at(column, row, stride, offset));
        }
      }
    }
  }

  private static double reach(double side, int stride) {
    return Math.max(LEAST_CELLS * stride, Math.min(MOST_CELLS * stride, MIDDLE * side));
  }

  private static void put(SceneFace face, float[] to, int at) {
    Box box = face.box();
    to[at + LEARNED] = 1;
    to[at + FACE] = 1;
    to[at + BOX] = (float) box.left();
    to[at + BOX + 1] = (float) box.top();
    to[at + BOX + 2] = (float) box.right();
    to[at + BOX + 3] = (float) box.bottom();
    for (int i = 0; i < SceneFace.MARKS; i++) {
      Point mark = face.marks().get(i);
      to[at + MARKS + 2 * i] = (float) mark.x();
      to[at + MARKS + 2 * i + 1] = (float) mark.y();
    }
    to[at + MARKED] = 1;
  }

  /**
   * Cells of a grid, from a first to a last column and row; none if the last is before the first.
   */
  private record Cells(int left, int top, int right, int bottom) {}

  /** {@return the cells whose middles are this near to the box's, within the grid} */
  private Cells cells(Box box, int stride, double reachX, double reachY) {
    double x = box.center().x();
    double y = box.center().y();
    return new Cells(
        (int) Math.max(0, Math.ceil(index(x - reachX, stride))),
        (int) Math.max(0, Math.ceil(index(y - reachY, stride))),
        (int) Math.min(grid.columns(stride) - 1.0, Math.floor(index(x + reachX, stride))),
        (int) Math.min(grid.rows(stride) - 1.0, Math.floor(index(y + reachY, stride))));
  }

  /** {@return the index, not whole, of the cell whose middle is at this pixel} */
  private static double index(double pixel, int stride) {
    return (pixel + 0.5) / stride - 0.5;
  }

  private int at(int column, int row, int stride, int offset) {
    return offset + (grid.first(stride) + row * grid.columns(stride) + column) * COLUMNS;
  }
}
