package kpnative.image;

import com.fasterxml.jackson.annotation.JsonIgnore;
import kpnative.geometry.Size;

/**
 * The form in which a network takes a picture: {@code value = (byte / 255 - mean) / deviation}, as
 * float32 {@code [H, W, C]}: the channels of a pixel stand together, as channels-last tensors have
 * them.
 *
 * @param height H, pixels
 * @param width W, pixels
 * @param channels C: gray, or color in the order red, green, blue
 * @param mean subtracted, in the range 0 to 1
 * @param deviation divides, greater than 0
 */
public record InputFormat(int height, int width, Channels channels, double mean, double deviation) {
  /** Rejects sizes and numbers that no network can take. */
  public InputFormat {
    if (height < 8 || width < 8 || height > 4096 || width > 4096) {
      throw new IllegalArgumentException(
          "input.height and input.width must be 8 to 4096, got " + height + " and " + width);
    }
    if (!(deviation > 0) || !Double.isFinite(mean)) {
      throw new IllegalArgumentException(
          "input.deviation must be over 0 and input.mean finite, got " + deviation + ", " + mean);
    }
  }

  /** {@return width and height} */
  @JsonIgnore
  public Size size() {
    return new Size(width, height);
  }

  /** {@return the number of values of one picture, H x W x C} */
  @JsonIgnore
  public int values() {
    return channels.count() * height * width;
  }
}
