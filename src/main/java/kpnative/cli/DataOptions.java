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
      description = {
        "Annotated faces: asf:DIR, pts:DIR, dlib:FILE, csv:FILE, synthetic[:N], or just a path.",
        "Several add up; without any, synthetic faces."
      })
  List<String> data = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "FILE",
      description = "A list of photographs to leave out, one a line.")
  @Nullable Path exclude;
}
