package kpnative.finder;

import java.util.ArrayList;
import java.util.List;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import org.jspecify.annotations.Nullable;

/** Reads the faces out of a network's answers. Stateless but for the grid; thread-safe. */
public final class CellReader {
  private static final int PAIRS = 5;

  /** A face may be larger than its picture, but not by much; numbers beyond this are no box. */
  private static final double MOST_LOG_SIDE = 5;

  private static final double MOST_PIXELS = 1e5;

  private final CellGrid grid;

  /**
   * A face as one cell sees it.
   *
   * @param box around the keypoints, in the input's frame, pixels
   * @param score 0 to 1
   * @param marks right eye, left eye, nose tip, right and left corner of the mouth
   */
  public record Answer(Box box, double score, List<Point> marks) {
    /** Copies the list. */
    public Answer {
      marks = List.copyOf(marks);
    }
  }

  /** A reader of answers for inputs of the grid's size. */
  public CellReader(CellGrid grid) {
    this.grid = grid;
  }

  /**
   * {@return the cells whose score is at least {@code least}, in the grid's order; several of them
   * may be the same face}
   *
   * @param values {@link CellGrid#VALUES} numbers for each cell, from {@code offset}
   * @param least between 0 and 1
   */
  public List<Answer> read(float[] values, int offset, double least) {
    double logit = Math.log(least / (1 - least));
    List<Answer> answers = new ArrayList<>();
    int at = offset;
    for (int stride : CellGrid.strides()) {
      int columns = grid.columns(stride);
      int cells = columns * grid.rows(stride);
      for (int cell = 0; cell < cells; cell++, at += CellGrid.VALUES) {
        if (values[at] >= logit) { // not where it is NaN
          Answer answer = answer(values, at, cell % columns, cell / columns, stride);
          if (answer != null) {
            answers.add(answer);
          }
        }
      }
    }
    return answers;
  }

  /** {@return what a cell answers; null if its numbers are no box} */
  private static @Nullable Answer answer(float[] values, int at, int column, int row, int stride) {
    double x = CellGrid.center(column, stride);
    double y = CellGrid.center(row, stride);
    double wide = values[at + CellGrid.BOX + 2];
    double high = values[at + CellGrid.BOX + 3];
    double middleX = x + stride * values[at + CellGrid.BOX];
    double middleY = y + stride * values[at + CellGrid.BOX + 1];
    boolean sound =
        Math.abs(wide) <= MOST_LOG_SIDE
            && Math.abs(high) <= MOST_LOG_SIDE
            && Math.abs(middleX) < MOST_PIXELS
            && Math.abs(middleY) < MOST_PIXELS;
    if (!sound) { // or NaN
      return null;
    }
    double unit = CellGrid.UNIT * stride;
    double w = unit * Math.exp(wide) / 2;
    double h = unit * Math.exp(high) / 2;
    List<Point> marks = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      double px = x + unit * values[at + CellGrid.MARKS + 2 * i];
      double py = y + unit * values[at + CellGrid.MARKS + 2 * i + 1];
      if (!(Math.abs(px) < MOST_PIXELS && Math.abs(py) < MOST_PIXELS)) {
        return null;
      }
      marks.add(new Point(px, py));
    }
    double score = 1 / (1 + Math.exp(-values[at]));
    return new Answer(new Box(middleX - w, middleY - h, middleX + w, middleY + h), score, marks);
  }
}
