package kpnative.augment;

import kpnative.image.Effect;

/**
 * Receives the steps of one sample's augmentation in their order. Arguments are as in {@link
 * Motion}.
 */
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
