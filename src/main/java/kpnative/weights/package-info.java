/**
 * Tensors in files. {@link kpnative.weights.SafetensorsFile} reads and writes safetensors files,
 * {@link kpnative.weights.WeightFile} also reads PyTorch files, and {@link
 * kpnative.weights.TensorData} is one tensor in Java memory.
 *
 * <p>Files are untrusted: memory use is bounded by the size of the file, and no code in a file is
 * executed. This package does not interpret the names of tensors.
 */
@NullMarked
package kpnative.weights;

import org.jspecify.annotations.NullMarked;
