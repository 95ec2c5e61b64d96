package kpnative.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorOptions;
import kpnative.measure.ModelNumbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code model} command. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description =
        "Prints the card of the built-in model: training data, terms, errors, and limits.")
final class ModelCommand implements Callable<Integer> {
  @Option(
      names = "--numbers",
      description =
          "Measures a model on --data instead, and prints the card's tables in Markdown: one row"
              + " per --data. The model is the built-in one, or that of --weights.")
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
      out.print(BuiltInModel.ofJar().card());
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
