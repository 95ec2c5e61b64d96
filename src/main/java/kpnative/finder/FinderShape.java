package kpnative.finder;

import java.util.List;
import java.util.Locale;
import kpnative.checks.Require;

/**
 * The widths and depths of a finder's network, see {@link FinderNetwork}.
 *
 * @param stem channels at stride 2
 * @param channels channels at the strides 4, 8, 16 and 32
 * @param blocks residual blocks at these strides, after the layer that halves the resolution
 * @param neck channels of the layers that join the strides and answer
 */
public record FinderShape(int stem, List<Integer> channels, List<Integer> blocks, int neck) {
  private static final int STAGES = 4;
  private static final int MOST_CHANNELS = 512;
  private static final int MOST_BLOCKS = 16;

  /** Copies the lists; rejects other lengths than 4, and counts out of range. */
  public FinderShape {
    channels = List.copyOf(channels);
    blocks = List.copyOf(blocks);
    Require.range("network.stem", stem, 1, MOST_CHANNELS);
    Require.range("network.neck", neck, 1, MOST_CHANNELS);
    check("network.channels", channels, 1, MOST_CHANNELS);
    check("network.blocks", blocks, 0, MOST_BLOCKS);
  }

  private static void check(String key, List<Integer> values, int least, int most) {
    if (values.size() != STAGES || values.stream().anyMatch(v -> v < least || v > most)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must be %d counts of %d to %d, got %s",
              key,
              STAGES,
              least,
              most,
              values));
    }
  }
}
