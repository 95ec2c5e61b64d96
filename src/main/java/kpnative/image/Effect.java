package kpnative.image;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import kpnative.checks.Require;

/**
 * A change of a sampled picture's values; every pixel stays where it is. A value: the same effect
 * on the same picture gives the same bytes.
 *
 * <p>Lengths are fractions of the picture's sides unless they say pixels, so that an effect can be
 * replayed at another size.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Effect.Tone.class, name = "color"),
  @JsonSubTypes.Type(value = Effect.Gamma.class, name = "gamma"),
  @JsonSubTypes.Type(value = Effect.Gray.class, name = "gray"),
  @JsonSubTypes.Type(value = Effect.Blur.class, name = "blur"),
  @JsonSubTypes.Type(value = Effect.Noise.class, name = "noise"),
  @JsonSubTypes.Type(value = Effect.Jpeg.class, name = "jpeg"),
  @JsonSubTypes.Type(value = Effect.Patch.class, name = "occlusion")
})
public sealed interface Effect {
  /**
   * A change of tones, the same for every pixel. Factors as in torchvision's ColorJitter.
   *
   * @param brightness factor on all values, at least 0; 1 changes nothing
   * @param contrast factor on the distance from the picture's mean luma, at least 0; 1 changes
   *     nothing
   * @param saturation factor on the distance from a pixel's own luma, at least 0; 1 changes
   *     nothing, no effect on gray
   * @param hue turn of the hue circle, as a fraction of it, -0.5 to 0.5; 0 changes nothing, no
   *     effect on gray
   */
  record Tone(double brightness, double contrast, double saturation, double hue) implements Effect {
    /** The tone change that changes nothing. */
    public static final Tone NONE = new Tone(1, 1, 1, 0);

    /** Rejects factors that are negative or not finite, and turns of more than half the circle. */
    public Tone {
      checkFactor("brightness", brightness);
      checkFactor("contrast", contrast);
      checkFactor("saturation", saturation);
      Require.range("hue", hue, -0.5, 0.5);
    }

    private static void checkFactor(String name, double factor) {
      if (!(factor >= 0) || !Double.isFinite(factor)) {
        throw new IllegalArgumentException(name + " must be a factor of at least 0, got " + factor);
      }
    }
  }

  /**
   * Values as fractions of white, raised to a power.
   *
   * @param exponent over 0; below 1 brightens
   */
  record Gamma(double exponent) implements Effect {
    /** Rejects what is no exponent. */
    public Gamma {
      Require.range("gamma's exponent", exponent, 0.01, 100);
    }
  }

  /** Every pixel takes its luma in all channels; no effect on gray. */
  record Gray() implements Effect {}

  /**
   * A Gaussian blur.
   *
   * @param sigma pixels of the sampled picture, over 0
   */
  record Blur(double sigma) implements Effect {
    /** Rejects what is no sigma. */
    public Blur {
      Require.range("blur's sigma", sigma, 1e-3, 100);
    }
  }

  /**
   * Gaussian noise, independent in every value.
   *
   * @param deviation as a fraction of white, over 0 to 1
   * @param seed of the noise
   */
  record Noise(double deviation, long seed) implements Effect {
    /** Rejects what is no deviation. */
    public Noise {
      Require.range("noise's deviation", deviation, 0, 1);
    }
  }

  /**
   * What writing as a JPEG file and reading it again leaves.
   *
   * @param quality as libjpeg has it, 1 to 100
   */
  record Jpeg(int quality) implements Effect {
    /** Rejects what is no quality. */
    public Jpeg {
      Require.range("jpeg's quality", quality, 1, 100);
    }
  }

  /**
   * A rectangle of one gray that hides a part of the picture.
   *
   * @param left its left edge, fraction of the width, 0 to 1
   * @param top its upper edge, fraction of the height, 0 to 1
   * @param right its right edge, {@code left} to 1
   * @param bottom its lower edge, {@code top} to 1
   * @param value gray, 0 to 1
   */
  record Patch(double left, double top, double right, double bottom, double value)
      implements Effect {
    /** Rejects what lies outside the picture. */
    public Patch {
      Require.range("occlusion's left", left, 0, 1);
      Require.range("occlusion's top", top, 0, 1);
      Require.range("occlusion's right", right, left, 1);
      Require.range("occlusion's bottom", bottom, top, 1);
      Require.range("occlusion's value", value, 0, 1);
    }
  }
}
