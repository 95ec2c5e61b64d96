package kpnative.finder;

import java.util.Locale;
import kpnative.geometry.Size;

/**
 * The cells of an input, in the order in which the network answers: those of stride 8, then 16,
 * then 32, each row by row. A cell of stride s covers s x s pixels.
 *
 * @param input the input's size, pixels
 */
public record CellGrid(Size input) {
  /**
   * Numbers of each cell: the logit of the score; the box's centre, right and down of the cell's,
   * in strides; the logarithms of the box's width and height, in {@link #UNIT} strides; x and y of
   * each of five marks, right and down of the cell's centre, in {@link #UNIT} strides.
   */
  public static final int VALUES = 15;

  /** Where in a cell's numbers the box begins: centre and size, 4 numbers. */
  public static final int BOX = 1;

  /** Where in a cell's numbers the marks begin: 5 pairs. */
  public static final int MARKS = 5;

  /** The strides of a face's size at which the logarithm of its box's sides is 0. */
  public static final double UNIT = 4;

  private static final int[] STRIDES = {8, 16, 32};

  /** Rejects sides that are no multiples of the coarsest stride. */
  public CellGrid {
    requireInput(input);
  }

  /** {@return the strides, pixels, in order} */
  public static int[] strides() {
    return STRIDES.clone();
  }

  static void requireInput(Size input) {
    int unit = STRIDES[STRIDES.length - 1];
    if (input.width() % unit != 0 || input.height() % unit != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a finder's input needs sides that are multiples of %d pixels, got %s",
              unit,
              input));
    }
  }

  /** {@return the number of cells} */
  public int count() {
    int count = 0;
    for (int stride : STRIDES) {
      count += columns(stride) * rows(stride);
    }
    return count;
  }

  /** {@return the index of the first cell of a stride} */
  public int first(int stride) {
    int first = 0;
    for (int s : STRIDES) {
      if (s == stride) {
        return first;
      }
      first += columns(s) * rows(s);
    }
    throw new IllegalArgumentException("strides are 8, 16 and 32, got " + stride);
  }

  /** {@return the cells in a row of a stride's grid} */
  public int columns(int stride) {
    return input.width() / stride;
  }

  /** {@return the rows of a stride's grid} */
  public int rows(int stride) {
    return input.height() / stride;
  }

  /** {@return where the centre of the n-th column or row is, pixels} */
  public static double center(int n, int stride) {
    return (n + 0.5) * stride - 0.5;
  }
}
