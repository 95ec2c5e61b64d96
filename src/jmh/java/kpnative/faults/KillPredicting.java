package kpnative.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import kpnative.data.painted.SyntheticFaces;
import kpnative.draw.PngFile;
import kpnative.text.SpecMapper;

/**
 * Kills {@code predict} at random moments. Whatever the moment, each file that it has written is
 * whole, and each that it named is there. {@code KillPredicting FOLDER KILLS [SEED]}.
 */
public final class KillPredicting {
  private static final int PICTURES = 12;

  private KillPredicting() {}

  /** Runs. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    for (int i = 0; i < PICTURES; i++) {
      PngFile.write(SyntheticFaces.render(i, 1), pictures.resolve(i + ".png"));
    }
    int kills = Integer.parseInt(args[1]);
    SplittableRandom random = new SplittableRandom(args.length > 2 ? Long.parseLong(args[2]) : 1);
    int named = 0;
    int whole = 0;
    int cut = 0;
    for (int i = 0; i < kills; i++) {
      Path out = folder.resolve("out-" + i);
      List<String> lines =
          Killed.run(
              random,
              pictures.toString(),
              600,
              folder.resolve("log.txt"),
              "kpnative.cli.Main",
              "predict",
              pictures.toString(),
              "--out=" + out,
              "--json=" + out.resolve("faces.json"),
              "--csv=" + out.resolve("faces.csv"));
      for (String line : lines) {
        int arrow = line.indexOf(" -> ");
        if (arrow >= 0) {
          named++;
          check(Path.of(line.substring(arrow + 4).replaceFirst(" \\(.*", "")));
        }
      }
      try (Stream<Path> all = Files.list(out)) {
        for (Path file : all.toList()) {
          if (file.toString().endsWith(".tmp")) {
            cut++;
          } else {
            check(file);
            whole++;
          }
        }
      }
      if ((i + 1) % 20 == 0 || i + 1 == kills) {
        System.out.printf(
            Locale.ROOT,
            "| predicting | %d | %d pictures named, %d files left, %d kills within one | none |"
                + " none |%n",
            i + 1,
            named,
            whole,
            cut);
      }
    }
  }

  /** A file is there and whole. */
  private static void check(Path file) throws IOException {
    String name = file.toString();
    if (name.endsWith(".json")) {
      JsonNode all = SpecMapper.json().readTree(Files.readString(file));
      if (all.isMissingNode()) {
        throw new IOException(file + ": empty");
      }
    } else if (name.endsWith(".csv")) {
      if (!Files.readString(file).endsWith("\n")) {
        throw new IOException(file + ": its last line is cut");
      }
    } else if (ImageIO.read(file.toFile()) == null) {
      throw new IOException(file + ": not a picture");
    }
  }
}
