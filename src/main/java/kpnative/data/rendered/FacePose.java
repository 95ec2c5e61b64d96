package kpnative.data.rendered;

/**
 * How a head is turned towards the camera. The camera's frame: cm, x right in the picture, y up, z
 * towards the camera; the head turns about the pivot, which lies between the ears.
 *
 * @param yaw radians; positive turns the face to the picture's right
 * @param pitch radians; positive looks up
 * @param roll radians; positive tilts clockwise in the picture
 */
public record FacePose(double yaw, double pitch, double roll) {
  /** Where heads turn, in the head's frame: on the axis, 2 cm before the ears. */
  static final float PIVOT_Z = 2;

  /** {@return the rotation, row by row: yaw first, then pitch, then roll} */
  float[] matrix() {
    double ca = Math.cos(yaw);
    double sa = Math.sin(yaw);
    double cb = Math.cos(pitch);
    double sb = Math.sin(pitch);
    double cc = Math.cos(roll);
    double sc = Math.sin(roll);
    // after yaw: x = ca X + sa Z, y = Y, z = ca Z - sa X
    double[] x = {ca, 0, sa};
    double[] y = {-sa * sb, cb, ca * sb};
    double[] z = {-sa * cb, -sb, ca * cb};
    float[] m = new float[9];
    for (int i = 0; i < 3; i++) {
      m[i] = (float) (cc * x[i] + sc * y[i]);
      m[3 + i] = (float) (-sc * x[i] + cc * y[i]);
      m[6 + i] = (float) z[i];
    }
    return m;
  }
}
