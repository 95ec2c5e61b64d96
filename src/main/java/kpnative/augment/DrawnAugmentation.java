package kpnative.augment;

import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Tone;
import org.jspecify.annotations.Nullable;

/**
 * STUB by lead: the drawn values of one sample.
 *
 * @param warp from the crop's input frame to the augmented input frame (includes the flip)
 * @param mirrored whether the warp holds a flip, so that keypoints are to be re-indexed by the
 *     schema
 */
public record DrawnAugmentation(
    Warp warp, boolean mirrored, Tone tone, @Nullable Patch patch, Border border) {
  /** An occluding square in the input frame, pixels; value 0..1 gray. */
  public record Patch(int left, int top, int side, double value) {}
}
