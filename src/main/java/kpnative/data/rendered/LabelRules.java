package kpnative.data.rendered;

/**
 * By how much the labels of people differ from a face's geometry. Units are the distance of the
 * outer eye corners in the picture.
 *
 * @param farSlide how far the outline's end slides down on the side that turns away, for each unit
 *     by which the nose's tip is beside the eyes' middle
 * @param nearSlide the same on the other side
 * @param chinSlide how far the chin's point slides to the side that turns away
 * @param offsets by which each point is moved, along the line from the right to the left eye and
 *     down from it, [68, 2]; empty for none
 */
record LabelRules(double farSlide, double nearSlide, double chinSlide, double[] offsets) {
  /** Nothing but geometry. */
  static final LabelRules GEOMETRY = new LabelRules(0, 0, 0, new double[0]);

  /** {@return where the jaw's outline begins, ends and turns} */
  JawLine.Slide slide(float[] points) {
    double[] right = middle(points, 36);
    double[] left = middle(points, 42);
    double ex = left[0] - right[0];
    double ey = left[1] - right[1];
    double length = Math.hypot(ex, ey);
    double unit =
        Math.hypot(points[3 * 45] - points[3 * 36], points[3 * 45 + 1] - points[3 * 36 + 1]);
    double nose =
        ((points[3 * 30] - (right[0] + left[0]) / 2) * ex
                + (points[3 * 30 + 1] - (right[1] + left[1]) / 2) * ey)
            / length
            / unit;
    double turn = Math.min(0.45, Math.abs(nose));
    // the face turns to the picture's left, where its right side is, if the nose is there
    double farther = farSlide * turn * unit;
    double nearer = nearSlide * turn * unit;
    double chin = chinSlide * Math.max(-0.4, Math.min(0.4, nose)) * unit;
    return nose < 0
        ? new JawLine.Slide(farther, nearer, chin)
        : new JawLine.Slide(nearer, farther, chin);
  }

  /** Moves the points by their offsets. */
  void move(float[] points) {
    if (offsets.length == 0) {
      return;
    }
    double[] right = middle(points, 36);
    double[] left = middle(points, 42);
    double ex = left[0] - right[0];
    double ey = left[1] - right[1];
    double length = Math.hypot(ex, ey);
    double unit =
        Math.hypot(points[3 * 45] - points[3 * 36], points[3 * 45 + 1] - points[3 * 36 + 1]);
    for (int k = 0; k < points.length / 3; k++) {
      double along = offsets[2 * k] * unit / length;
      double down = offsets[2 * k + 1] * unit / length;
      points[3 * k] += (float) (along * ex - down * ey);
      points[3 * k + 1] += (float) (along * ey + down * ex);
    }
  }

  /** {@return the middle of an eye's six points} */
  private static double[] middle(float[] points, int first) {
    double x = 0;
    double y = 0;
    for (int k = first; k < first + 6; k++) {
      x += points[3 * k];
      y += points[3 * k + 1];
    }
    return new double[] {x / 6, y / 6};
  }
}
