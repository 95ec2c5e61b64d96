package kpnative.recipe;

import kpnative.checks.Require;

/**
 * Which cells learn a face, and what a finder's training minimises.
 *
 * @param leastSize of a face that is learned, the square root of its box's area, input pixels; what
 *     smaller ones answer costs nothing
 * @param leastVisible share of a face that is learned, 0 to 1; the same for less visible ones
 * @param empty weight of cells without a face, greater than 0
 * @param focus exponent of the score by which easy cells without a face count less, 0 to 5
 * @param box weight of the boxes' loss
 * @param marks weight of the marks' loss
 */
public record FinderLossSettings(
    double leastSize, double leastVisible, double empty, double focus, double box, double marks) {
  /** Rejects numbers out of range. */
  public FinderLossSettings {
    Require.range("loss.least_size", leastSize, 1, 1_000);
    Require.range("loss.least_visible", leastVisible, 0, 1);
    Require.range("loss.empty", empty, 1e-6, 1e3);
    Require.range("loss.focus", focus, 0, 5);
    Require.range("loss.box", box, 0, 1e3);
    Require.range("loss.marks", marks, 0, 1e3);
  }
}
