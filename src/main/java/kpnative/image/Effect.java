package kpnative.image;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A change of a sampled picture's values; every pixel stays where it is. A value: the same effect
 * on the same picture gives the same bytes.
 *
 * <p>Lengths are fractions of the picture's sides unless they say pixels, so that an effect can be
 * replayed at another size.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Tone.class, name = "color"),
  @JsonSubTypes.Type(value = Effect.Gamma.class, name = "gamma"),
  @JsonSubTypes.Type(value = Effect.Gray.class, name = "gray"),
  @JsonSubTypes.Type(value = Effect.Blur.class, name = "blur"),
  @JsonSubTypes.Type(value = Effect.Noise.class, name = "noise"),
  @JsonSubTypes.Type(value = Effect.Jpeg.class, name = "jpeg"),
  @JsonSubTypes.Type(value = Effect.Patch.class, name = "occlusion")
})
public sealed interface Effect
    permits Tone, Effect.Gamma, Effect.Gray, Effect.Blur, Effect.Noise, Effect.Jpeg, Effect.Patch {

  /**
   * Values as fractions of white, raised to a power.
   *
   * @param exponent over 0; below 1 brightens
   */
  record Gamma(double exponent) implements Effect {
    /** Rejects what is no exponent. */
    public Gamma {
      range("gamma's exponent", exponent, 0.01, 100);
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
      range("blur's sigma", sigma, 1e-3, 100);
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
      range("noise's deviation", deviation, 0, 1);
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
      range("jpeg's quality", quality, 1, 100);
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
      range("occlusion's left", left, 0, 1);
      range("occlusion's top", top, 0, 1);
      range("occlusion's right", right, left, 1);
      range("occlusion's bottom", bottom, top, 1);
      range("occlusion's value", value, 0, 1);
    }
  }

  private static void range(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) { // the negation also catches NaN
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", got " + value);
    }
  }
}
