package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * Where a head's hair begins, as a height on {@link HeadGrid} for each angle round the head; the
 * two sides differ a little. Immutable and thread-safe.
 */
final class HairLine {
  /** Degrees from the face's middle at which heights are given. */
  private static final float[] ANGLES = {0, 14, 30, 44, 56, 66, 76, 82, 98, 112, 140, 180};

  private static final int TABLE = 360;

  /** Heights at every degree from behind over the person's right to behind. */
  private final float[] table = new float[TABLE + 2];

  /**
   * @param front height above the forehead, cm along the skin from the ears' middle
   * @param peak how much lower it is in the middle of the forehead
   * @param temples how much it is higher at the corners of the forehead
   * @param side height of the sideburns' ends
   * @param nape height at the back
   */
  HairLine(
      float front, float peak, float temples, float side, float nape, SplittableRandom random) {
    float[] middle = {
      front - peak,
      front,
      front + 0.2f + temples,
      front - 0.9f + temples,
      4.2f + 0.5f * temples,
      2.4f + 0.2f * temples,
      Math.max(side, 0.5f),
      side,
      Math.max(side, -1.5f) + 2.2f,
      nape + 3.5f,
      nape,
      nape - 0.4f
    };
    float[] left = uneven(middle, random);
    float[] right = uneven(middle, random);
    right[0] = left[0];
    right[right.length - 1] = left[left.length - 1];
    float shift = 100 * (float) random.nextDouble();
    float wave = 0.5f * (float) random.nextDouble();
    for (int k = 0; k < table.length; k++) {
      int degrees = k - TABLE / 2;
      table[k] =
          height(degrees > 0 ? left : right, Math.abs(degrees))
              + wave * (Noise.at(degrees * 0.1f + shift, 0.5f) - 0.5f);
    }
  }

  private static float[] uneven(float[] middle, SplittableRandom random) {
    float[] out = middle.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += 0.2f * (float) random.nextGaussian();
    }
    return out;
  }

  private static float height(float[] heights, int degrees) {
    int i = 0;
    while (i < ANGLES.length - 2 && degrees > ANGLES[i + 1]) {
      i++;
    }
    float f = Noise.step(ANGLES[i], ANGLES[i + 1], degrees);
    return heights[i] + f * (heights[i + 1] - heights[i]);
  }

  /** {@return the height of the line in the forehead's middle} */
  float front() {
    return table[TABLE / 2];
  }

  /** {@return how far above the hairline a place is, cm; below 0 there is no hair} */
  float above(float angle, float s) {
    float x = Math.max(0, Math.min(TABLE, angle * (float) (180 / Math.PI) + TABLE / 2f));
    int i = (int) x;
    return s - table[i] - (x - i) * (table[i + 1] - table[i]);
  }
}
