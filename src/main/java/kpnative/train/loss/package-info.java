/** Losses on coordinates, heatmaps and grids, as tensor operations on the batch's device. */
@NullMarked
package kpnative.train.loss;

import org.jspecify.annotations.NullMarked;
