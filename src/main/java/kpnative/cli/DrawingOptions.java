package kpnative.cli;

import java.util.OptionalDouble;
import kpnative.predict.Drawing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How found faces are drawn. */
final class DrawingOptions {
  @Option(
      names = "--radius",
      paramLabel = "PIXELS",
      description =
          "The radius of the dots, in the overlay's pixels; 0 draws none. By default in proportion"
              + " to the face, and never too small to see on the whole picture.")
  @Within(least = 0, most = 100)
  @Nullable Double radius;

  @Option(
      names = "--lines",
      paramLabel = "PIXELS",
      description =
          "The width of the lines, in the overlay's pixels; 0 draws none. By default in"
              + " proportion.")
  @Within(least = 0, most = 100)
  @Nullable Double lines;

  @Option(
      names = "--crops",
      description = "Also draws the faces enlarged, on sheets of 48: faces.png and on.")
  boolean crops;

  @Option(
      names = "--pose",
      description =
          "Also draws the heads' axes: to the person's left, up, and out of the face (with a dot).")
  boolean pose;

  /** {@return the drawing} */
  Drawing drawing() {
    return new Drawing(optional(radius), optional(lines), crops, pose);
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
