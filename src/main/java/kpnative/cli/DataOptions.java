package kpnative.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which annotated faces a command reads. */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "KIND:PATH",
      description =
          "Annotated faces: asf:DIR, pts:DIR, dlib:FILE, csv:FILE, synthetic[:N], or just a path."
              + " May be repeated to combine data; without it, synthetic faces are used.")
  List<String> data = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "FILE",
      description = "A file that lists photographs to leave out, one per line.")
  @Nullable Path exclude;
}
