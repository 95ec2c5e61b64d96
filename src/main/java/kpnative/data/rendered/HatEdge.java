package kpnative.data.rendered;

/**
 * The lower edge of a hat: a plane across the head, {@code y = height + slope * z}, that may be
 * lower at the sides and behind.
 *
 * @param height at the head's middle, head's frame, cm
 * @param slope above 0: higher in front
 * @param drop how much lower it is beside the ears and behind, cm
 */
record HatEdge(double height, double slope, double drop) {
  /** Hair under a hat is drawn in to this distance from the middle, within the skull, cm. */
  private static final float INSIDE = 6.8f;

  /** {@return how far a place of the head is above the edge, cm} */
  double above(double x, double y, double z) {
    double front = z / Math.sqrt(x * x + z * z + 1e-6);
    return y - height - slope * z + drop * Noise.step(-0.5f, 0.3f, (float) -front);
  }

  /** {@return the elevation at which the envelope crosses the edge} */
  double elevation(Envelope envelope, double azimuth) {
    double low = -1.2;
    double high = Math.PI / 2;
    double[] p = new double[3];
    for (int i = 0; i < 14; i++) {
      double middle = (low + high) / 2;
      envelope.at(azimuth, middle, 0, p);
      if (above(p[0], p[1], p[2]) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Hides what of some hair's points is above the edge. */
  void tuck(float[] points) {
    for (int i = 0; i < points.length; i += 3) {
      float x = points[i];
      float y = points[i + 1] - Envelope.Y;
      float z = points[i + 2] - Envelope.Z;
      if (points[i + 1] > height - drop + slope * points[i + 2]
          && above(x, points[i + 1], points[i + 2]) > 0) {
        float k = INSIDE * Direction.inverseLength(x, y, z);
        if (k < 1) {
          points[i] = x * k;
          points[i + 1] = Envelope.Y + y * k;
          points[i + 2] = Envelope.Z + z * k;
        }
      }
    }
  }
}
