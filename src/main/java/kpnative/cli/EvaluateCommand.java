package kpnative.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.eval.FaceEvaluation;
import kpnative.network.SpecMapper;
import kpnative.train.EvaluationRun;
import kpnative.train.EvaluationRun.Part;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Measures weights on annotated faces, with the mean shape beside them.")
final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = "A run's weights.")
  Path weights = Path.of("");

  @Mixin DataOptions data = new DataOptions();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--split",
      paramLabel = "all|train|validation",
      defaultValue = "all",
      completionCandidates = Parts.class,
      description = "Which part of the data, divided as in the training; by default all.")
  Part split = Part.ALL;

  @Option(names = "--json", description = "Prints one JSON object; errors as fractions.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  /** What a shell offers: as the help writes them. */
  static final class Parts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Part.values()).map(p -> p.name().toLowerCase(Locale.ROOT)).iterator();
    }
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    FaceEvaluation e =
        EvaluationRun.of(
            weights,
            data.data,
            Optional.ofNullable(data.exclude),
            split,
            runtime.start(),
            Main.notes(spec, output));
    if (json) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>(e.detector().measures().toMap());
      all.put("mean_shape", e.meanShape().measures().toMap());
      out.println(SpecMapper.json().writeValueAsString(all));
    } else {
      out.print(e.detector().measures().table(e.meanShape().measures()));
    }
    out.flush();
    return 0;
  }
}
