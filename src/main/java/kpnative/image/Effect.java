package kpnative.image;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import kpnative.checks.Require;

/**
 * A photometric change of a sampled picture; pixels do not move. Immutable and deterministic: the
 * same effect on the same picture gives the same bytes.
 *
 * <p>Lengths are fractions of the picture's sides unless stated to be pixels, so that an effect can
 * be replayed at another resolution.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Effect.Tone.class, name = "color"),
  @JsonSubTypes.Type(value = Effect.Gamma.class, name = "gamma"),
  @JsonSubTypes.Type(value = Effect.Gray.class, name = "gray"),
  @JsonSubTypes.Type(value = Effect.Blur.class, name = "blur"),
  @JsonSubTypes.Type(value = Effect.Noise.class, name = "noise"),
  @JsonSubTypes.Type(value = Effect.Jpeg.class, name = "jpeg"),
  @JsonSubTypes.Type(value = Effect.Patch.class, name = "occlusion"),
  @JsonSubTypes.Type(value = Effect.Copy.class, name = "copy")
})
public sealed interface Effect {
  /**
   * Color jitter: the same change for every pixel, with factors as in torchvision's ColorJitter.
   *
   * @param brightness factor on all values, at least 0; 1 changes nothing
   * @param contrast factor on the distance from the picture's mean luma, at least 0; 1 changes
   *     nothing
   * @param saturation factor on the distance from a pixel's own luma, at least 0; 1 changes
   *     nothing, no effect on gray
   * @param hue rotation of the hue circle, as a fraction of a full turn, -0.5 to 0.5; 0 changes
   *     nothing, no effect on gray
   */
  record Tone(double brightness, double contrast, double saturation, double hue) implements Effect {
    /** The identity. */
    public static final Tone NONE = new Tone(1, 1, 1, 0);

    /** Rejects negative or non-finite factors and hue rotations of more than half a turn. */
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
   * Gamma correction: values as fractions of white are raised to a power.
   *
   * @param exponent 0.01 to 100; below 1 brightens
   */
  record Gamma(double exponent) implements Effect {
    /** Rejects an exponent out of range. */
    public Gamma {
      Require.range("gamma's exponent", exponent, 0.01, 100);
    }
  }

  /** Sets all channels of a pixel to its luma; no effect on gray. */
  record Gray() implements Effect {}

  /**
   * A Gaussian blur.
   *
   * @param sigma standard deviation in pixels of the sampled picture, 0.001 to 100
   */
  record Blur(double sigma) implements Effect {
    /** Rejects a sigma out of range. */
    public Blur {
      Require.range("blur's sigma", sigma, 1e-3, 100);
    }
  }

  /**
   * Additive Gaussian noise, independent for every value.
   *
   * @param deviation standard deviation as a fraction of white, 0 to 1
   * @param seed of the noise
   */
  record Noise(double deviation, long seed) implements Effect {
    /** Rejects a standard deviation out of range. */
    public Noise {
      Require.range("noise's deviation", deviation, 0, 1);
    }
  }

  /**
   * JPEG compression artifacts: the picture is encoded and decoded again.
   *
   * @param quality libjpeg's quality, 1 to 100
   */
  record Jpeg(int quality) implements Effect {
    /** Rejects a quality out of range. */
    public Jpeg {
      Require.range("jpeg's quality", quality, 1, 100);
    }
  }

  /**
   * Occlusion by a uniform gray rectangle.
   *
   * @param left its left edge, fraction of the width, 0 to 1
   * @param top its upper edge, fraction of the height, 0 to 1
   * @param right its right edge, {@code left} to 1
   * @param bottom its lower edge, {@code top} to 1
   * @param value gray, 0 to 1
   */
  record Patch(double left, double top, double right, double bottom, double value)
      implements Effect {
    /** Rejects a rectangle outside the picture and a value out of range. */
    public Patch {
      Require.range("occlusion's left", left, 0, 1);
      Require.range("occlusion's top", top, 0, 1);
      Require.range("occlusion's right", right, left, 1);
      Require.range("occlusion's bottom", bottom, top, 1);
      Require.range("occlusion's value", value, 0, 1);
    }
  }

  /**
   * Occlusion by another part of the same picture, of the same size.
   *
   * @param left the covered rectangle's left edge, fraction of the width, 0 to 1
   * @param top its upper edge, fraction of the height, 0 to 1
   * @param right its right edge, {@code left} to 1
   * @param bottom its lower edge, {@code top} to 1
   * @param fromLeft the left edge of the part that is shown there; what would reach beyond the
   *     picture is moved into it
   * @param fromTop its upper edge
   */
  record Copy(double left, double top, double right, double bottom, double fromLeft, double fromTop)
      implements Effect {
    /** Rejects rectangles outside the picture. */
    public Copy {
      Require.range("copy's left", left, 0, 1);
      Require.range("copy's top", top, 0, 1);
      Require.range("copy's right", right, left, 1);
      Require.range("copy's bottom", bottom, top, 1);
      Require.range("copy's from_left", fromLeft, 0, 1);
      Require.range("copy's from_top", fromTop, 0, 1);
    }
  }
}
