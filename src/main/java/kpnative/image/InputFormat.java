package kpnative.image;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import kpnative.geometry.Size;

/**
 * The format of a network's input tensor: {@code value = (byte / 255 - mean) / deviation} as
 * float32 {@code [H, W, C]} (channels last).
 *
 * @param height H, pixels
 * @param width W, pixels
 * @param channels C: gray, or color in the channel order red, green, blue
 * @param mean the mean that is subtracted, as a fraction of white: one number for all channels, or
 *     C
 * @param deviation the standard deviation to divide by, greater than 0: one number for all
 *     channels, or C
 */
public record InputFormat(
    int height,
    int width,
    Channels channels,
    @JsonFormat(with = JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED) List<Double> mean,
    @JsonFormat(with = JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
        List<Double> deviation) {
  /**
   * Rejects sizes and numbers out of range. C equal numbers become one, so that equivalent formats
   * are equal.
   */
  public InputFormat {
    if (height < 8 || width < 8 || height > 4096 || width > 4096) {
      throw new IllegalArgumentException(
          "input.height and input.width must be 8 to 4096, got " + height + " and " + width);
    }
    mean = fewest("mean", mean, channels);
    deviation = fewest("deviation", deviation, channels);
    if (!deviation.stream().allMatch(d -> d > 0) || !mean.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "input.deviation must be over 0 and input.mean finite, got %s, %s",
              shown(deviation),
              shown(mean)));
    }
  }

  /** A format with one mean and one deviation for all channels. */
  public InputFormat(int height, int width, Channels channels, double mean, double deviation) {
    this(height, width, channels, List.of(mean), List.of(deviation));
  }

  /** {@return width and height} */
  @JsonIgnore
  public Size size() {
    return new Size(width, height);
  }

  /** {@return the number of values per picture, H x W x C} */
  @JsonIgnore
  public int values() {
    return channels.count() * height * width;
  }

  /** {@return whether all channels have the same mean and deviation} */
  @JsonIgnore
  public boolean isUniform() {
    return mean.size() == 1 && deviation.size() == 1;
  }

  /** {@return the factor for a byte of a channel, counted from 0; {@link #shift} is then added} */
  public double scale(int channel) {
    return 1 / (255 * of(deviation, channel));
  }

  /** {@return the offset that is added to a scaled byte of a channel, counted from 0} */
  public double shift(int channel) {
    return -of(mean, channel) / of(deviation, channel);
  }

  /** {@return the nearest byte, 0 to 255, for a value of a channel, counted from 0} */
  public int toByte(float value, int channel) {
    long tone = Math.round((value * of(deviation, channel) + of(mean, channel)) * 255);
    return (int) Math.max(0, Math.min(255, tone));
  }

  private static double of(List<Double> values, int channel) {
    return values.get(values.size() == 1 ? 0 : channel);
  }

  private static List<Double> fewest(String key, List<Double> values, Channels channels) {
    if (values.size() != 1 && values.size() != channels.count()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "input.%s must have 1 number, or one for each channel (%d), got %d",
              key,
              channels.count(),
              values.size()));
    }
    return values.stream().distinct().count() == 1 ? List.of(values.get(0)) : List.copyOf(values);
  }

  private static Object shown(List<Double> values) {
    return values.size() == 1 ? values.get(0) : values;
  }
}
