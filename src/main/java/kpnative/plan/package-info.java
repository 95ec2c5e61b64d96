/**
 * Networks compiled for inference on the CPU with oneDNN.
 *
 * <p>Start with {@link kpnative.plan.InferencePlan}. {@link kpnative.network.TorchModule} is the
 * reference: their float32 outputs agree within 1e-5.
 */
@NullMarked
package kpnative.plan;

import org.jspecify.annotations.NullMarked;
