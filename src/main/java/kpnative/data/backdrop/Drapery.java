package kpnative.data.backdrop;

/** Hanging cloth: vertical folds, shaded across. */
final class Drapery {
  private Drapery() {}

  /**
   * Hangs a cloth from the top to the bottom of the picture.
   *
   * @param fold the usual width of a fold
   */
  static void paint(Canvas canvas, Dice dice, float left, float right, float fold, float[] colour) {
    float depth = dice.between(0.25, 0.9);
    float drift = dice.about(0, 0.15);
    float x = left - fold;
    float top = canvas.top();
    float bottom = canvas.bottom();
    canvas.fill(
        canvas.outline().rectangle(left, top, right, bottom),
        Colours.times(colour, 1 - 0.5 * depth));
    float[] next = Colours.times(colour, 1 - depth * dice.between(0, 1));
    while (x < right) {
      float width = fold * dice.scale(0.5, 1.8);
      float spread = dice.about(0, 0.15) * fold; // folds widen downwards
      float[] bright = Colours.times(colour, 1 + depth * dice.between(-0.1, 0.5));
      float[] dark = Colours.times(colour, Math.max(0.05, 1 - depth * dice.between(0.4, 1)));
      float peak = width * dice.between(0.3, 0.7);
      half(canvas, x, x + peak, top, bottom, drift, spread, next, bright, left, right);
      half(canvas, x + peak, x + width, top, bottom, drift, spread, bright, dark, left, right);
      next = dice.chance(0.6) ? dark : Colours.times(dark, dice.between(1, 1.8));
      x += width;
    }
  }

  private static void half(
      Canvas canvas,
      float from,
      float to,
      float top,
      float bottom,
      float drift,
      float spread,
      float[] c0,
      float[] c1,
      float left,
      float right) {
    float height = bottom - top;
    float a = Math.max(left, from);
    float b = Math.min(right, to + canvas.pixel()); // no gap between neighbours
    if (b <= a) {
      return;
    }
    float lean = drift * fade(a, left, right) * height * 0.2f;
    canvas.fill(
        canvas
            .outline()
            .to(a, top)
            .to(b, top)
            .to(Math.min(right, b + lean + spread), bottom)
            .to(Math.max(left, a + lean), bottom)
            .close(),
        Ink.gradient(from, 0, c0, to, 0, c1));
  }

  private static float fade(float x, float left, float right) {
    float t = (x - left) / Math.max(1e-3f, right - left);
    return t * (1 - t) * 4;
  }
}
