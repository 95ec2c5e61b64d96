package kpnative.data.rendered;

/**
 * A pinhole camera on the z axis that looks at the origin of the camera's frame, and where the
 * origin's neighbourhood lies in the picture.
 *
 * @param distance from the camera to the plane z = 0, cm
 * @param scale pixels a cm in the plane z = 0
 * @param centreX the camera frame's x that lies at {@code x} in the picture, cm
 * @param centreY its y, cm
 * @param x in the picture, pixels, whole numbers are pixel centres
 * @param y in the picture
 */
record View(double distance, double scale, double centreX, double centreY, double x, double y) {
  /**
   * Projects points.
   *
   * @param world x, y, z of each, camera's frame
   * @param samples samples a pixel, along each axis
   * @param screen receives x, y in samples and the depth in cm
   */
  void project(float[] world, int samples, float[] screen) {
    float f = (float) (scale * distance * samples);
    float d = (float) distance;
    float ox = (float) (samples * (x + 0.5) - 0.5);
    float oy = (float) (samples * (y + 0.5) - 0.5);
    float cx = (float) centreX;
    float cy = (float) centreY;
    for (int i = 0; i < world.length; i += 3) {
      float z = d - world[i + 2];
      float s = f / z;
      screen[i] = (world[i] - cx) * s + ox;
      screen[i + 1] = oy - (world[i + 1] - cy) * s;
      screen[i + 2] = z;
    }
  }

  /** {@return pixels a cm at depth {@code z}} */
  float scaleAt(float z) {
    return (float) (scale * distance / z);
  }
}
