package kpnative.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kpnative.data.UnreadablePictures;
import kpnative.data.painted.SyntheticFaces;
import kpnative.draw.PngFile;
import kpnative.geometry.Point;
import kpnative.keypoints.Keypoints;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.train.TrainingPictureCache;

/**
 * Kills a process that writes the cache of decoded pictures again and again, since a picture
 * changes. Whatever the moment, the file that is there is whole: it is used, or written again
 * because of the change. {@code KillCaching FOLDER KILLS [SEED]}.
 */
public final class KillCaching {
  private static final int PICTURES = 12;

  private KillCaching() {}

  /** Caches; {@link #main} runs it in a process. */
  static final class Cacher {
    private Cacher() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
      Path data = Path.of(args[0]);
      for (int i = 0; ; i++) {
        Files.setLastModifiedTime(data.resolve("0.png"), FileTime.fromMillis(1_000_000L + i));
        prepare(data, new ArrayList<>());
        System.out.println("cached " + i);
      }
    }
  }

  private static TrainingPictureCache.Prepared prepare(Path data, List<String> notes)
      throws IOException {
    Recipe recipe = Recipes.load("face68/quick", List.of());
    return TrainingPictureCache.prepare(
        recipe,
        List.of("pts:" + data),
        Optional.empty(),
        (done, all) -> {},
        notes::add,
        UnreadablePictures.FATAL);
  }

  /** Runs. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Path data = Files.createDirectories(folder.resolve("pictures"));
    for (int i = 0; i < PICTURES; i++) {
      PngFile.write(SyntheticFaces.render(i, 1), data.resolve(i + ".png"));
      Keypoints face = SyntheticFaces.faces(PICTURES, 1, 68).get(i).keypoints();
      StringBuilder pts = new StringBuilder("version: 1\nn_points: 68\n{\n");
      for (int k = 0; k < face.count(); k++) {
        Point p = face.point(k);
        pts.append(p.x() + 1).append(' ').append(p.y() + 1).append('\n');
      }
      Files.writeString(data.resolve(i + ".pts"), pts.append("}\n"));
    }
    int kills = Integer.parseInt(args[1]);
    SplittableRandom random = new SplittableRandom(args.length > 2 ? Long.parseLong(args[2]) : 1);
    int written = 0;
    int cut = 0;
    for (int i = 0; i < kills; i++) {
      written +=
          Killed.run(
                  random,
                  "cached",
                  100,
                  folder.resolve("log.txt"),
                  Cacher.class.getName(),
                  data.toString())
              .size();
      try (Stream<Path> all = Files.list(data)) {
        cut += all.anyMatch(f -> f.toString().endsWith(".tmp")) ? 1 : 0;
      }
      List<String> notes = new ArrayList<>();
      TrainingPictureCache.Prepared now = prepare(data, notes);
      boolean changed = notes.stream().allMatch(note -> note.contains("has changed since"));
      if (!changed || now.pictures() != PICTURES) {
        throw new IOException(now.file() + ": " + now.pictures() + " pictures, " + notes);
      }
      if ((i + 1) % 20 == 0 || i + 1 == kills) {
        System.out.printf(
            Locale.ROOT,
            "| caching | %d | %d files reported, %d kills within one | none | none |%n",
            i + 1,
            written,
            cut);
      }
    }
  }
}
