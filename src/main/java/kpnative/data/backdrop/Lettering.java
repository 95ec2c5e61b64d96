package kpnative.data.backdrop;

/** Letters and lines of text, well enough for a picture's background. */
final class Lettering {
  /** Capitals as lines joined at corners of a grid: column 0 to 2, then row 0 to 4 down. */
  private static final String[] LETTERS = {
    "04 10 24",
    "00 20 24 04 00",
    "20 00 04 24",
    "00 20 23 14 04 00",
    "20 00 04 24 02 22",
    "20 00 04",
    "20 00 04 24 22 12",
    "00 04 02 22 20 24",
    "10 14",
    "20 23 14 03",
    "00 04 02 20 02 24",
    "00 04 24",
    "04 00 12 20 24",
    "04 00 24 20",
    "04 00 20 22 02",
    "20 00 02 22 24 04",
    "00 20 10 14",
    "00 04 24 20",
    "00 14 20",
    "00 04 12 24 20",
    "00 24 12 20 04",
    "00 12 20 12 14",
    "00 20 04 24"
  };

  private Lettering() {}

  /**
   * Writes a word.
   *
   * @param x of its left edge
   * @param y of its upper edge
   * @param weight the strokes' width by the height
   * @return x of its right edge
   */
  static float word(
      Canvas canvas,
      Dice dice,
      float x,
      float y,
      float height,
      int letters,
      float weight,
      float[] c) {
    float u = x;
    float width = height * 0.55f;
    for (int i = 0; i < letters; i++) {
      String[] corners = LETTERS[dice.below(LETTERS.length)].split(" ", -1);
      for (int k = 1; k < corners.length; k++) {
        canvas.fill(
            canvas
                .outline()
                .line(
                    u + width * 0.5 * (corners[k - 1].charAt(0) - '0'),
                    y + height * 0.25 * (corners[k - 1].charAt(1) - '0'),
                    u + width * 0.5 * (corners[k].charAt(0) - '0'),
                    y + height * 0.25 * (corners[k].charAt(1) - '0'),
                    weight * height),
            c);
      }
      u += width + height * (0.25f + weight);
    }
    return u;
  }

  /** Fills a rectangle with lines of small print. */
  static void print(
      Canvas canvas,
      Dice dice,
      float left,
      float top,
      float right,
      float bottom,
      float line,
      float[] c) {
    for (float y = top; y < bottom - line * 0.6f; y += line) {
      float end = dice.chance(0.15) ? left + (right - left) * dice.between(0.2, 0.9) : right;
      float x = left;
      while (x < end) {
        float word = line * dice.scale(0.5, 3.5);
        canvas.fill(
            canvas.outline().rectangle(x, y, Math.min(end, x + word), y + line * 0.45), c, 0.75f);
        x += word + line * 0.4f;
      }
    }
  }
}
