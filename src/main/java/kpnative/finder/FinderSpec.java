package kpnative.finder;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Map;
import kpnative.checks.Require;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.text.SpecMapper;

/**
 * All that a finder needs besides its weights. It is stored in their metadata. Immutable.
 *
 * @param version the kp-native version that wrote it
 * @param network widths and depths of the layers
 * @param mean subtracted from the input, as a fraction of white
 * @param deviation that the input is then divided by, greater than 0
 * @param leastScore the score from which a cell counts as a face, between 0 and 1
 */
public record FinderSpec(
    String version, FinderShape network, double mean, double deviation, double leastScore) {
  /** The key of the spec, as JSON, in the metadata. */
  public static final String KEY = "kpnative.finder";

  /** Rejects numbers out of range. */
  public FinderSpec {
    Require.range("mean", mean, 0, 1);
    Require.range("deviation", deviation, 1e-3, 10);
    Require.range("least_score", leastScore, 0.001, 0.999);
  }

  /**
   * {@return the spec in a weight file's metadata}
   *
   * @param file names the file in messages
   * @throws IOException if there is no spec, or it is invalid
   */
  public static FinderSpec of(Map<String, String> metadata, String file) throws IOException {
    String json = metadata.get(KEY);
    if (json == null) {
      throw new IOException(
          file + ": no '" + KEY + "' in its metadata, so these are not weights of a face finder");
    }
    return SpecMapper.read(json, FinderSpec.class, file + ": the finder's description");
  }

  /** {@return the spec as JSON, for the metadata} */
  public String toJson() {
    try {
      return SpecMapper.json().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@return the format of inputs of this size} */
  public InputFormat input(Size size) {
    return new InputFormat(size.height(), size.width(), Channels.COLOR, mean, deviation);
  }

  /** {@return this spec with another least score} */
  public FinderSpec withLeastScore(double least) {
    return new FinderSpec(version, network, mean, deviation, least);
  }
}
