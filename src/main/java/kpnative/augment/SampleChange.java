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
 * The change of one sample after another, drawn or replayed into the same memory: what a {@link
 * DrawnAugmentation} says, without its lists of motions. At first, and after {@link #clear},
 * nothing changes.
 *
 * <p>Not thread-safe: one a worker. What its methods return, except warps, is good until the next
 * draw.
 */
/* A drawn value with its motions and lists takes some 400 bytes; a loader of thousands of pictures
 * a second has 512 for all of a picture. Here motions are composed as they are drawn, and only
 * effects are objects. */
public final class SampleChange {
  private final Size input;
  private final Draws draws = new Draws();
  private final Composer composer;
  private final List<Effect> effects = new ArrayList<>();
  private final List<Effect> shown = Collections.unmodifiableList(effects);
  private boolean mirrored;
  private Border border = Border.REPLICATE;

  /** Makes a change of nothing, for inputs of that size. */
  public SampleChange(Size input) {
    this.input = input;
    composer = new Composer(input);
  }

  /** Changes nothing from now on. */
  public void clear(Border outside) {
    composer.warp.start();
    effects.clear();
    mirrored = false;
    border = outside;
  }

  /** Becomes what {@link DrawnAugmentation#draw} returns for the key. */
  public void draw(Augmentation augmentation, long key) {
    clear(augmentation.border());
    draws.draw(augmentation, key, input, composer);
  }

  /** Becomes that change. */
  public void replay(DrawnAugmentation drawn) {
    clear(drawn.border());
    for (Motion motion : drawn.motions()) {
      motion.addTo(composer.warp);
    }
    effects.addAll(drawn.effects());
    mirrored = drawn.mirrored();
  }

  /** {@return the warp from a photograph to the changed input, given the one to the input} */
  public Warp after(Warp crop) {
    return composer.warp.after(crop);
  }

  /** {@return whether the picture is mirrored, so that keypoints change places} */
  public boolean mirrored() {
    return mirrored;
  }

  /** {@return the changes of the sampled picture's values, in this order} */
  public List<Effect> effects() {
    return shown;
  }

  /** {@return what shows where the warp reaches outside the picture} */
  public Border border() {
    return border;
  }

  /**
   * Marks keypoints as the changed picture shows them.
   *
   * @param xy borrowed; x and y in turn, in the changed input's frame
   * @param count the number of keypoints, from the first on
   * @param marks receives {@code count} bytes, each the {@link Visibility#code} of a keypoint
   * @param offset of the first
   */
  public void mark(double[] xy, int count, byte[] marks, int offset) {
    Marks.put(xy, count, input, effects, marks, offset);
  }

  /** Composes motions as they come. */
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
