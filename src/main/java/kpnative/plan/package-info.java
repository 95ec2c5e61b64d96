/**
 * Networks compiled for inference on the processor, by oneDNN directly.
 *
 * <p>Start with {@link kpnative.plan.InferencePlan}. {@link kpnative.network.TorchModule} is the
 * reference: both give the same numbers within 1e-5.
 */
@NullMarked
package kpnative.plan;

import org.jspecify.annotations.NullMarked;
