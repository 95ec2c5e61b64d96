package kpnative.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import kpnative.keypoints.KeypointSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code schemas} command. */
@Command(
    name = "schemas",
    mixinStandardHelpOptions = true,
    description =
        "Lists the schemas in the jar, or prints one as YAML, with which a file of one's own can"
            + " begin.")
final class SchemasCommand implements Callable<Integer> {
  /** The names, for completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return KeypointSchema.names().iterator();
    }
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME|FILE",
      completionCandidates = Names.class,
      description = "The schema to print.")
  @Nullable String schema;

  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (schema != null) {
      out.print(KeypointSchema.find(schema).toYaml());
    } else {
      for (String name : KeypointSchema.names()) {
        KeypointSchema s = KeypointSchema.named(name).orElseThrow();
        out.println(String.format(Locale.ROOT, "%-15s%4d points  %s", name, s.count(), s.title()));
      }
    }
    out.flush();
    return 0;
  }
}
