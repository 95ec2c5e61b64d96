/**
 * Runs as pictures: keypoints on photographs, sheets of them, and curves over epochs.
 *
 * <p>Its words: an <em>overlay</em> is one photograph with the keypoints of one face; a
 * <em>sheet</em> is a grid of them. Truth is always a cyan ring, a prediction a yellow dot.
 * Pictures are Java2D's, drawn without a display; keypoints are in the frame of the picture that
 * comes with them. Only here are fractions shown as percent. Text needs a font: sheets do without,
 * curves can't. Also what a training gets to see ({@link kpnative.preview.SamplePreview}), a
 * detector's answers on files ({@link kpnative.predict.PredictedPictures}), and the machine as text
 * ({@link kpnative.doctor.Diagnosis}). No native type, and no measure that is not {@code eval}'s.
 */
@NullMarked
package kpnative.report;

import org.jspecify.annotations.NullMarked;
