/**
 * Runs detectors over annotated faces: evaluation, calibration, int8 quantization. Start with
 * {@link kpnative.measure.EvaluationRun}.
 */
@NullMarked
package kpnative.measure;

import org.jspecify.annotations.NullMarked;
