package kpnative.augment;

import java.util.ArrayList;
import java.util.List;
import kpnative.image.Effect;

/** Collects the steps of one sample's augmentation as values. */
final class StepList implements Steps {
  private final List<Motion> motions = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();

  /** {@return the motions, in the order of their composition; owned by this list} */
  List<Motion> motions() {
    return motions;
  }

  /** {@return the effects, in the order of their application; owned by this list} */
  List<Effect> effects() {
    return effects;
  }

  @Override
  public void flip() {
    motions.add(new Motion.Flip());
  }

  @Override
  public void scale(double factor) {
    motions.add(new Motion.Scale(factor));
  }

  @Override
  public void rotation(double radians) {
    motions.add(new Motion.Rotation(radians));
  }

  @Override
  public void shear(double ofX, double ofY) {
    motions.add(new Motion.Shear(ofX, ofY));
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
    motions.add(
        new Motion.Homography(
            upperLeftX,
            upperLeftY,
            upperRightX,
            upperRightY,
            lowerRightX,
            lowerRightY,
            lowerLeftX,
            lowerLeftY));
  }

  @Override
  public void translation(double dx, double dy) {
    motions.add(new Motion.Translation(dx, dy));
  }

  @Override
  public void effect(Effect effect) {
    effects.add(effect);
  }
}
