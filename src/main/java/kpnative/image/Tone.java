package kpnative.image;

/**
 * A change of a picture's tones, the same for every pixel. Factors as in torchvision's ColorJitter.
 *
 * @param brightness factor on all values; 1 changes nothing
 * @param contrast factor on the distance from the picture's mean luma; 1 changes nothing
 * @param saturation factor on the distance from a pixel's own luma; 1 changes nothing, no effect on
 *     gray
 * @param hue turn of the hue circle, as a fraction of it, -0.5 to 0.5; 0 changes nothing, no effect
 *     on gray
 */
public record Tone(double brightness, double contrast, double saturation, double hue) {
  /** The tone change that changes nothing. */
  public static final Tone NONE = new Tone(1, 1, 1, 0);
}
