package kpnative.cli;

import java.nio.file.Path;
import kpnative.chip.ChipShape;
import kpnative.chip.ChipTemplate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for faces cut out upright. */
final class ChipOptions {
  @Option(
      names = "--chips",
      paramLabel = "DIR",
      description =
          "Also writes each face upright and aligned into this folder, NAME-face-0.png and on,"
              + " resampled once from the picture.")
  @Nullable Path folder;

  @Option(
      names = "--chip-template",
      paramLabel = "arcface|dlib|ffhq",
      defaultValue = "arcface",
      description =
          "Where the face lies in its chip: as ArcFace's networks expect it (by default), dlib's,"
              + " or as in FFHQ, with hair and shoulders.")
  ChipTemplate template = ChipTemplate.ARCFACE;

  @Option(
      names = "--chip-size",
      paramLabel = "PIXELS",
      description = "The pixels of a chip's side; by default the template's: 112, 150 or 1024.")
  @Within(least = ChipShape.LEAST_SIZE, most = ChipShape.MOST_SIZE)
  @Nullable Integer size;

  @Option(
      names = "--chip-margin",
      paramLabel = "PARTS",
      defaultValue = "0",
      description =
          "What is added on each side, in parts of the template's side; below 0 cuts off. By"
              + " default 0.")
  @Within(least = ChipShape.LEAST_MARGIN, most = ChipShape.MOST_MARGIN)
  double margin;

  /** {@return the shape of chips} */
  ChipShape shape() {
    Integer chosen = size;
    return new ChipShape(template, chosen == null ? template.side() : chosen, margin);
  }
}
