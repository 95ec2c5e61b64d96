package kpnative.data.painted;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.random.RandomGenerator;

/**
 * Simulates a camera on a painted picture: blur, exposure, contrast, colour cast, sensor noise,
 * sometimes greyscale. Works in place on a picture of {@link BufferedImage#TYPE_INT_RGB}.
 *
 * @param softness weight of the 3 x 3 binomial blur, 0 to 1
 * @param passes number of passes of that blur
 * @param exposure factor on all values
 * @param contrast factor on the distance from mid grey
 * @param red factor on red
 * @param blue factor on blue
 * @param noise amplitude, grey levels
 * @param grey whether the picture is greyscale
 */
record SyntheticCamera(
    double softness,
    int passes,
    double exposure,
    double contrast,
    double red,
    double blue,
    double noise,
    boolean grey) {

  static SyntheticCamera draw(RandomGenerator r) {
    double bad = r.nextDouble();
    return new SyntheticCamera(
        0.3 + 0.7 * r.nextDouble(),
        bad < 0.12 ? 3 : 1,
        0.7 + 0.45 * r.nextDouble(),
        0.75 + 0.45 * r.nextDouble(),
        0.92 + 0.16 * r.nextDouble(),
        0.9 + 0.2 * r.nextDouble(),
        18 * Math.pow(r.nextDouble(), 2),
        r.nextDouble() < 0.12);
  }

  void develop(BufferedImage picture, RandomGenerator r) {
    int w = picture.getWidth();
    int h = picture.getHeight();
    int[] p = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < passes; i++) {
      blur(p, w, h);
    }
    double[] gains = {red, 1, blue};
    int[][] tables = new int[3][256];
    for (int c = 0; c < 3; c++) {
      for (int v = 0; v < 256; v++) {
        // in 1/16 grey levels, so that the noise is added before rounding
        tables[c][v] = (int) (16 * (((v * gains[c] * exposure) - 118) * contrast + 118));
      }
    }
    int amplitude = (int) (16 * noise);
    for (int i = 0; i < p.length; i++) {
      int v = p[i];
      int a = tables[0][(v >> 16) & 255];
      int b = tables[1][(v >> 8) & 255];
      int c = tables[2][v & 255];
      if (grey) {
        a = (77 * a + 151 * b + 28 * c) >> 8;
        b = a;
        c = a;
      }
      // a channel's noise is the sum of two uniform numbers; grey pictures have grey noise
      long bits = r.nextLong();
      int na = noise(bits, 0, amplitude);
      int nb = grey ? na : noise(bits, 16, amplitude);
      int nc = grey ? na : noise(bits, 32, amplitude);
      p[i] = level(a + na) << 16 | level(b + nb) << 8 | level(c + nc);
    }
  }

  private static int noise(long bits, int shift, int amplitude) {
    int sum = (int) ((bits >> shift) & 255) + (int) ((bits >> (shift + 8)) & 255) - 255;
    return (sum * amplitude) >> 8;
  }

  private static int level(int sixteenths) {
    int v = (sixteenths + 8) >> 4;
    return v < 0 ? 0 : Math.min(v, 255);
  }

  /** One pass of the 1-2-1 filter across and down, mixed with the sharp picture. */
  private void blur(int[] p, int w, int h) {
    int soft = (int) (64 * softness); // each side's share is soft / 256
    int centre = 256 - 2 * soft;
    int[] line = new int[Math.max(w, h)];
    for (int y = 0; y < h; y++) {
      filter(p, y * w, 1, w, soft, centre, line);
    }
    for (int x = 0; x < w; x++) {
      filter(p, x, w, h, soft, centre, line);
    }
  }

  private static void filter(
      int[] p, int start, int step, int n, int soft, int centre, int[] line) {
    for (int i = 0; i < n; i++) {
      line[i] = p[start + i * step];
    }
    for (int i = 0; i < n; i++) {
      int l = line[Math.max(0, i - 1)];
      int m = line[i];
      int r = line[Math.min(n - 1, i + 1)];
      // red and blue lie 16 bits apart: both are filtered in one multiplication
      long rb = (long) soft * ((l & 0xFF00FF) + (r & 0xFF00FF)) + (long) centre * (m & 0xFF00FF);
      int gg = soft * (((l >> 8) & 255) + ((r >> 8) & 255)) + centre * ((m >> 8) & 255);
      p[start + i * step] = ((int) (rb >> 8) & 0xFF00FF) | (gg & 0xFF00);
    }
  }
}
