package kpnative.export;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Numbers that processes exchange; loads no other class. */
final class MadeInput {
  private MadeInput() {}

  /** {@return the inputs of a batch, in planar order, from -2 to 2} */
  static float[] of(int count, int batch) {
    SplittableRandom random = new SplittableRandom(batch);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextDouble() * 4 - 2);
    }
    return values;
  }

  /** {@return numbers as one line of text} */
  static String line(float[] values) {
    return Arrays.toString(values).replaceAll("[\\[\\] ]", "");
  }

  /** {@return the numbers of one line of text} */
  static float[] parse(String line) {
    String[] parts = line.strip().split(",");
    float[] values = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = Float.parseFloat(parts[i]);
    }
    return values;
  }
}
