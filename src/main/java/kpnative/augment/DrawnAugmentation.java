package kpnative.augment;

import java.util.ArrayList;
import java.util.List;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.geometry.WarpBuilder;
import kpnative.image.Border;
import kpnative.image.Effect;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.Visibility;

/**
 * The augmentation of one sample, for its picture and its keypoints alike: a value, drawn from an
 * {@link Augmentation}, that can be saved, replayed on another picture and undone.
 *
 * @param motions composed into one warp, in this order
 * @param effects applied to the picture after that warp, in this order
 * @param border how pixels outside the picture are filled
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

  /**
   * {@return one sample's augmentation; equal arguments give equal results}
   *
   * <p>Each entry has its own random stream, which depends on the key and the kind of step. A
   * change of one entry's range, or of the order, therefore does not affect what the others draw. A
   * loader that draws thousands per second uses {@link SampleChange}, which draws the same values.
   *
   * @param from the ranges to draw from
   * @param key the sample's key, see {@link Randomness#key}
   * @param input the size of the network's input, in whose frame motions and effects are defined
   */
  public static DrawnAugmentation draw(Augmentation from, long key, Size input) {
    StepList steps = new StepList();
    new Draws().draw(from, key, input, steps);
    return new DrawnAugmentation(steps.motions(), steps.effects(), from.border());
  }

  /** {@return whether the picture is mirrored, so that the keypoints of each mirror pair swap} */
  public boolean mirrored() {
    boolean mirrored = false;
    for (Motion motion : motions) {
      mirrored ^= motion instanceof Motion.Flip;
    }
    return mirrored;
  }

  /** {@return the warp from the crop's input frame to the augmented input's frame} */
  public Warp warp(Size input) {
    WarpBuilder warp = new WarpBuilder(input);
    for (Motion motion : motions) {
      motion.addTo(warp);
    }
    return warp.build();
  }

  /**
   * {@return the keypoints at their positions and in their order in the augmented picture}
   *
   * @param inInputFrame all keypoints of the schema, in the crop's input frame
   * @param schema of the keypoints
   * @throws IllegalArgumentException if this mirrors the picture, and the schema has no mirror
   *     pairs or another number of keypoints
   */
  public Keypoints apply(Keypoints inInputFrame, KeypointSchema schema, Size input) {
    Keypoints mapped = inInputFrame.map(warp(input));
    return mirrored() ? schema.mirrored(mapped) : mapped;
  }

  /**
   * {@return the keypoints back in the crop's input frame and in the schema's order}
   *
   * @param inAugmentedFrame all keypoints of the schema, as a network predicts them for the
   *     augmented input
   * @param schema of the keypoints
   * @throws IllegalArgumentException if this mirrors the picture, and the schema has no mirror
   *     pairs or another number of keypoints
   * @throws ArithmeticException if the motions have no inverse
   */
  public Keypoints undo(Keypoints inAugmentedFrame, KeypointSchema schema, Size input) {
    Keypoints mapped = inAugmentedFrame.map(warp(input).inverse());
    return mirrored() ? schema.mirrored(mapped) : mapped; // mirror pairs are their own inverse
  }

  /**
   * Writes the visibility of each keypoint in the augmented picture.
   *
   * @param xy borrowed; x and y of each keypoint, alternating, in the augmented input's frame
   * @param count the number of keypoints, starting with the first
   * @param marks receives {@code count} bytes, each the {@link Visibility#code} of a keypoint
   * @param offset index of the first byte to write
   */
  public void mark(double[] xy, int count, Size input, byte[] marks, int offset) {
    Marks.put(xy, count, input, effects, marks, offset);
  }

  /** {@return the number of motions and effects} */
  public int steps() {
    return motions.size() + effects.size();
  }

  /**
   * {@return a copy with only the first {@code count} steps: motions, then effects}
   *
   * @param count 0 to {@link #steps}
   */
  public DrawnAugmentation first(int count) {
    if (count < 0 || count > steps()) {
      throw new IllegalArgumentException("count must be 0 to " + steps() + ", got " + count);
    }
    int moved = Math.min(count, motions.size());
    return new DrawnAugmentation(
        motions.subList(0, moved), effects.subList(0, count - moved), border);
  }

  /** {@return a readable line per step, such as {@code rotation 12.3 degrees}} */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    motions.forEach(m -> lines.add(StepText.of(m)));
    effects.forEach(e -> lines.add(StepText.of(e)));
    return lines;
  }
}
