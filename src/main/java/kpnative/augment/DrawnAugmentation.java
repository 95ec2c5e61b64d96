package kpnative.augment;

import java.util.Arrays;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.InputFormat;
import kpnative.image.Tone;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * The change of one sample, picture and keypoints alike: a value, made by {@link
 * Augmentation#draw}.
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
