package kpnative.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import kpnative.text.SpecMapper;

/**
 * The largest magnitude of each value inside a network, observed on sample faces: the scales of
 * int8 quantization. {@link RangeObserver} measures them. Immutable.
 *
 * @param largest the largest magnitude, by the value's name in the network
 */
public record ValueRanges(Map<String, Float> largest) {
  /** The key of the ranges, as JSON, in a weight file's metadata. */
  public static final String KEY = "kpnative.int8";

  /** Copies the map. Rejects magnitudes that are negative or not finite. */
  public ValueRanges {
    largest = Collections.unmodifiableMap(new TreeMap<>(largest)); // the same file each time
    largest.forEach(
        (name, range) -> {
          if (!(range >= 0 && range <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                "largest." + name + " must be a number of at least 0, got " + range);
          }
        });
  }

  /**
   * {@return the ranges in a weight file's metadata}
   *
   * @param file names the file in messages
   * @throws IOException if there are no ranges, or they are invalid
   */
  static ValueRanges of(Map<String, String> metadata, String file) throws IOException {
    String json = metadata.get(KEY);
    if (json == null) {
      throw new IOException(
          file
              + ": no ranges for int8 in its metadata; the quantize command makes a file with"
              + " them");
    }
    return SpecMapper.read(json, ValueRanges.class, file + ": the ranges for int8");
  }

  /** {@return the ranges as JSON, for the metadata} */
  public String toJson() {
    try {
      return SpecMapper.json().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
