package kpnative.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs commands over a folder, in the process of {@link OutsideAsciiTest}. */
final class OutsideAsciiCommands {
  private OutsideAsciiCommands() {}

  /**
   * Trains on the folder, makes its cache, evaluates, and predicts its pictures.
   *
   * @param given the folder with annotated pictures, a picture in it, and a new folder, with names
   *     beyond ASCII
   */
  public static void main(String[] given) {
    String[] args = RawArguments.of(given);
    String data = args[0];
    String run = args[2] + "/run";
    String weights = run + "/weights/best.safetensors";
    run(
        "train",
        "--recipe=nose/conv2",
        "--set=network.channels=[2]",
        "--set=network.kernels=[3]",
        "--set=network.pools=[4]",
        "--set=network.hidden=[4]",
        "--set=train.epochs=1",
        "--data=" + data,
        "--threads=1",
        "--out=" + run);
    run("cache", "--data=" + data, "--recipe=nose/conv2");
    run("evaluate", "--weights=" + weights, "--data=" + data, "--split=all", "--threads=1");
    run(
        "predict",
        "--weights=" + weights,
        "--face-detector=none",
        "--json=" + args[2] + "/found.json",
        "--out=" + args[2] + "/drawn",
        data,
        args[1]);
    run("predict", "--weights=" + weights, "--face-detector=none", data + "/absent");
    run("predict", "--face-detector=none", "--json=" + args[2] + "/found.json", args[1]);
    run("train", "--data=synthetic", "--out=" + run);
    run("evaluate", "--weights=" + run + "/config.yaml", "--data=" + data);
    sweep(data, args[2] + "/sweep");
    run("schemas", args[2] + "/absent.yaml");
    run("evaluate", "--schema=" + args[2] + "/a.yaml", "--data=" + data, "--weights=" + weights);
    run("evaluate", "--map-to=" + args[2] + "/b.yaml", "--data=" + data, "--weights=" + weights);
    run("predict", "--camera=" + args[1] + ".avi", "--json=-");
    run("train", "--pretrained=" + weights, "--print-config");
    run(
        "train",
        "--nproc=2",
        "--recipe=nose/conv2",
        "--set=network.channels=[2]",
        "--set=network.kernels=[3]",
        "--set=network.pools=[4]",
        "--set=network.hidden=[4]",
        "--set=train.epochs=1",
        "--set=train.batch=4",
        "--data=" + data,
        "--device=cpu",
        "--no-report",
        "--out=" + args[2] + "/two");
  }

  /** Trains two runs into a sweep's folder, each in a process. */
  private static void sweep(String data, String folder) {
    run(
        "sweep",
        "--recipe=nose/conv2",
        "--set=network.channels=[2]",
        "--set=network.kernels=[3]",
        "--set=network.pools=[4]",
        "--set=network.hidden=[4]",
        "--set=train.epochs=1",
        "--grid=train.lr=1e-3,1e-4",
        "--data=" + data,
        "--threads=1",
        "--device=cpu",
        "--out=" + folder);
  }

  private static void run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    int exit = Main.commandLine().setOut(out).setErr(out).execute(all.toArray(String[]::new));
    out.println("exit of " + words[0] + " " + exit);
    out.flush();
  }
}
