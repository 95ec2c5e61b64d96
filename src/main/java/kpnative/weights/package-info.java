/**
 * Tensors in files: {@link kpnative.weights.SafetensorsFile} reads and writes them, {@link
 * kpnative.weights.WeightFile} reads those of PyTorch too, {@link kpnative.weights.TensorData} is
 * one of them in Java's memory.
 *
 * <p>A file is hostile until checked: nothing is allocated that its size doesn't cover, and nothing
 * in it is ever executed. What the names mean is not this package's affair.
 */
@NullMarked
package kpnative.weights;

import org.jspecify.annotations.NullMarked;
