package kpnative.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.about.ModelList;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorOptions;
import kpnative.measure.ModelNumbers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code model} command. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the built-in models: which one is the default, sizes, errors, and terms.",
      "With a name, prints that model's card: training data, terms, errors, and limits."
    })
final class ModelCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The model whose card is printed: research, free or best.")
  @Nullable String name;

  @Option(
      names = "--numbers",
      description =
          "Measures a model on --data instead, and prints the card's tables in Markdown: one row"
              + " per --data. The model is that of --weights.")
  boolean numbers;

  @Mixin WeightsOption weights = new WeightsOption();
  @Mixin DataOptions data = new DataOptions();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (!numbers) {
      if (name == null) {
        ModelList.lines().forEach(out::println);
      } else {
        out.print(BuiltInModel.named(name).card().text());
      }
    } else if (name != null) {
      throw new IllegalArgumentException(
          "model --numbers measures the model of --weights: --weights builtin:" + name);
    } else if (data.data.isEmpty()) {
      throw new IllegalArgumentException("model --numbers needs --data");
    } else {
      out.print(
          ModelNumbers.of(
              weights.read(),
              data.specs(),
              Optional.ofNullable(data.exclude),
              DetectorOptions.DEFAULT.on(runtime.start()),
              output.notes(spec)));
    }
    out.flush();
    return 0;
  }
}
