package kpnative.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import kpnative.about.AboutPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code about} command. */
@Command(
    name = "about",
    mixinStandardHelpOptions = true,
    description =
        "Prints what this build is made of: version, commit, model, native and Java libraries,"
            + " with their versions and licences.")
final class AboutCommand implements Callable<Integer> {
  @Option(
      names = "--licences",
      description = "Prints the texts of the licences instead, each with the parts it is for.")
  boolean licences;

  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    (licences ? AboutPage.licences() : AboutPage.lines()).forEach(out::println);
    out.flush();
    return 0;
  }
}
