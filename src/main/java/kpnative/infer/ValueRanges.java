package kpnative.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Map;
import kpnative.text.SpecMapper;

/**
 * How large the numbers inside a network become, as some faces showed: what computing with 8 bits
 * is scaled by. A {@link RangeObserver} finds them. Immutable.
 *
 * @param largest size of a number, by name of the network's value
 */
public record ValueRanges(Map<String, Float> largest) {
  /** The metadata's key, as JSON. */
  public static final String KEY = "kpnative.int8";

  /** Copies the map. */
  public ValueRanges {
    largest = Map.copyOf(largest);
  }

  /**
   * {@return the ranges in a weight file's metadata}
   *
   * @param file names the file in messages
   * @throws IOException if there are none, or they are not valid
   */
  static ValueRanges of(Map<String, String> metadata, String file) throws IOException {
    String json = metadata.get(KEY);
    if (json == null) {
      throw new IOException(
          file
              + ": no ranges for int8 in its metadata; the quantize command makes a file with"
              + " them");
    }
    try {
      return SpecMapper.json().readValue(json, ValueRanges.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          file + ": the ranges for int8 are not valid: " + e.getOriginalMessage(), e);
    }
  }

  /** {@return this as JSON, for the metadata} */
  public String toJson() {
    try {
      return SpecMapper.json().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
