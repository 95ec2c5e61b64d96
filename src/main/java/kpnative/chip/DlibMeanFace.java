package kpnative.chip;

/**
 * The mean face that dlib aligns chips to: nose, eyes and upper lip of iBUG's 68 points, in parts
 * of its extent.
 */
/* From dlib's image_transforms/interpolation.h, get_face_chip_details, Boost Software License 1.0,
 * (c) Davis E. King. It leaves out brows, jaw and lower lip. */
final class DlibMeanFace {
  /** Which points, [N]. */
  static final int[] POINTS = {
    27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50,
    51, 52, 53, 54, 60, 61, 62, 63, 64
  };

  private static final double[] X = {
    0.490127, 0.490127, 0.490127, 0.490127, // bridge of the nose
    0.36688, 0.426036, 0.490127, 0.554217, 0.613373, // nostrils
    0.121737, 0.187122, 0.265825, 0.334606, 0.260918, 0.182743, // eyes
    0.645647, 0.714428, 0.793132, 0.858516, 0.79751, 0.719335, //
    0.254149, 0.340985, 0.428858, 0.490127, 0.551395, 0.639268, 0.726104, // upper lip
    0.290379, 0.428096, 0.490127, 0.552157, 0.689874
  };

  private static final double[] Y = {
    0.203352, 0.307009, 0.409805, 0.515625, // bridge of the nose
    0.587326, 0.609345, 0.628106, 0.609345, 0.587326, // nostrils
    0.216423, 0.178758, 0.179852, 0.231733, 0.245099, 0.244077, // eyes
    0.231733, 0.179852, 0.178758, 0.216423, 0.244077, 0.245099, //
    0.780233, 0.745405, 0.727388, 0.742578, 0.727388, 0.745405, 0.780233, // upper lip
    0.784792, 0.778746, 0.785343, 0.778746, 0.784792
  };

  private DlibMeanFace() {}

  /** {@return the points' places in a chip, x and y in turn, [N, 2]} */
  static double[] places(int side, double padding) {
    double[] xy = new double[2 * POINTS.length];
    for (int i = 0; i < POINTS.length; i++) {
      xy[2 * i] = (padding + X[i]) / (2 * padding + 1) * side;
      xy[2 * i + 1] = (padding + Y[i]) / (2 * padding + 1) * side;
    }
    return xy;
  }
}
