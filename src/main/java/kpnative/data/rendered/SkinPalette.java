package kpnative.data.rendered;

import java.util.SplittableRandom;

/** Colours of skin, hair, irises and make-up, as linear albedo of red, green and blue. */
final class SkinPalette {
  /** Below this nothing in a face is. */
  static final float DARKEST = 0.004f;

  // sRGB bytes as they look in photographs, from the lightest skin to the darkest
  private static final int[] SKIN = {
    0xF4D3BD, 0xEDC5AB, 0xE2B496, 0xCFA285, 0xB38569, 0x936750, 0x714C39, 0x553729, 0x3B271F,
    0x2A1C17
  };
  // the lightest skin reflects about 0.7 of red light, which leaves room for highlights
  private static final float SKIN_LEVEL = 0.82f;

  // from black by browns to blond, then red
  private static final int[] HAIR = {
    0x0E0C0B, 0x17110E, 0x261A13, 0x3B281B, 0x573B27, 0x785538, 0x9E7A4E, 0xC4A06C, 0xDABF93,
    0x6B3219, 0x94502A
  };
  private static final double[] HAIR_LIGHT = {
    0.10, 0.12, 0.16, 0.16, 0.14, 0.10, 0.07, 0.05, 0.03, 0.04, 0.03
  };
  private static final double[] HAIR_CHILD = {
    0.08, 0.09, 0.12, 0.13, 0.13, 0.12, 0.12, 0.09, 0.06, 0.03, 0.03
  };
  private static final double[] HAIR_DARK = {
    0.50, 0.27, 0.14, 0.06, 0.02, 0.005, 0, 0, 0, 0.005, 0
  };

  private static final int[] DYES = {
    0x0D0A0A, 0x3A1512, 0x6E2016, 0xA24A22, 0xD8B88A, 0xE8D6B4, 0x8C2F5A, 0x35406E, 0x2F6B63,
    0x7B5A2E, 0x5A3420, 0xB9B5B4
  };
  private static final int[] IRIS_LIGHT = {
    0x3B2415, 0x4E321B, 0x6B4A26, 0x77672F, 0x5F7040, 0x6C8494, 0x5C7FA3, 0x7E93A0, 0x8A9BA8
  };
  private static final int[] LIPSTICKS = {
    0xB0122A, 0x8E1023, 0xC4354A, 0xD86A7A, 0xC77568, 0x9C4A45, 0x6B1A33, 0x4A1024, 0xE0486E,
    0xB4502F, 0xD99A8C
  };
  private static final int[] SHADOWS = {
    0x3A2A24, 0x5A4034, 0x7A5A44, 0x241E24, 0x4A3A52, 0x38465C, 0x5E3A40, 0x8C6A4A, 0x2E4A44,
    0xB89A7C
  };

  private SkinPalette() {}

  /**
   * {@return the colour of skin}
   *
   * @param tone 0 to 1
   * @param warm redder above 0, more olive or yellow below
   * @param light brighter above 0
   */
  static float[] skin(float tone, float warm, float light) {
    float at = Math.max(0, Math.min(0.9999f, tone)) * (SKIN.length - 1);
    int i = (int) at;
    float f = at - i;
    float[] a = linear(SKIN[i]);
    float[] b = linear(SKIN[i + 1]);
    float level = SKIN_LEVEL * (float) Math.exp(0.12 * light);
    float[] tint = {1 + 0.03f * warm, 1 - 0.03f * warm, 1 + (warm > 0 ? 0.01f : 0.06f) * warm};
    float[] out = new float[3];
    for (int c = 0; c < 3; c++) {
      out[c] = level * tint[c] * (float) Math.exp((1 - f) * Math.log(a[c]) + f * Math.log(b[c]));
    }
    return clamp(out);
  }

  /** {@return a natural colour of hair that goes with the skin} */
  static float[] hair(SplittableRandom random, float tone, int child) {
    boolean dark = tone > 0.5f || (tone > 0.3f && random.nextDouble() < 0.55);
    double[] shares = dark ? HAIR_DARK : child > 0 ? HAIR_CHILD : HAIR_LIGHT;
    double k = random.nextDouble();
    int i = 0;
    while (i < HAIR.length - 1 && k >= shares[i]) {
      k -= shares[i++];
    }
    return clamp(times(linear(HAIR[i]), 0.75f + 0.6f * (float) random.nextDouble()));
  }

  /** {@return the colour of grey or white hair} */
  static float[] grey(SplittableRandom random) {
    float level = 0.16f + 0.5f * (float) random.nextDouble();
    float warm = 0.06f + 0.16f * (float) random.nextDouble();
    return new float[] {level * (1 + warm), level, level * (1 - warm)};
  }

  /** {@return a colour from a bottle, more often a dark one on dark skin} */
  static float[] dye(SplittableRandom random, float tone) {
    return clamp(linear(DYES[random.nextInt(tone > 0.5f ? 4 : DYES.length)]));
  }

  /** {@return the colour of the iris} */
  static float[] iris(SplittableRandom random, float tone) {
    int last = tone > 0.5f ? 2 : tone > 0.3f ? 4 : IRIS_LIGHT.length;
    return clamp(
        times(linear(IRIS_LIGHT[random.nextInt(last)]), 0.6f + 0.8f * (float) random.nextDouble()));
  }

  /** {@return a colour of lipstick, darker on dark skin} */
  static float[] lipstick(SplittableRandom random, float tone) {
    int[] of = LIPSTICKS;
    return clamp(times(linear(of[random.nextInt(of.length)]), 0.9f - 0.6f * tone));
  }

  /** {@return a colour of eye shadow, darker on dark skin} */
  static float[] shadow(SplittableRandom random, float tone) {
    return clamp(times(linear(SHADOWS[random.nextInt(SHADOWS.length)]), 1 - 0.6f * tone));
  }

  static float[] mix(float[] a, float[] b, float share) {
    return new float[] {
      a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])
    };
  }

  static float[] times(float[] a, float factor) {
    return new float[] {a[0] * factor, a[1] * factor, a[2] * factor};
  }

  static float[] clamp(float[] a) {
    float[] out = new float[3];
    for (int c = 0; c < 3; c++) {
      out[c] = Math.max(DARKEST, Math.min(1, a[c]));
    }
    return out;
  }

  private static float[] linear(int rgb) {
    float[] out = new float[3];
    for (int c = 0; c < 3; c++) {
      out[c] = (float) Math.pow((rgb >> (16 - 8 * c) & 255) / 255.0, 2.2);
    }
    return out;
  }
}
