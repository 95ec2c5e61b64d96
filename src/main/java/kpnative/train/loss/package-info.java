/**
 * What a training minimises: losses of coordinates, of heatmaps and of grids, as tensor operations
 * on the batch's device.
 */
@NullMarked
package kpnative.train.loss;

import org.jspecify.annotations.NullMarked;
