/**
 * The K keypoints of one face, and the schemas that name, mirror and normalise them.
 *
 * <p>A keypoint is one named point of a face. A schema describes the points of one data set: their
 * order, the polylines that join them, their mirror pairs, and the eye points. Left and right are
 * as seen in the picture; indices count from 0. The owner of coordinates states their pixel frame
 * (photograph, crop, heatmap). Pure values: nothing here reads files or pixels.
 */
@NullMarked
package kpnative.keypoints;

import org.jspecify.annotations.NullMarked;
