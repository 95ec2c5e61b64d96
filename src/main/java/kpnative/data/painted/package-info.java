/**
 * Painted faces with exact keypoints, each a function of seed and index: data for a first training
 * run and for tests.
 */
@NullMarked
package kpnative.data.painted;

import org.jspecify.annotations.NullMarked;
