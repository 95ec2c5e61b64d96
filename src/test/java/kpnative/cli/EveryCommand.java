package kpnative.cli;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import kpnative.data.painted.SyntheticFaces;
import kpnative.data.rendered.EggHead;
import kpnative.data.rendered.HeadModelFile;
import picocli.CommandLine;

/**
 * Calls of every command, in an order in which each finds what it reads, on a few painted faces and
 * a network that takes seconds. All files are below one folder. A test that makes the calls first
 * asks whether they are of {@link #commands() all} that there are.
 *
 * @param command its name, with that of its parent
 * @param args what follows it
 */
record EveryCommand(String command, List<String> args) {
  private static final int FACES = 8;

  /** {@return the names of all commands that do something, as picocli knows them} */
  static Set<String> commands() {
    Set<String> names = new TreeSet<>();
    collect(Main.commandLine(), "", names);
    return names;
  }

  private static void collect(CommandLine command, String name, Set<String> names) {
    for (Map.Entry<String, CommandLine> sub : command.getSubcommands().entrySet()) {
      String full = (name + " " + sub.getKey()).strip();
      if (sub.getValue().getSubcommands().isEmpty()) {
        names.add(full);
      } else {
        collect(sub.getValue(), full, names);
      }
    }
  }

  /** Paints the faces that the calls read, and writes a head. */
  static void paint(Path folder) throws IOException {
    HeadModelFile.write(EggHead.make(), folder.resolve("head.safetensors"));
    Path data = Files.createDirectories(folder.resolve("data"));
    for (int i = 0; i < FACES; i++) {
      ImageIO.write(
          small(SyntheticFaces.render(i, 1)), "png", data.resolve("face" + i + ".png").toFile());
      Files.writeString(data.resolve("face" + i + ".pts"), Annotations.pts(68));
    }
    Files.writeString(
        folder.resolve("grid.yaml"),
        """
        recipe: nose/simple
        set:
          data.synthetic: 6
          data.split.by: fraction
          network.channels: [2]
          network.pools: [4]
          network.hidden: [4]
          train.epochs: 1
          train.batch: 4
        runs:
          - label: one
            set: {loss.kind: l1}
        """);
  }

  private static BufferedImage small(BufferedImage face) {
    BufferedImage small =
        new BufferedImage(Annotations.SIDE, Annotations.SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = small.createGraphics();
    g.drawImage(face, 0, 0, Annotations.SIDE, Annotations.SIDE, null);
    g.dispose();
    return small;
  }

  /** {@return the calls, which write into {@code folder} after {@link #paint}} */
  static List<EveryCommand> calls(Path folder) {
    Calls calls = new Calls(folder);
    calls.add("recipes", "");
    calls.add("schemas", "face5");
    calls.add("summary", "face68/quick");
    calls.add("model", "");
    calls.add("about", "");
    calls.add("generate-completion", "");
    calls.add("help", "predict");
    calls.add("doctor", "--data pts:@data --out @doctor.png --json @doctor.json");
    calls.add("preview", "--data pts:@data --count 2 --steps --out @preview.png");
    calls.add(
        "train",
        "--data pts:@data --set data.split.by=fraction"
            + " --set input.height=64 --set input.width=64 --set input.channels=gray"
            + " --set input.mean=0.5 --set input.deviation=1.0"
            + " --set train.epochs=2 --set train.max_minutes=0 --set train.snapshots=1"
            + " --set train.batch=4 --profile --device cpu --threads 1 --out @run");
    calls.add("cache", "--data pts:@data");
    calls.add("convert", "pts:@data coco:@points.json");
    calls.add("convert", "@points.json cvat:@points.xml");
    calls.add("report", "@run --device cpu --threads 1 --out @page.html");
    calls.add("models", "@run --device cpu --threads 1 --out @models.md");
    calls.add("evaluate", "@w --data pts:@data --json --device cpu --threads 1");
    calls.add("evaluate", "@w --data pts:@data --boxes jittered:2 --device cpu --threads 1");
    calls.add(
        "calibrate",
        "@w --data pts:@data --split all --device cpu --threads 1 --out @cal.safetensors");
    calls.add(
        "quantize",
        "@w --data pts:@data --faces 2 --device cpu --threads 1 --out @int8.safetensors");
    calls.add(
        "bench",
        "@w --data pts:@data --precision float32 --threads 1 --seconds 0.5 --json @bench.json");
    calls.add(
        "predict",
        "@w --face-detector none --json @found.json --csv @found.csv --device cpu --threads 1"
            + " --out @found @data");
    calls.add("predict", "@w --device cpu --threads 1 --video @data --out @followed");
    calls.add("heatmaps", "@w --data pts:@data --count 1 --device cpu --threads 1 --out @maps");
    calls.add("filters", "@w --out @filters.png");
    calls.add("submission", "@w --data pts:@data --device cpu --threads 1 --out @submission.csv");
    calls.add(
        "suggest", "@w --data pts:@data -n 2 --device cpu --threads 1 --out @suggested.jsonl");
    calls.add("export", "@w --format onnx --out @model.onnx");
    calls.add("export", "@w --format torchscript --out @model.pt");
    calls.add("export", "@w --format safetensors --half --out @half.safetensors");
    calls.add("weights inspect", "@run/weights/best.safetensors");
    calls.add("weights convert", "@run/weights/best.safetensors @converted.safetensors");
    calls.add(
        "weights select", "--points nose_tip @run/weights/best.safetensors @selected.safetensors");
    calls.add("scenes", "--count 2 --out @scenes");
    calls.add("label", "@w --data pts:@data --idle 0 --device cpu --threads 1");
    calls.add("render", "--data rendered:@head.safetensors:2 --masks --out @rendered");
    calls.add(
        "train-finder",
        "--threads 1 --set network.channels=[8,8,8,8] --set network.stem=8 --set network.neck=8"
            + " --set network.blocks=[0,0,0,1] --set input.side=64 --set train.steps=2"
            + " --set train.batch=2 --set train.pool=2 --set train.validation_scenes=1"
            + " --out @finder");
    calls.add("pack-finder", "@finder/weights/last.safetensors --out @finder.safetensors");
    calls.add("sweep", "@grid.yaml --device cpu --threads 1 --dry-run");
    return calls.all;
  }

  /** {@return all words of the call} */
  Object[] words() {
    return Stream.concat(Stream.of(command.split(" ")), args.stream()).toArray();
  }

  /**
   * Replaces {@code @w} by the option with the trained weights, and another {@code @} by the
   * folder.
   */
  private record Calls(Path folder, List<EveryCommand> all) {
    Calls(Path folder) {
      this(folder, new ArrayList<>());
    }

    void add(String command, String args) {
      String weights = "--weights @run/weights/best.safetensors";
      all.add(
          new EveryCommand(
              command,
              Stream.of(args.replace("@w ", weights + " ").split(" "))
                  .filter(word -> !word.isEmpty())
                  .map(word -> word.replace("@", folder + "/"))
                  .toList()));
    }
  }
}
