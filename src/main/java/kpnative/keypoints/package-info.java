/**
 * The K keypoints of one face, and what a data set calls, mirrors and measures them by.
 *
 * <p>A keypoint is one named point of a face; a schema says what the points of one data set are:
 * their order, which line joins them, which of them a mirror swaps, and where the eyes are. Left
 * and right are as seen in the picture; indices count from 0. Coordinates are in whatever pixel
 * frame their owner says (photograph, crop, heatmap). Pure values: nothing here reads files or
 * pixels.
 */
@NullMarked
package kpnative.keypoints;

import org.jspecify.annotations.NullMarked;
