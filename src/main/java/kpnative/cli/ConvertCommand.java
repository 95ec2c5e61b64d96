package kpnative.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.read.AnnotationSets;
import kpnative.data.read.DataSpec;
import kpnative.data.write.AnnotationFiles;
import kpnative.data.write.Destination;
import kpnative.files.FileNames;
import kpnative.text.Counted;
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
      description =
          "Annotations, as after --data: KIND:PATH, or a path whose kind is detected; before"
              + " it stored: and [SCHEMA>TARGET].")
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

  @Option(
      names = "--schema",
      paramLabel = "NAME|FILE",
      description =
          "Names the points of formats that do not, and orders those that have names: a schema in"
              + " the jar, or a file of YAML. [A>B] before IN also maps them to another.")
  @Nullable String schema;

  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (!(input() instanceof DataSpec.Annotations from)) {
      throw new IllegalArgumentException("convert needs annotation files, got '" + in + "'");
    }
    Destination destination = Destination.parse(out, Optional.ofNullable(to));
    destination.requireFree(existing.files());
    AnnotationSets.Read read = AnnotationSets.read(from, output.notes(spec));
    AnnotationFiles.Written written =
        AnnotationFiles.writeFaces(read.set(), destination, copy, existing.files());
    PrintWriter lines = spec.commandLine().getOut();
    for (String loss : written.losses()) {
      lines.println(loss);
    }
    if (copy) {
      PicturesOutside.line(written.copied(), from.path()).ifPresent(lines::println);
    }
    if (!output.quiet) {
      AnnotationSet set = written.set();
      lines.printf(
          Locale.ROOT,
          "%s %s -> %s %s: %s in %s%n",
          read.format().kind(),
          FileNames.text(from.path()),
          destination.format().kind(),
          FileNames.text(destination.path()),
          Counted.of(set.faces(), "face"),
          Counted.of(set.pictures().size(), "picture"));
    }
    lines.flush();
    return 0;
  }

  /** {@return IN, with what {@code --schema} says in the brackets before it} */
  private DataSpec input() {
    if (schema != null && in.startsWith("[")) {
      throw new IllegalArgumentException(
          "expected a schema in brackets or by --schema, got both: '" + in + "'");
    }
    return DataSpec.parse((schema == null ? "" : "[" + schema + "]") + in);
  }
}
