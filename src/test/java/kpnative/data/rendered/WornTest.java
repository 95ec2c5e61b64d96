package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is worn and held leaves free of the face what it should. */
class WornTest {
  private static final int FACES = 4;

  private static Worn worn() {
    return new Worn(KnownHead.get());
  }

  @ParameterizedTest
  @EnumSource
  void hatsLeaveEyesNoseAndMouthFree(Hat.Kind kind) {
    Worn worn = worn();
    for (int seed = 0; seed < FACES; seed++) {
      DressedHead head = new DressedHead(seed);
      int bare = head.seen(27, 67);
      worn.hat(kind, head.parts, head.scene, new SplittableRandom(seed));
      assertThat(head.seen(27, 67)).as("seed " + seed).isEqualTo(bare);
    }
  }

  @ParameterizedTest
  @EnumSource
  void clearGlassesLeaveEyesFree(Glasses.Rim rim) {
    Glasses glasses = new Glasses(new HeadPlaces(KnownHead.get()));
    for (int seed = 0; seed < 2 * FACES; seed++) {
      DressedHead head = new DressedHead(seed);
      int bare = head.seen(36, 47);
      glasses.add(head.parts, head.scene, 0, Glasses.Seat.NOSE, rim, new SplittableRandom(seed));
      // a thick rim may pass before a lid's corner of large or small eyes
      assertThat(head.seen(36, 47)).as("seed " + seed).isGreaterThanOrEqualTo(bare - 2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCARF", "HOOD"})
  void scarvesLeaveTheFacesMiddleFree(Headscarf.Kind kind) {
    Worn worn = worn();
    for (int seed = 0; seed < 2 * FACES; seed++) {
      DressedHead head = new DressedHead(seed);
      int bare = head.seen(27, 67);
      worn.scarf(kind, head.parts, head.scene, new SplittableRandom(seed));
      assertThat(head.seen(27, 67)).as("seed " + seed).isEqualTo(bare);
    }
  }

  @ParameterizedTest
  @EnumSource
  void masksHideTheMouthAndLeaveTheEyesFree(FaceMask.Kind kind) {
    Worn worn = worn();
    for (int seed = 0; seed < 2 * FACES; seed++) {
      DressedHead head = new DressedHead(seed);
      int eyes = head.seen(36, 47);
      worn.mask(kind, FaceMask.Height.NOSE, head.parts, head.scene, new SplittableRandom(seed));
      assertThat(head.seen(48, 67)).as("mouth, seed " + seed).isLessThan(5);
      assertThat(head.seen(36, 47)).as("eyes, seed " + seed).isEqualTo(eyes);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CHIN_ON_FIST", "JAW", "CHEEK"})
  void handsAtTheJawLeaveEyesFree(Gesture gesture) {
    Head head = KnownHead.get();
    Envelope.Map map = new Envelope.Map(head);
    int free = 0;
    for (int seed = 0; seed < 3 * FACES; seed++) {
      DressedHead dressed = new DressedHead(seed);
      int bare = dressed.seen(36, 47);
      gesture.add(
          dressed.parts,
          new Envelope(map, dressed.parts.position, 0),
          dressed.scene,
          new SplittableRandom(seed));
      free += dressed.seen(36, 47) == bare ? 1 : 0;
    }
    assertThat(free).isGreaterThanOrEqualTo(2 * FACES);
  }

  @Test
  void aHandOverTheMouthHidesIt() {
    Envelope.Map map = new Envelope.Map(KnownHead.get());
    int hidden = 0;
    for (int seed = 0; seed < 2 * FACES; seed++) {
      DressedHead head = new DressedHead(seed);
      Envelope skin = new Envelope(map, head.parts.position, 0);
      Gesture.OVER_MOUTH.add(head.parts, skin, head.scene, new SplittableRandom(seed));
      hidden += 20 - head.seen(48, 67);
    }
    assertThat(hidden / (2 * FACES)).as("points of 20").isGreaterThan(12);
  }

  @ParameterizedTest
  @EnumSource
  void clothesLeaveTheFaceFree(Outfit.Kind kind) {
    Clothes clothes = new Clothes(KnownHead.get());
    for (int seed = 0; seed < FACES; seed++) {
      DressedHead head = new DressedHead(seed);
      int bare = head.seen(17, 67);
      SplittableRandom random = new SplittableRandom(seed);
      Outfit outfit = clothes.dress(kind, head.parts, new FacePose(0.3, -0.2, 0.1), random);
      clothes.add(head.parts, outfit, head.scene, new Plastic(new float[3], 0, 1), random);
      assertThat(head.seen(17, 67)).as("seed " + seed).isEqualTo(bare);
    }
  }

  @Test
  void theBodyReachesBelowThePicture() {
    Clothes clothes = new Clothes(KnownHead.get());
    DressedHead head = new DressedHead(3);
    SplittableRandom random = new SplittableRandom(3);
    Outfit outfit = clothes.dress(Outfit.Kind.SHIRT, head.parts, new FacePose(0, 0, 0), random);
    clothes.add(head.parts, outfit, head.scene, new Plastic(new float[3], 0, 1), random);
    Canvas canvas = head.canvas();
    int row = canvas.width * (canvas.height - 1);
    for (int x = canvas.width / 4; x < 3 * canvas.width / 4; x++) {
      assertThat(canvas.depth[row + x]).isFinite();
    }
  }

  @Test
  void everythingIsFiniteAndTheSameOnEveryThread() throws Exception {
    Head head = KnownHead.get();
    Worn worn = new Worn(head);
    Clothes clothes = new Clothes(head);
    List<Future<Double>> sums = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (int i = 0; i < 40; i++) {
        int seed = i / 2;
        sums.add(threads.submit(() -> sum(worn, clothes, seed)));
      }
      for (int i = 0; i < 40; i += 2) {
        assertThat(sums.get(i).get()).as("seed " + i / 2).isFinite();
        assertThat(sums.get(i).get()).isEqualTo(sums.get(i + 1).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** All that can be worn at once, and one after the other before the face. */
  private static double sum(Worn worn, Clothes clothes, int seed) {
    DressedHead head = new DressedHead(seed);
    SplittableRandom random = new SplittableRandom(seed);
    Outfit outfit = clothes.dress(head.parts, head.face.pose, random);
    clothes.add(head.parts, outfit, head.scene, new Plastic(new float[3], 0, 1), random);
    Worn.Cover cover = Worn.Cover.values()[seed % 3];
    Worn.Before before = Worn.Before.values()[1 + seed % 3];
    Worn.Choice all = new Worn.Choice(cover, true, true, true, before, true);
    worn.cover(all, head.parts, head.scene, random);
    int surfaces = head.scene.surfaces.size();
    worn.add(all, head.parts, head.scene, surfaces, 0, head.face, random);
    double sum = 0;
    for (Surface s : head.scene.surfaces) {
      for (float x : s.vertices().position) {
        sum += x;
      }
      for (float x : s.vertices().normal) {
        sum += x;
      }
    }
    for (Strands s : head.scene.strands) {
      for (float x : s.points()) {
        sum += x;
      }
    }
    for (float x : head.canvas().rgb) {
      sum += x;
    }
    return sum;
  }

  @Test
  void eachThingHasItsShare() {
    SplittableRandom random = new SplittableRandom(7);
    int n = 20_000;
    double covered = 0;
    double glasses = 0;
    double masks = 0;
    double before = 0;
    for (int i = 0; i < n; i++) {
      Worn.Choice c = Worn.Choice.draw(random);
      covered += c.cover() == Worn.Cover.NONE ? 0 : 1.0 / n;
      glasses += c.glasses() ? 1.0 / n : 0;
      masks += c.mask() ? 1.0 / n : 0;
      before += c.before() == Worn.Before.NOTHING ? 0 : 1.0 / n;
    }
    assertThat(covered).isEqualTo(0.14, within(0.01));
    assertThat(glasses).isEqualTo(0.17, within(0.01));
    assertThat(masks).isEqualTo(0.03, within(0.005));
    assertThat(before).isEqualTo(0.14, within(0.01));
  }

  @Test
  void theSharesOfHatsAddUpToOne() {
    double sum = 0;
    for (Hat.Kind kind : Hat.Kind.values()) {
      sum += kind.share;
    }
    assertThat(sum).isEqualTo(1, within(1e-9));
  }
}
