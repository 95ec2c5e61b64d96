/**
 * Points, boxes, sizes and the warps between pixel frames; pure arithmetic in double precision.
 *
 * <p>In every frame x runs right and y runs down, and whole numbers are pixel centres: a picture of
 * W x H pixels covers the area from (-0.5, -0.5) to (W - 0.5, H - 0.5). Resizing maps edges onto
 * edges, {@code x' = (x + 0.5) * s - 0.5}. Angles are radians. All values are immutable except
 * {@link kpnative.geometry.WarpBuilder}; nothing here depends on pictures or native memory.
 */
@NullMarked
package kpnative.geometry;

import org.jspecify.annotations.NullMarked;
