/**
 * Runs as pictures: keypoints on photographs, sheets of them, and curves over epochs.
 *
 * <p>Its words: an <em>overlay</em> is one photograph with the keypoints of one face; a
 * <em>sheet</em> is a grid of them. Truth is always a cyan ring, a prediction a yellow dot.
 * Pictures are Java2D's, drawn without a display; keypoints are in the frame of the picture that
 * comes with them. Only here are fractions shown as percent. Text needs a font: sheets do without,
 * curves can't. Nothing native, and nothing is computed that {@code eval} has not measured.
 */
@NullMarked
package kpnative.report;

import org.jspecify.annotations.NullMarked;
