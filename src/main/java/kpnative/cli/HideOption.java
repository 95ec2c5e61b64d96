package kpnative.cli;

import kpnative.hide.FaceHiding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for pictures without faces. */
final class HideOption {
  @Option(
      names = "--hide",
      paramLabel = "fill|blur|pixelate",
      description =
          "Instead of drawing faces, hides whole heads, also those that may be faces and are not"
              + " sure enough. Every picture is written, without EXIF data. Only fill leaves"
              + " nothing of a face.")
  @Nullable FaceHiding how;
}
