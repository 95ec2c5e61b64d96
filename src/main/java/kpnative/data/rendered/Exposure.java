package kpnative.data.rendered;

import java.util.SplittableRandom;
import kpnative.data.backdrop.Dice;

/**
 * A photograph's way from light to bytes: exposure for the face, white balance, lens, sensor, tone
 * curve, film and JPEG. Most are ordinary: sharp, and exposed well. Immutable and thread-safe.
 */
public final class Exposure {
  /** What a face of luminance {@link #MIDDLE_FACE} is exposed to, linear: press photographs'. */
  private static final float TARGET = 0.34f;

  private static final float MIDDLE_FACE = 0.45f;

  /** Of a face that is darker, a camera makes up this part (as a power). */
  private static final double MADE_UP = 0.45;

  private final float[] gains;
  private final boolean forFace;
  private final Lens lens;
  private final Sensor sensor;
  private final Tone tone;
  private final Film film;
  private final int quality; // of JPEG; 0: none

  private Exposure(
      float[] gains, boolean forFace, Lens lens, Sensor sensor, Tone tone, Film film, int quality) {
    this.gains = gains;
    this.forFace = forFace;
    this.lens = lens;
    this.sensor = sensor;
    this.tone = tone;
    this.film = film;
    this.quality = quality;
  }

  /** {@return what only encodes light as sRGB: 0 as 0, 1 and more as 255} */
  public static Exposure neutral() {
    return new Exposure(
        new float[] {1, 1, 1}, false, Lens.NONE, Sensor.NONE, Tone.NONE, Film.NONE, 0);
  }

  /** {@return a camera, its settings and the picture's later life} */
  public static Exposure draw(SplittableRandom random) {
    Dice dice = new Dice(random);
    float error =
        switch (dice.weighted(82, 9, 9)) {
          case 0 -> (float) StrictMath.exp(dice.about(0, 0.25));
          case 1 -> dice.scale(0.15, 0.6);
          default -> dice.scale(1.4, 3);
        };
    float cast = dice.chance(0.1) ? 0.25f : 0.05f;
    float warm = dice.about(0, cast);
    float[] gains = {
      error * Math.max(0.3f, 1 + warm),
      error * Math.max(0.3f, 1 + dice.about(0, 0.4 * cast)),
      error * Math.max(0.3f, 1 - warm)
    };
    return new Exposure(
        gains,
        true,
        Lens.draw(dice),
        Sensor.draw(dice),
        Tone.draw(dice),
        Film.draw(dice),
        dice.chance(0.6) ? dice.from(45, 95) : 0);
  }

  /** {@return this exposure and tone curve, without what lens, sensor, film and JPEG do} */
  Exposure clean() {
    return new Exposure(gains, forFace, Lens.NONE, Sensor.NONE, tone, Film.NONE, 0);
  }

  /**
   * {@return the picture's bytes, [H, W, 3] in RGB, 0 to 255}
   *
   * @param rgb [H, W, 3] in linear light; unchanged
   * @param faceLuminance the mean luminance of the face's skin, in the same light
   * @param random says what noise there is; borrowed
   */
  public byte[] develop(
      float[] rgb, int width, int height, float faceLuminance, SplittableRandom random) {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "expected " + width + " x " + height + " x 3 values, got " + rgb.length);
    }
    Dice dice = new Dice(random);
    float k = forFace ? gain(faceLuminance) : 1;
    float[] light =
        lens.blur(
            lens.expose(rgb, width, height, new float[] {k * gains[0], k * gains[1], k * gains[2]}),
            width,
            height);
    int w = Math.max(1, Math.round(width / sensor.reduction()));
    int h = Math.max(1, Math.round(height / sensor.reduction()));
    boolean small = w != width || h != height;
    float[] picture = small ? Rescale.apply(light, width, height, w, h) : light;
    sensor.noise(picture, dice.seed());
    tone.apply(picture);
    sensor.sharpen(picture, w, h);
    film.apply(picture, w, h, dice);
    if (small) {
      picture = Rescale.apply(picture, w, h, width, height);
    }
    if (quality > 0) {
      JpegLoss.apply(picture, width, height, quality, dice.below(16));
    }
    byte[] bytes = new byte[picture.length];
    for (int i = 0; i < bytes.length; i++) {
      float v = picture[i] * 255 + 0.5f;
      bytes[i] = (byte) (v < 0 ? 0 : v > 255 ? 255 : (int) v);
    }
    return bytes;
  }

  private static float gain(float faceLuminance) {
    double face = faceLuminance > 0.01f ? Math.min(faceLuminance, 8) : 0.01;
    return (float) (TARGET / face * StrictMath.pow(face / MIDDLE_FACE, 1 - MADE_UP));
  }
}
