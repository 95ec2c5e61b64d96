/**
 * Pictures for people, without a window system: faces with keypoints, sheets of faces, filters,
 * heatmaps, and the curves of a run.
 */
@NullMarked
package kpnative.draw;

import org.jspecify.annotations.NullMarked;
