/**
 * Predictions against ground truth: normalised errors, the cumulative error distribution, and the
 * mean-shape baseline that any model has to beat.
 *
 * <p>The <em>normaliser</em> of an NME is always named. The <em>mean shape</em> is the average
 * training face, placed into a box regardless of the picture. Every measure is a fraction, never
 * percent. Keypoints are in the photograph's frame; errors are measured there, except those that
 * say "input", which are measured in the network's input. The package uses no native type.
 */
@NullMarked
package kpnative.eval;

import org.jspecify.annotations.NullMarked;
