package kpnative.augment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.geometry.WarpBuilder;
import kpnative.image.Border;
import kpnative.image.Effect;
import kpnative.keypoints.Visibility;

/**
 * A reusable augmentation, drawn or replayed in place for one sample after another. It is
 * equivalent to a {@link DrawnAugmentation} but keeps no list of motions. A new instance changes
 * nothing, and neither does one after {@link #clear}.
 *
 * <p>Not thread-safe: each worker has its own. Returned values, except warps, are valid until the
 * next draw.
 */
/* A DrawnAugmentation with its motions and lists takes about 400 bytes, while a loader of thousands
 * of pictures per second may allocate 512 bytes per picture in all. Here motions are composed as
 * they are drawn, and only effects are objects. */
public final class SampleChange {
  private final Size input;
  private final Draws draws = new Draws();
  private final Composer composer;
  private final List<Effect> effects = new ArrayList<>();
  private final List<Effect> effectsView = Collections.unmodifiableList(effects);
  private boolean mirrored;
  private Border border = Border.REPLICATE;

  /** Creates an augmentation that changes nothing, for inputs of this size. */
  public SampleChange(Size input) {
    this.input = input;
    composer = new Composer(input);
  }

  /**
   * Resets this to an augmentation that changes nothing.
   *
   * @param outside how pixels outside the picture are filled
   */
  public void clear(Border outside) {
    composer.warp.start();
    effects.clear();
    mirrored = false;
    border = outside;
  }

  /** Draws what {@link DrawnAugmentation#draw} returns for the same key. */
  public void draw(Augmentation augmentation, long key) {
    clear(augmentation.border());
    draws.draw(augmentation, key, input, composer);
  }

  /** Replays an augmentation that has been drawn before. */
  public void replay(DrawnAugmentation drawn) {
    clear(drawn.border());
    for (Motion motion : drawn.motions()) {
      motion.addTo(composer.warp);
    }
    effects.addAll(drawn.effects());
    mirrored = drawn.mirrored();
  }

  /** {@return the warp from a photograph to the augmented input, given its warp to the input} */
  public Warp after(Warp crop) {
    return composer.warp.after(crop);
  }

  /** {@return whether the picture is mirrored, so that the keypoints of each mirror pair swap} */
  public boolean mirrored() {
    return mirrored;
  }

  /** {@return the effects to apply to the sampled picture, in this order; a read-only view} */
  public List<Effect> effects() {
    return effectsView;
  }

  /** {@return how pixels outside the picture are filled} */
  public Border border() {
    return border;
  }

  /**
   * Writes the visibility of each keypoint in the augmented picture.
   *
   * @param xy borrowed; x and y of each keypoint, alternating, in the augmented input's frame
   * @param count the number of keypoints, starting with the first
   * @param marks receives {@code count} bytes, each the {@link Visibility#code} of a keypoint
   * @param offset index of the first byte to write
   */
  public void mark(double[] xy, int count, byte[] marks, int offset) {
    Marks.put(xy, count, input, effects, marks, offset);
  }

  /** Composes motions as they are drawn. */
  private final class Composer implements Steps {
    private final WarpBuilder warp;

    Composer(Size input) {
      warp = new WarpBuilder(input);
    }

    @Override
    public void flip() {
      mirrored ^= true;
      warp.flip();
    }

    @Override
    public void scale(double factor) {
      warp.scale(factor);
    }

    @Override
    public void rotation(double radians) {
      warp.rotate(radians);
    }

    @Override
    public void shear(double ofX, double ofY) {
      warp.shear(ofX, ofY);
    }

    @Override
    public void homography(
        double upperLeftX,
        double upperLeftY,
        double upperRightX,
        double upperRightY,
        double lowerRightX,
        double lowerRightY,
        double lowerLeftX,
        double lowerLeftY) {
      warp.moveCorners(
          upperLeftX,
          upperLeftY,
          upperRightX,
          upperRightY,
          lowerRightX,
          lowerRightY,
          lowerLeftX,
          lowerLeftY);
    }

    @Override
    public void translation(double dx, double dy) {
      warp.translate(dx, dy);
    }

    @Override
    public void effect(Effect effect) {
      effects.add(effect);
    }
  }
}
