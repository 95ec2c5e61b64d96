/**
 * How fast detectors answer on this machine.
 *
 * <p>A <em>variant</em> is one detector in one precision on a number of threads. All variants are
 * measured in turn, again and again, so that a busy moment of the machine does not fall on one of
 * them; times are of one call from a decoded picture and a box to the keypoints. Nothing here
 * measures errors.
 */
@NullMarked
package kpnative.bench;

import org.jspecify.annotations.NullMarked;
