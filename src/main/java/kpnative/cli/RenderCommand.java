package kpnative.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import kpnative.data.read.DataSpec;
import kpnative.data.read.ReadOptions;
import kpnative.data.read.RenderedFolder;
import kpnative.data.rendered.HeadModelFile;
import kpnative.data.rendered.RenderedFaces;
import kpnative.files.FileNames;
import kpnative.files.OutputFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code render} command. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description = {
      "Writes rendered faces as pictures, with the truth about them: points.csv, which --data"
          + " csv:FILE reads, and poses.tsv, the head's yaw, pitch and roll in degrees and which"
          + " keypoints are visible.",
      "They are the faces that a training with the same --data and seed sees."
    })
final class RenderCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130; // 128 + SIGINT, as in shells

  @Option(
      names = "--data",
      required = true,
      paramLabel = "rendered:HEAD[:N]",
      description =
          "The file or folder of a 3D head, and how many faces, at most "
              + RenderedFolder.MOST
              + "; by default 2000. rendered-geometry:HEAD for points where the geometry has"
              + " them; rendered-without-hair,light:HEAD for faces without some ingredients.")
  String data = "";

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder.")
  Path out = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Other faces for another number; by default 1.")
  long seed = 1;

  @Option(
      names = "--masks",
      description = "Also writes a picture of each head's own skin, eyes and mouth to DIR/masks.")
  boolean masks;

  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (!(DataSpec.parse(data) instanceof DataSpec.Rendered rendered)) {
      throw new IllegalArgumentException(
          "expected rendered:HEAD or rendered:HEAD:N with the file or folder of a 3D head, got '"
              + data
              + "'");
    }
    int count = rendered.count().orElse(ReadOptions.DEFAULT.syntheticFaces());
    if (count > RenderedFolder.MOST) {
      throw new IllegalArgumentException(
          "expected at most " + RenderedFolder.MOST + " faces, got " + count);
    }
    RenderedFolder folder = new RenderedFolder(out, masks);
    OutputFiles files = existing.files();
    for (Path file : folder.files(count)) {
      files.inNewFolder(file);
    }
    RenderedFaces faces =
        RenderedFaces.of(
            HeadModelFile.read(rendered.head()), seed, rendered.labels(), rendered.ingredients());
    int written;
    try (StopOnInterrupt stop = new StopOnInterrupt()) {
      written = folder.write(faces, count, stop);
    }
    if (!output.quiet) {
      spec.commandLine().getOut().println(written + " faces in " + FileNames.text(out));
      spec.commandLine().getOut().flush();
    }
    return written < count ? INTERRUPTED : 0;
  }
}
