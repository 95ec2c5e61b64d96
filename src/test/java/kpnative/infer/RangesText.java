package kpnative.infer;

import java.io.IOException;
import java.util.Map;

/** The ranges for int8 in a weight file's metadata. */
public final class RangesText {
  private RangesText() {}

  /** Reads them. */
  public static void read(String json, String file) throws IOException {
    ValueRanges.of(Map.of(ValueRanges.KEY, json), file);
  }
}
