/**
 * A detector over annotated faces: evaluated, calibrated, prepared for 8 bits. Start with {@link
 * kpnative.measure.EvaluationRun}.
 */
@NullMarked
package kpnative.measure;

import org.jspecify.annotations.NullMarked;
