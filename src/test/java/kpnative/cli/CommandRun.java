package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import kpnative.testing.JavaProcess;
import picocli.CommandLine;

/** The result of a command that ran in this process or in a new one. */
record CommandRun(int exit, String out, String err) {
  /** Runs a command in this process. */
  static CommandRun of(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = String.valueOf(args[i]);
    }
    int exit = command.execute(words);
    return new CommandRun(exit, out.toString(), err.toString());
  }

  /** Runs a command in a new JVM. */
  static CommandRun inOwnProcess(List<String> options, String... args)
      throws IOException, InterruptedException {
    JavaProcess process = JavaProcess.run(options, Main.class, args);
    return new CommandRun(process.exit(), process.output(), "");
  }

  /** Trains a minimal detector into {@code folder}; {@return its weights} */
  static Path tinyWeights(Path folder, String recipe) {
    return tinyWeights(folder, recipe, "train.epochs=1");
  }

  /** Trains a minimal detector with one more setting of the recipe. */
  static Path tinyWeights(Path folder, String recipe, String setting) {
    CommandRun run =
        of(
            "train",
            "--recipe",
            recipe,
            "--set",
            "network.channels=[2]",
            "--set",
            "network.kernels=[3]",
            "--set",
            "network.pools=[4]",
            "--set",
            "network.hidden=[4]",
            "--set",
            "train.epochs=1",
            "--set",
            setting,
            "--data",
            "synthetic:12",
            "--threads",
            "1",
            "--out",
            folder);
    if (run.exit != 0) {
      throw new AssertionError(run.err);
    }
    return folder.resolve("weights").resolve("best.safetensors");
  }
}
