package kpnative.recipe;

import kpnative.checks.Require;
import kpnative.finder.CellGrid;
import kpnative.geometry.Size;

/**
 * What a finder's network sees in training.
 *
 * @param side of the square, pixels, a multiple of 32
 * @param mean subtracted from the input, as a fraction of white
 * @param deviation that the input is then divided by
 */
public record FinderInput(int side, double mean, double deviation) {
  /** Rejects numbers out of range. */
  public FinderInput {
    Require.range("input.side", side, 32, 2_048);
    Require.range("input.mean", mean, 0, 1);
    Require.range("input.deviation", deviation, 1e-3, 10);
    new CellGrid(new Size(side, side)); // a multiple of the coarsest stride
  }

  /** {@return the input's size} */
  public Size size() {
    return new Size(side, side);
  }
}
