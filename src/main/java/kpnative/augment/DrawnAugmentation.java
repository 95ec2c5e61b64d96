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
 * The change of one sample, picture and keypoints alike: a value, drawn from an {@link
 * Augmentation}, that can be written down, replayed on another picture and undone.
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

  /**
   * {@return one sample's change, a function of the key alone}
   *
   * <p>Each entry draws from a stream of its own, which depends on the key and the kind of step, so
   * that changing one entry's range, or the order, leaves what the others draw as it was. A loader
   * that draws thousands a second uses {@link SampleChange}, which draws the same.
   *
   * @param from what may be drawn
   * @param key the sample's number, see {@link Randomness#key}
   * @param input the size of the network's input, in whose frame the change lies
   */
  public static DrawnAugmentation draw(Augmentation from, long key, Size input) {
    StepList steps = new StepList();
    new Draws().draw(from, key, input, steps);
    return new DrawnAugmentation(steps.motions(), steps.effects(), from.border());
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
    WarpBuilder warp = new WarpBuilder(input);
    for (Motion motion : motions) {
      motion.addTo(warp);
    }
    return warp.build();
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

  /**
   * {@return the keypoints back in the crop's input frame and in the schema's order}
   *
   * @param inChangedFrame all keypoints of the schema, as a network finds them in the changed input
   * @param schema of the keypoints
   * @throws IllegalArgumentException if this is mirrored, and the schema has no mirror pairs or
   *     another count
   * @throws ArithmeticException if the motions cannot be undone
   */
  public Keypoints undo(Keypoints inChangedFrame, KeypointSchema schema, Size input) {
    Keypoints mapped = inChangedFrame.map(warp(input).inverse());
    return mirrored() ? schema.mirrored(mapped) : mapped; // mirror pairs are their own inverse
  }

  /**
   * Marks keypoints as the changed picture shows them.
   *
   * @param xy borrowed; x and y in turn, in the changed input's frame
   * @param count the number of keypoints, from the first on
   * @param marks receives {@code count} bytes, each the {@link Visibility#code} of a keypoint
   * @param offset of the first
   */
  public void mark(double[] xy, int count, Size input, byte[] marks, int offset) {
    Marks.put(xy, count, input, effects, marks, offset);
  }

  /** {@return the number of motions and effects} */
  public int steps() {
    return motions.size() + effects.size();
  }

  /**
   * {@return this as it is after its first steps: motions, then effects}
   *
   * @param count 0 to {@link #steps}
   */
  public DrawnAugmentation first(int count) {
    if (count < 0 || count > steps()) {
      throw new IllegalArgumentException("a change of " + steps() + " steps has no first " + count);
    }
    int moved = Math.min(count, motions.size());
    return new DrawnAugmentation(
        motions.subList(0, moved), effects.subList(0, count - moved), border);
  }

  /** {@return one line a step, for people: {@code rotation 12.3 degrees}} */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    motions.forEach(m -> lines.add(StepText.of(m)));
    effects.forEach(e -> lines.add(StepText.of(e)));
    return lines;
  }
}
