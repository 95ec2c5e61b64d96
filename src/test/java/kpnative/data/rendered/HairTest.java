package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hair on the known head. Runs where {@code ../shared/assets} exists. */
class HairTest {
  private static final Path ASSET =
      Path.of("../shared/assets/ict-face-light/ict-face-light.safetensors");

  /** Pixels a cm of a face that fills half of a picture of 176 pixels. */
  private static final float DETAIL = 88f / 17;

  private static Head head;
  private static Hair hair;
  private static HeadAtlas atlas;

  @BeforeAll
  static void skipWithoutTheFile() throws IOException {
    Assumptions.assumeTrue(Files.isRegularFile(ASSET), ASSET + " is absent: nothing to grow on");
    head = new Head(HeadModelFile.read(ASSET));
    hair = new Hair(head);
    atlas = HeadAtlas.of(head.model);
  }

  /** A person with hair, and nothing else. */
  private static FaceScene grow(
      long seed, HairStyle.@Nullable Name name, float @Nullable [] pressed) {
    SplittableRandom random = new SplittableRandom(seed);
    Traits traits = TraitsDraw.person(random);
    HeadShape shape = HeadShape.draw(head.model, traits.child(), random);
    SkinTexture texture =
        SkinTexture.paint(traits, atlas, new ExpressionCues(0, 0, 0, 0, 0), random.split());
    HairStyle style =
        name == null
            ? new HairStyleDraw(traits, random).draw()
            : new HairStyleDraw(traits, random).of(name);
    FaceScene scene = new FaceScene();
    hair.add(
        new FaceParts(head, shape, traits), scene, texture, style, pressed, DETAIL, random.split());
    return scene;
  }

  private static int hash(FaceScene scene) {
    int h = 0;
    for (Surface s : scene.surfaces) {
      h = 31 * h + Arrays.hashCode(s.vertices().position);
      h = 31 * h + Arrays.hashCode(s.vertices().attributes);
    }
    for (Strands s : scene.strands) {
      h = 31 * h + Arrays.hashCode(s.points());
    }
    return h;
  }

  @Test
  void hairDependsOnTheSeedAloneOnAnyThread() throws InterruptedException, ExecutionException {
    int first = hash(grow(7, HairStyle.Name.LONG, null));
    assertThat(hash(grow(8, HairStyle.Name.LONG, null))).isNotEqualTo(first);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Future<?>[] others = new Future<?>[6];
      for (int i = 0; i < others.length; i++) {
        long seed = 7 + i / 3 * 20L;
        others[i] = threads.submit(() -> hash(grow(seed, HairStyle.Name.LONG, null)));
      }
      for (int i = 0; i < 3; i++) {
        assertThat(others[i].get()).isEqualTo(first);
      }
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyStyleIsFiniteAndWithinReach(HairStyle.Name name) {
    for (long seed = 0; seed < 5; seed++) {
      FaceScene scene = grow(seed, name, null);
      for (Surface s : scene.surfaces) {
        check(s.vertices().position, name, seed);
        check(s.vertices().normal, name, seed);
      }
      for (Strands s : scene.strands) {
        check(s.points(), name, seed);
        check(s.colour(), name, seed);
      }
    }
  }

  private static void check(float[] numbers, HairStyle.Name name, long seed) {
    for (float x : numbers) {
      if (!(Math.abs(x) < 60)) { // cm; also NaN
        assertThat(x).as("%s of seed %d", name, seed).isBetween(-60f, 60f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 100, 200, 300})
  void noHairBeginsInAnEyeOrOnTheNose(long first) {
    for (long seed = first; seed < first + 12; seed++) {
      for (Strands s : grow(seed, null, null).strands) {
        if (s.perStrand() == 3) {
          continue; // lashes
        }
        for (int i = 0; i < s.points().length; i += 3 * s.perStrand()) {
          float x = s.points()[i];
          float y = s.points()[i + 1];
          float z = s.points()[i + 2];
          for (float[] eye : head.eyeCentres) {
            assertThat(Math.hypot(Math.hypot(x - eye[0], y - eye[1]), z - eye[2]))
                .as("distance from an eye's middle, cm, seed %d", seed)
                .isGreaterThan(2);
          }
          boolean nose = Math.abs(x) < 1 && y > 1 && y < 6 && z > 9;
          assertThat(nose).as("on the nose, seed %d", seed).isFalse();
        }
      }
    }
  }

  @Test
  void hairKeepsToItsBudgetOfTrianglesAndSegments() {
    // what the budget of 4 ms a face allows
    double triangles = 0;
    double segments = 0;
    int faces = 40;
    for (long seed = 0; seed < faces; seed++) {
      FaceScene scene = grow(seed, null, null);
      for (Surface s : scene.surfaces) {
        triangles += s.triangles().length / 3.0;
      }
      for (Strands s : scene.strands) {
        segments += s.width().length * (s.perStrand() - 1.0);
      }
    }
    assertThat(triangles / faces).isBetween(2000.0, 8000.0);
    assertThat(segments / faces).isBetween(500.0, 4500.0);
  }

  @ParameterizedTest
  @EnumSource(names = {"LONG", "AFRO", "CROP", "SPIKY"})
  void aHatPressesTheHairToTheSkin(HairStyle.Name name) {
    float[] pressed = new float[head.model.vertexCount()];
    Arrays.fill(pressed, 6);
    float free = highest(grow(3, name, null));
    float under = highest(grow(3, name, pressed));
    float bare = highest(grow(3, HairStyle.Name.BUZZ, null));
    assertThat(under).isLessThan(bare + 0.4f).isLessThan(free - 0.2f);
  }

  private static float highest(FaceScene scene) {
    float most = -99;
    for (Surface s : scene.surfaces) {
      for (int t : s.triangles()) {
        most = Math.max(most, s.vertices().position[3 * t + 1]);
      }
    }
    return most;
  }

  @Test
  void shortHairLeavesTheFaceFree() {
    for (long seed = 0; seed < 20; seed++) {
      for (Surface s : grow(seed, HairStyle.Name.BUZZ, null).surfaces) {
        for (int t : s.triangles()) {
          float[] p = s.vertices().position;
          boolean face = Math.abs(p[3 * t]) < 5 && p[3 * t + 1] < 6 && p[3 * t + 2] > 7;
          boolean beard = p[3 * t + 1] < 2;
          assertThat(face && !beard).as("before the face, seed %d", seed).isFalse();
        }
      }
    }
  }
}
