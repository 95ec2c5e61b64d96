/**
 * Predictions against truth: normalised errors, the share of faces below each error, and the mean
 * shape that any model has to beat.
 *
 * <p>Its words: the <em>normaliser</em> of an NME is always named; the <em>mean shape</em> is the
 * average training face placed into a box without a look at the picture. Every measure is a
 * fraction, never percent. Keypoints come in the photograph's frame; errors are measured there,
 * except those that say "input", which are measured in the network's. No native type is named.
 */
@NullMarked
package kpnative.eval;

import org.jspecify.annotations.NullMarked;
