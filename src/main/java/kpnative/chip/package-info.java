/**
 * Chips: upright, aligned cut-outs of faces in the shapes that networks which recognise people or
 * make faces were trained on. Where a chip is taken from is pure arithmetic; its pixels are the
 * photograph's, resampled once.
 *
 * <p>Start with {@link kpnative.chip.ChipShape}, and {@code Face.chip}.
 */
@NullMarked
package kpnative.chip;

import org.jspecify.annotations.NullMarked;
