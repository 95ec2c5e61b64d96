/**
 * Painted faces with exact keypoints, each a function of a seed and a number: data for a first
 * training and for tests.
 */
@NullMarked
package kpnative.data.painted;

import org.jspecify.annotations.NullMarked;
