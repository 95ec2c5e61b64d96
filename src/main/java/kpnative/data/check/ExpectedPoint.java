package kpnative.data.check;

import kpnative.geometry.Point;

/**
 * Where a labelled point of a face should rather be.
 *
 * @param index of the point in the schema, from 0
 * @param place in the photograph's frame, pixels
 * @param deviations how far the label is from there, in standard deviations of right labels
 */
public record ExpectedPoint(int index, Point place, double deviations) {}
