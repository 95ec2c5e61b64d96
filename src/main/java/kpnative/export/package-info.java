/**
 * Detectors as files for other programs: ONNX, TorchScript, or weights alone.
 *
 * <p>Start with {@link kpnative.export.DetectorExport}. An exported network takes normalised
 * pictures {@code [B, C, H, W]}, {@code (byte / 255 - mean) / deviation}, and returns {@code [B, K,
 * 2]}: x and y of each keypoint as fractions of the input's sides, {@code (x + 0.5) / W} and {@code
 * (y + 0.5) / H}. Nothing here calls native code, and equal detectors give equal bytes.
 */
@NullMarked
package kpnative.export;

import org.jspecify.annotations.NullMarked;
