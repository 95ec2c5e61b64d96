package kpnative.cli;

import java.util.Arrays;
import kpnative.geometry.Box;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code x,y,w,h}: the first pixel, and how many pixels. */
final class FaceBoxConverter implements ITypeConverter<Box> {
  @Override
  public Box convert(String text) {
    try {
      double[] n = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      if (n.length == 4) {
        return Box.ofPixels(n[0], n[1], n[2], n[3]);
      }
    } catch (IllegalArgumentException e) {
      throw refused(text);
    }
    throw refused(text);
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException(
        "expected x,y,w,h, four numbers with w and h over 0, got '" + text + "'");
  }
}
