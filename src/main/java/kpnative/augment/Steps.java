package kpnative.augment;

import kpnative.image.Effect;

/** Takes the steps of one sample's change, in their order; arguments as in {@link Motion}. */
interface Steps {
  void flip();

  void scale(double factor);

  void rotation(double radians);

  void shear(double ofX, double ofY);

  void homography(
      double upperLeftX,
      double upperLeftY,
      double upperRightX,
      double upperRightY,
      double lowerRightX,
      double lowerRightY,
      double lowerLeftX,
      double lowerLeftY);

  void translation(double dx, double dy);

  void effect(Effect effect);
}
