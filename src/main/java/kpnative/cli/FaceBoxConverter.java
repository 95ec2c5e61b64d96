package kpnative.cli;

import java.util.Arrays;
import kpnative.geometry.Box;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses {@code x,y,w,h}: the top left pixel, then width and height in pixels. */
final class FaceBoxConverter implements ITypeConverter<Box> {
  private static final double LARGEST = 1e6; // pixels, as for annotated points

  @Override
  public Box convert(String text) {
    try {
      double[] n = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      if (n.length == 4 && Arrays.stream(n).allMatch(v -> Math.abs(v) <= LARGEST)) { // not NaN
        return Box.ofPixels(n[0], n[1], n[2], n[3]);
      }
    } catch (IllegalArgumentException e) {
      throw invalid(text);
    }
    throw invalid(text);
  }

  private static TypeConversionException invalid(String text) {
    return new TypeConversionException(
        "expected x,y,w,h, four numbers within 1,000,000 of 0 with w and h above 0, got '"
            + text
            + "'");
  }
}
