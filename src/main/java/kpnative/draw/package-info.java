/**
 * Draws pictures without a display: faces with keypoints, sheets of faces, filters, heatmaps, and
 * the curves of a run.
 */
@NullMarked
package kpnative.draw;

import org.jspecify.annotations.NullMarked;
