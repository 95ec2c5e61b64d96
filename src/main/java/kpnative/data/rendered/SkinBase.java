package kpnative.data.rendered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The skin without hair and paint: the base colour, darker and redder from place to place.
 *
 * <p>Two pigments are spread over the face: melanin, which takes most of the blue away, and blood,
 * which takes green. A texel is {@code base * exp(-melanin * m - blood * b)} for each colour, so
 * that no mixture leaves the range; noise and soft places are sums of a few rows, which the
 * compiler makes vectors of.
 *
 * @see <a href="https://doi.org/10.1364/JOSAA.16.002169">Tsumura et al. 1999, on skin as two
 *     pigments</a>
 */
final class SkinBase {
  private static final float[] MELANIN = {0.75f, 1.0f, 1.2f};
  private static final float[] BLOOD = {0.12f, 1.0f, 0.85f};

  private final Traits traits;
  private final SplittableRandom random;
  private final List<Spread> melanin = new ArrayList<>();
  private final List<Spread> blood = new ArrayList<>();
  private final List<Spread> shine = new ArrayList<>();

  SkinBase(Traits traits, SplittableRandom random) {
    this.traits = traits;
    this.random = random;
    darken();
    redden();
    polish();
  }

  private void darken() {
    float tired = traits.tired();
    float covered = 1 - 0.6f * traits.makeUp().foundation();
    melanin.add(new Spread(Glow.LID, between(-0.08f, 0.22f)));
    melanin.add(new Spread(Glow.SOCKET, between(-0.03f, 0.22f) * covered));
    melanin.add(new Spread(Glow.INNER_SOCKET, between(0, 0.3f) * covered));
    melanin.add(new Spread(Glow.UNDER_EYE, between(0.15f, 0.55f) * tired * covered));
    melanin.add(new Spread(Glow.BAG, between(0, 0.25f) * tired));
    melanin.add(new Spread(Glow.NOSTRIL, between(3.5f, 5.5f)));
    melanin.add(new Spread(Glow.WING_FOLD, between(0.1f, 0.45f)));
    melanin.add(new Spread(Glow.BELOW_LIP, between(0, 0.2f)));
    melanin.add(new Spread(Glow.MOUTH_CORNER, between(0.1f, 0.5f)));
    melanin.add(new Spread(Glow.FOREHEAD, between(-0.12f, 0.10f)));
    melanin.add(new Spread(Glow.TEMPLE, between(-0.06f, 0.12f)));
    melanin.add(new Spread(Glow.MUZZLE, between(-0.06f, 0.10f + 0.15f * traits.tone()) * covered));
    melanin.add(new Spread(Glow.JAW, between(-0.05f, 0.12f)));
    melanin.add(new Spread(Glow.CHEEK, between(-0.10f, 0.05f)));
    melanin.add(new Spread(Glow.NOSE_RIDGE, between(-0.08f, 0.04f)));
    melanin.add(new Spread(Glow.PHILTRUM, between(0, 0.12f)));
  }

  private void redden() {
    float ruddy = traits.ruddy() * (1 - 0.6f * traits.makeUp().foundation());
    blood.add(new Spread(Glow.CHEEK, 0.38f * ruddy * between(0.3f, 1)));
    blood.add(new Spread(Glow.APPLE, 0.32f * ruddy + 0.5f * traits.makeUp().blush()));
    blood.add(new Spread(Glow.NOSE_TIP, 0.5f * ruddy * between(0.1f, 1)));
    blood.add(new Spread(Glow.NOSE_WING, 0.35f * ruddy));
    blood.add(new Spread(Glow.WING_FOLD, 0.3f));
    blood.add(new Spread(Glow.CHIN, 0.2f * ruddy));
    blood.add(new Spread(Glow.LID, between(0, 0.25f)));
    blood.add(new Spread(Glow.UNDER_EYE, between(0, 0.3f) * traits.tired()));
    blood.add(new Spread(Glow.INNER_CORNER, between(0.3f, 0.8f)));
    blood.add(new Spread(Glow.NOSTRIL, 0.5f));
    blood.add(new Spread(Glow.EAR, between(0.1f, 0.5f)));
  }

  private void polish() {
    float zone = between(0.2f, 1);
    shine.add(new Spread(Glow.FOREHEAD, 0.8f * zone));
    shine.add(new Spread(Glow.NOSE_RIDGE, 0.8f * zone));
    shine.add(new Spread(Glow.NOSE_TIP, zone));
    shine.add(new Spread(Glow.APPLE, 0.6f * zone));
    shine.add(new Spread(Glow.CHIN, 0.5f * zone));
    shine.add(new Spread(Glow.LID, 0.3f));
    shine.add(new Spread(Glow.NOSTRIL, -1));
    shine.add(new Spread(Glow.SOCKET, -0.3f));
  }

  /**
   * Fills the whole texture.
   *
   * @param folds added to the melanin, over the whole texture
   */
  void fill(Albedo out, Ink folds) {
    float even = 1 - 0.65f * traits.makeUp().foundation();
    float blemish = (0.3f + 0.7f * traits.blemish()) * even;
    float fine = between(0.015f, 0.05f) * even + 0.02f * traits.wear();
    float mottle = 0.026f * blemish + 0.012f * traits.wear();
    float cloud = 0.04f * blemish;
    float broad = between(0.02f, 0.06f);
    int[] place = random.ints(14, 0, NoiseTile.PERIOD).toArray();
    float[] dark = new float[Albedo.SIZE];
    float[] red = new float[Albedo.SIZE];
    float[] gloss = new float[Albedo.SIZE];
    float[][] rgb = new float[3][Albedo.SIZE];
    float oily = 0.4f + 0.7f * traits.oily();
    float[] smoothDark = new float[Albedo.SIZE];
    float[] smoothRed = new float[Albedo.SIZE];
    for (int y = 0; y < Albedo.SIZE; y++) {
      if (y % 2 == 0) { // what is smooth serves two rows
        Arrays.fill(smoothDark, 0);
        Arrays.fill(smoothRed, 0);
        Arrays.fill(gloss, 1);
        NoiseTile.CLOUD.add(smoothDark, cloud, place[4], place[5], y);
        NoiseTile.BROAD.add(smoothDark, broad, place[6], place[7], y);
        NoiseTile.CLOUD.add(smoothRed, 0.9f * cloud, place[10], place[11], y);
        NoiseTile.MOTTLE.add(gloss, 0.12f, place[12], place[13], y);
        spread(smoothDark, melanin, 1, y);
        spread(smoothRed, blood, 1 - 0.6f * traits.tone(), y);
        spread(gloss, shine, 1, y);
      }
      System.arraycopy(smoothDark, 0, dark, 0, Albedo.SIZE);
      System.arraycopy(smoothRed, 0, red, 0, Albedo.SIZE);
      NoiseTile.FINE.add(dark, fine, place[0], place[1], y);
      NoiseTile.MOTTLE.add(dark, mottle, place[2], place[3], y);
      NoiseTile.MOTTLE.add(red, 0.9f * mottle, place[8], place[9], y);
      int from = (y - folds.top) * folds.width;
      if (y >= folds.top && y < folds.top + folds.height) {
        for (int x = 0; x < folds.width; x++) {
          dark[folds.left + x] += folds.values[from + x];
        }
      }
      for (int c = 0; c < 3; c++) {
        absorb(rgb[c], dark, red, traits.skin()[c], MELANIN[c], BLOOD[c]);
      }
      store(out.values, y * Albedo.SIZE * 4, rgb, gloss, oily);
    }
  }

  /** Fills the whole texture with the skin's colour. */
  void fillEvenly(Albedo out) {
    float[] skin = traits.skin();
    for (int i = 0; i < out.values.length; i += 4) {
      System.arraycopy(skin, 0, out.values, i, 3);
      out.values[i + 3] = 0.4f;
    }
  }

  private static void spread(float[] row, List<Spread> over, float factor, int y) {
    for (Spread spread : over) {
      spread.glow.add(row, factor * spread.amount, y);
    }
  }

  private static void absorb(
      float[] out, float[] dark, float[] red, float base, float melanin, float blood) {
    for (int x = 0; x < Albedo.SIZE; x++) {
      // exp(-a) as (1 - a/16)^16
      float e = 1 - (dark[x] * melanin + red[x] * blood) * 0.0625f;
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      out[x] = Math.max(SkinPalette.DARKEST, Math.min(1, e * base));
    }
  }

  private static void store(float[] out, int at, float[][] rgb, float[] gloss, float oily) {
    float[] red = rgb[0];
    float[] green = rgb[1];
    float[] blue = rgb[2];
    int i = at;
    for (int x = 0; x < Albedo.SIZE; x++) {
      out[i] = red[x];
      out[i + 1] = green[x];
      out[i + 2] = blue[x];
      out[i + 3] = Math.max(0, gloss[x]) * oily;
      i += 4;
    }
  }

  private float between(float from, float to) {
    return from + (to - from) * (float) random.nextDouble();
  }

  /** How much of something is at a soft place's middle. */
  private record Spread(Glow glow, float amount) {}
}
