package kpnative.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.read.AnnotationFormat;
import kpnative.data.read.AnnotationSets;
import kpnative.data.read.DataSpec;
import kpnative.data.write.AnnotationFiles;
import kpnative.files.FileNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code convert} command. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = {
      "Converts annotations from one format to another.",
      "What the new format cannot hold is told, a line for each thing with its number."
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  kp-native convert pts:faces coco:faces/points.json",
      "  kp-native convert cvat:annotations.xml yolo:set/data.yaml --copy"
    })
final class ConvertCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "Annotations, as after --data: KIND:PATH, or a path whose kind is detected.")
  String in = "";

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description =
          "KIND:PATH, or a path with --to: a file, or for pts, asf and labelme the folder of a"
              + " file for each picture.")
  String out = "";

  @Option(names = "--to", paramLabel = "KIND", description = "The kind to write.")
  @Nullable String to;

  @Option(
      names = "--copy",
      description = "Copies the pictures to the annotations, which then name them there.")
  boolean copy;

  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (!(DataSpec.parse(in) instanceof DataSpec.Annotations from)) {
      throw new IllegalArgumentException("convert needs annotation files, got '" + in + "'");
    }
    Destination destination = destination();
    AnnotationSets.Read read = AnnotationSets.read(from, output.notes(spec));
    AnnotationFiles.Written written =
        AnnotationFiles.write(
            read.set(), destination.format(), destination.path(), copy, existing.files());
    PrintWriter lines = spec.commandLine().getOut();
    for (String loss : written.losses()) {
      lines.println(loss);
    }
    if (!output.quiet) {
      AnnotationSet set = written.set();
      lines.printf(
          Locale.ROOT,
          "%s %s -> %s %s: %d faces in %d pictures%n",
          read.format().kind(),
          FileNames.text(from.path()),
          destination.format().kind(),
          FileNames.text(destination.path()),
          set.faces(),
          set.pictures().size());
    }
    lines.flush();
    return 0;
  }

  /** Where the annotations go. */
  private record Destination(AnnotationFormat format, Path path) {}

  private Destination destination() {
    List<AnnotationFormat> formats = AnnotationFiles.formats();
    int colon = out.indexOf(':');
    String kind = colon < 0 ? "" : out.substring(0, colon).toLowerCase(Locale.ROOT);
    Optional<AnnotationFormat> spelled =
        Arrays.stream(AnnotationFormat.values()).filter(f -> f.kind().equals(kind)).findFirst();
    String path = spelled.isPresent() ? out.substring(colon + 1) : out;
    Optional<AnnotationFormat> asked =
        Optional.ofNullable(to)
            .map(
                name ->
                    formats.stream()
                        .filter(f -> f.kind().equals(name.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> unknown(name)));
    if (asked.isPresent() && spelled.isPresent() && !asked.equals(spelled)) {
      throw new IllegalArgumentException(
          "--to " + asked.get().kind() + " and " + out + " name two kinds");
    }
    AnnotationFormat format = asked.or(() -> spelled).orElseThrow(() -> unknown(out));
    if (path.isBlank()) {
      throw new IllegalArgumentException("expected a path in '" + out + "', got none");
    }
    return new Destination(format, FileNames.path(path));
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "expected KIND:PATH with one of the kinds "
            + AnnotationFiles.kinds()
            + ", or --to KIND, got '"
            + text
            + "'");
  }
}
