package kpnative.data.rendered;

import java.util.SplittableRandom;
import kpnative.data.backdrop.Dice;

/**
 * The light on a face: from everywhere, as a function of the normal, and from one to three lamps.
 *
 * <p>Frame: the camera's, x right, y up, z to the camera. Light is what a white surface (albedo 1)
 * sends to the camera, in linear RGB; it is scaled so that such a surface, facing about to the
 * camera, has luminance 1. Immutable and thread-safe.
 *
 * @see <a href="https://graphics.stanford.edu/papers/envmap/">Ramamoorthi and Hanrahan 2001, on
 *     nine numbers for light from everywhere</a>
 */
public final class Lighting {
  private final float[] ambient;
  private final float[][] directions;
  private final float[][] colours;
  private final float shadowSoftness;
  private final float shadowStrength;
  private final float surroundings;

  private Lighting(LightSum sum) {
    ambient = sum.ambient.clone();
    directions = new float[sum.lamps][];
    colours = new float[sum.lamps][];
    for (int i = 0; i < sum.lamps; i++) {
      directions[i] = sum.directions[i].clone();
      colours[i] = sum.colours[i].clone();
    }
    shadowSoftness = sum.shadowSoftness;
    shadowStrength = sum.shadowStrength;
    surroundings = sum.surroundings;
  }

  /** {@return light from all sides, a little more from the camera's, and no shadows} */
  static Lighting even() {
    LightSum sum = new LightSum();
    sum.even(LightSum.colour(0.7, 0));
    sum.lamp(LightSum.direction(0, 20), LightSum.colour(0.3, 0));
    sum.normalise();
    return new Lighting(sum);
  }

  /**
   * {@return a light as photographs of people have it: mostly from the front, above or a side; now
   * and then from behind, from below or from one side alone}
   */
  public static Lighting draw(SplittableRandom random) {
    LightSum sum = LightSituation.draw(new Dice(random));
    sum.normalise();
    return new Lighting(sum);
  }

  /**
   * Writes the light that a white surface reflects of what comes from everywhere; lamps not
   * included.
   *
   * @param nx the surface's unit normal
   * @param rgb gets the light, at least 0
   */
  public void ambient(float nx, float ny, float nz, float[] rgb) {
    float xy = nx * ny;
    float yz = ny * nz;
    float xz = nx * nz;
    float xx = nx * nx;
    float yy = ny * ny;
    float[] a = ambient;
    for (int i = 0; i < 3; i++) {
      float light =
          a[i]
              + a[3 + i] * nx
              + a[6 + i] * ny
              + a[9 + i] * nz
              + a[12 + i] * xy
              + a[15 + i] * yz
              + a[18 + i] * xz
              + a[21 + i] * xx
              + a[24 + i] * yy;
      rgb[i] = light > 0 ? light : 0;
    }
  }

  /** {@return how many lamps there are, 1 to 3; the first is the main one} */
  public int lamps() {
    return directions.length;
  }

  /** {@return the unit vector from the face to lamp {@code i}} */
  public float[] direction(int i) {
    return directions[i].clone();
  }

  /** {@return what a white surface reflects of lamp {@code i} where it faces it} */
  public float[] colour(int i) {
    return colours[i].clone();
  }

  /** {@return how wide the edge of the main lamp's shadow is on a face, cm: sun 0.3, window 3} */
  public float shadowSoftness() {
    return shadowSoftness;
  }

  /** {@return how much of the main lamp's light a shadow takes, 0 to 1} */
  public float shadowStrength() {
    return shadowStrength;
  }

  /**
   * {@return the factor for a {@link kpnative.data.backdrop.Backdrop} behind this face: little
   * behind a flash, much where the light comes from behind}
   */
  public float surroundings() {
    return surroundings;
  }
}
