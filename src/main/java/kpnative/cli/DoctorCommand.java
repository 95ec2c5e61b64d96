package kpnative.cli;

import java.util.concurrent.Callable;
import kpnative.report.Diagnosis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Shows versions, processor, memory, GPUs, where the native libraries lie, and what is used.",
      "The exit code is 1 where the native libraries cannot be loaded."
    })
final class DoctorCommand implements Callable<Integer> {
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Diagnosis diagnosis = Diagnosis.of(runtime.device, runtime.threads());
    spec.commandLine().getOut().print(diagnosis.toText());
    spec.commandLine().getOut().flush();
    return diagnosis.healthy() ? 0 : Main.FAILED;
  }
}
