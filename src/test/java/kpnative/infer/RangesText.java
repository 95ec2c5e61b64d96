package kpnative.infer;

import java.io.IOException;
import java.util.Map;

/** The ranges for int8, and the errors by precision, in a weight file's metadata. */
public final class RangesText {
  private RangesText() {}

  /** Reads them. */
  public static void read(String json, String file) throws IOException {
    ValueRanges.of(Map.of(ValueRanges.KEY, json), file);
  }

  /** Reads the errors. */
  public static void readErrors(String json, String file) throws IOException {
    PrecisionErrors.of(Map.of(PrecisionErrors.KEY, json), file);
  }
}
