package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import kpnative.data.Scene;
import kpnative.data.SceneFace;
import kpnative.data.SceneSource;
import kpnative.data.SceneSources;
import kpnative.face.FaceCandidate;
import kpnative.face.NetworkFinder;
import kpnative.finder.BuiltInFinder;
import kpnative.finder.FinderFile;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.recipe.FinderRecipe;
import kpnative.weights.SafetensorsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Finders of bright discs, which are learned in seconds. */
@Timeout(300)
class FinderTrainingTest {
  private static final RunSettings SETTINGS =
      new RunSettings("test", List.of("discs"), "", "cpu", 1);

  private static final SceneSources DISCS = SceneSources.of(Discs::new);

  @TempDir Path folder;

  @Test
  void aTrainingThatWasStoppedEndsAsOneThatWasNot() throws IOException {
    FinderRecipe recipe = recipe("train.steps=6", "train.workers=2");
    boolean whole =
        FinderTraining.start(
            recipe, SETTINGS, DISCS, folder.resolve("whole"), quiet(), () -> false);
    AtomicLong asked = new AtomicLong();
    boolean first =
        FinderTraining.start(
            recipe,
            SETTINGS,
            DISCS,
            folder.resolve("parts"),
            quiet(),
            () -> asked.incrementAndGet() > 3);
    FinderRun parts = FinderRun.open(folder.resolve("parts"));
    assertThat(parts.best()).doesNotExist();
    assertThat(parts.bestSoFar()).isEqualTo(parts.last()).exists();
    assertThat(parts.folder().resolve("log.txt"))
        .content()
        .endsWith("stopped; to continue: train-finder --resume " + parts.folder() + "\n");
    boolean second = FinderTraining.resume(parts, DISCS, quiet(), () -> false);

    assertThat(List.of(whole, first, second)).containsExactly(true, false, true);
    assertThat(parts.bestSoFar()).isEqualTo(parts.best()).exists();
    assertThat(SafetensorsFile.read(parts.last()).tensors())
        .isEqualTo(SafetensorsFile.read(new FinderRun(folder.resolve("whole")).last()).tensors());
  }

  @Test
  void aFinderLearnsToFindDiscs() throws IOException {
    FinderRecipe recipe = recipe("train.steps=400", "train.batch=6");
    FinderTraining.start(recipe, SETTINGS, DISCS, folder.resolve("run"), quiet(), () -> false);

    int found = 0;
    int faces = 0;
    int wrong = 0;
    SceneSource others = new Discs(77);
    Path packed = folder.resolve("packed.safetensors");
    FinderFile.read(new FinderRun(folder.resolve("run")).last())
        .withLeastScore(0.3)
        .writeHalf(packed);
    try (NetworkFinder finder = NetworkFinder.load(packed)) {
      for (int i = 0; i < 20; i++) {
        Scene scene = others.scene(i);
        try (Image picture = Image.of(scene.picture(), Channels.COLOR)) {
          List<FaceCandidate> candidates = finder.find(picture);
          for (SceneFace face : scene.faces()) {
            faces++;
            found += candidates.stream().anyMatch(c -> c.box().overlap(face.box()) > 0.5) ? 1 : 0;
          }
          for (FaceCandidate candidate : candidates) {
            boolean right =
                scene.faces().stream().anyMatch(f -> f.box().overlap(candidate.box()) > 0.3);
            wrong += right ? 0 : 1;
          }
        }
      }
    }
    assertThat(found).as("found of %d", faces).isGreaterThanOrEqualTo((int) (0.9 * faces));
    assertThat(wrong).as("wrong").isLessThanOrEqualTo(faces / 10);
  }

  @Test
  void aTrainingBeginsWithAnotherFindersWeights() throws IOException {
    FinderTraining.start(
        recipe("train.steps=3"), SETTINGS, DISCS, folder.resolve("a"), quiet(), () -> false);
    Path first = new FinderRun(folder.resolve("a")).last();
    Path half = folder.resolve("half.safetensors");
    FinderFile.read(first).writeHalf(half);
    assertThat(FinderFile.read(half).notice()).isEmpty();
    for (Path from : List.of(first, half)) {
      Path run = folder.resolve("after-" + from.getFileName());
      String[] still = {
        "train.steps=1", "train.lr=1e-12", "train.seed=9", "train.pretrained='" + from + "'"
      };
      FinderTraining.start(recipe(still), SETTINGS, DISCS, run, quiet(), () -> false);

      FinderFile file = FinderFile.read(from);
      FinderFile after = FinderFile.read(new FinderRun(run).last());
      for (String name : file.tensors().keySet()) {
        if (name.endsWith(".weight")) {
          assertThat(after.tensors().get(name).floats())
              .as(name)
              .containsExactly(file.tensors().get(name).floats(), within(1e-6f));
        }
      }
    }
  }

  @Test
  void whatIsMadeOfTheBuiltInFinderHasItsNotice() throws IOException {
    assumeTrue(BuiltInFinder.isPresent(), "this build has no finder");
    String notice = BuiltInFinder.read().notice().orElseThrow();
    assertThat(notice)
        .startsWith("Built-in face finder, ")
        .contains("\nMIT License\n", "Copyright (c) 2020 USC Institute", "USE OR OTHER DEALINGS");
    FinderRecipe recipe =
        FinderRecipe.load(
            List.of(
                "input.side=96",
                "train.steps=2",
                "train.batch=1",
                "train.max_minutes=0",
                "train.validation_scenes=0",
                "train.pool=2",
                "train.pretrained=builtin"));
    Path folder = this.folder.resolve("run");
    AtomicLong asked = new AtomicLong();
    FinderTraining.start(
        recipe, SETTINGS, DISCS, folder, quiet(), () -> asked.incrementAndGet() > 1);
    FinderRun run = FinderRun.open(folder);
    assertThat(FinderFile.read(run.last()).notice()).contains(notice);
    assertThat(FinderTraining.resume(run, DISCS, quiet(), () -> false)).isTrue();
    assertThat(FinderFile.read(run.last()).notice()).contains(notice);
    assertThat(FinderFile.read(run.best()).notice()).contains(notice);
    Path packed = this.folder.resolve("packed.safetensors");
    FinderFile.read(run.best()).withLeastScore(0.4).writeHalf(packed);
    assertThat(FinderFile.read(packed).notice()).contains(notice);
  }

  @Test
  void weightsOfAnotherNetworkAreNoBeginning() throws IOException {
    FinderTraining.start(
        recipe("train.steps=1"), SETTINGS, DISCS, folder.resolve("a"), quiet(), () -> false);
    Path first = new FinderRun(folder.resolve("a")).last();
    FinderRecipe wider =
        recipe("train.steps=1", "network.neck=16", "train.pretrained='" + first + "'");
    assertThatThrownBy(
            () ->
                FinderTraining.start(
                    wider, SETTINGS, DISCS, folder.resolve("b"), quiet(), () -> false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(first.toString())
        .hasMessageContaining("network");
  }

  @Test
  void anExistingFolderIsNeverOverwritten() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    assertThatThrownBy(
            () ->
                FinderTraining.start(
                    recipe("train.steps=1"), SETTINGS, DISCS, folder, quiet(), () -> false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("never overwritten");
  }

  private static FinderRecipe recipe(String... more) {
    List<String> sets =
        new ArrayList<>(
            List.of(
                "network.stem=8",
                "network.channels=[8, 16, 16, 16]",
                "network.blocks=[0, 1, 1, 1]",
                "network.neck=8",
                "input.side=96",
                "augment.blur=0",
                "augment.noise=0",
                "augment.jpeg=0",
                "train.batch=2",
                "train.max_minutes=0",
                "train.lr=1e-2",
                "train.ema=0.9",
                "train.schedule.warmup_steps=5",
                "train.validation_scenes=3",
                "train.validation_steps=80",
                "train.pool=8"));
    sets.addAll(List.of(more));
    return FinderRecipe.load(sets);
  }

  private static TrainingListener quiet() {
    return new TrainingListener() {};
  }

  /** Bright discs on gray ground. */
  private record Discs(long seed) implements SceneSource {
    @Override
    public Scene scene(long index) {
      SplittableRandom random = new SplittableRandom(31 * seed + index);
      BufferedImage picture = new BufferedImage(128, 96, BufferedImage.TYPE_3BYTE_BGR);
      Graphics2D g = picture.createGraphics();
      g.setColor(new Color(60, 60, 60));
      g.fillRect(0, 0, 128, 96);
      g.setColor(new Color(90, 80, 40));
      g.fillRect(random.nextInt(100), random.nextInt(60), 40, 40);
      List<SceneFace> faces = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        double size = 14 + 16 * random.nextDouble();
        double x = 16 + 32 * random.nextDouble() + 64 * i;
        double y = 16 + 64 * random.nextDouble();
        g.setColor(new Color(230, 200, 170));
        g.fillOval((int) (x - size / 2), (int) (y - size / 2), (int) size, (int) size);
        Box box = new Box(x - size / 2, y - size / 2, x + size / 2, y + size / 2);
        Point middle = new Point(x, y);
        faces.add(new SceneFace(box, List.of(middle, middle, middle, middle, middle), 1));
      }
      g.dispose();
      return new Scene(picture, faces);
    }
  }

  @Test
  void aFinderThatCannotBeReadLeavesNoFolder() {
    FinderRecipe recipe = recipe("train.steps=1", "train.pretrained=typo.safetensors");
    Path run = folder.resolve("run");
    assertThatThrownBy(
            () -> FinderTraining.start(recipe, SETTINGS, DISCS, run, quiet(), () -> false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("typo.safetensors");
    assertThat(run).doesNotExist();
  }
}
