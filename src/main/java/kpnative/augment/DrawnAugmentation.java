package kpnative.augment;

import java.util.List;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Effect;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/**
 * The change of one sample, picture and keypoints alike: a value, made by {@link
 * Augmentation#draw}, that can be written down, replayed on another picture and undone.
 *
 * @param motions compose into one warp, in this order
 * @param effects of the picture that was sampled through it, in this order
 * @param border what shows where the warp reaches outside the picture
 */
public record DrawnAugmentation(List<Motion> motions, List<Effect> effects, Border border) {
  /** Changes nothing; the border is the nearest edge pixel. */
  public static final DrawnAugmentation NONE =
      new DrawnAugmentation(List.of(), List.of(), Border.REPLICATE);

  /** Copies the lists. */
  public DrawnAugmentation {
    motions = List.copyOf(motions);
    effects = List.copyOf(effects);
  }

  /** {@return whether the picture is mirrored, so that keypoints change places} */
  public boolean mirrored() {
    boolean mirrored = false;
    for (Motion motion : motions) {
      mirrored ^= motion instanceof Motion.Flip;
    }
    return mirrored;
  }

  /** {@return the warp from the crop's input frame to the changed one} */
  public Warp warp(Size input) {
    Warp warp = Warp.IDENTITY;
    for (Motion motion : motions) {
      warp = warp.then(motion.warp(input));
    }
    return warp;
  }

  /**
   * {@return the keypoints where, and in the order in which, the changed picture shows them}
   *
   * @param inInputFrame all keypoints of the schema, in the crop's input frame
   * @param schema of the keypoints
   * @throws IllegalArgumentException if this is mirrored, and the schema has no mirror pairs or
   *     another count
   */
  public Keypoints apply(Keypoints inInputFrame, KeypointSchema schema, Size input) {
    Keypoints mapped = inInputFrame.map(warp(input));
    return mirrored() ? schema.mirrored(mapped) : mapped;
  }
}
