package kpnative.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kpnative.geometry.Box;
import kpnative.infer.Face;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faces along known paths, seen by a network that, like a real one, settles on the nearest face
 * within half a face of where it looks, whosever it is.
 */
class TracksTest {
  private static final double RATE = 25;
  private static final double SIZE = 100; // pixels, a face's
  private static final double CAPTURES = 0.5; // face sizes

  /** Where each person is; a person who is not seen is absent. */
  private interface Scene {
    List<Optional<Box>> at(int frame);
  }

  /** Follows a scene; {@return the id of each person in each frame, -1 if not followed} */
  private static List<int[]> follow(Scene scene, int frames) throws IOException {
    Tracks tracks = new Tracks();
    Random noise = new Random(5);
    List<int[]> ids = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      List<Optional<Box>> people = scene.at(f);
      List<TrackedFace> found = tracks.next(new Seen(people, noise, 0), f / RATE, null);
      ids.add(
          people.stream()
              .mapToInt(
                  person ->
                      found.stream()
                          .filter(t -> person.isPresent() && off(t.found(), person.get()) < 0.2)
                          .mapToInt(TrackedFace::id)
                          .findFirst()
                          .orElse(-1))
              .toArray());
      assertThat(found)
          .as("frame %d", f)
          .hasSize((int) people.stream().flatMap(Optional::stream).count());
    }
    return ids;
  }

  /** Two in opposite directions, one above the other: they cross in the middle and come back. */
  @ParameterizedTest
  @CsvSource({
    "3, 110", "10, 110", "25, 110", "40, 110", "55, 110", "70, 110", "90, 110", "10, 160",
    "55, 160", "90, 160"
  })
  void twoThatCrossWithoutTouchingKeepTheirNumbers(double speed, double apart) throws IOException {
    Scene scene =
        f -> {
          double x = 100 + there(speed, f, 800);
          return List.of(Optional.of(face(x, 200)), Optional.of(face(1000 - x, 200 + apart)));
        };

    assertNumbersStay(follow(scene, 120));
  }

  /** One passes where the other is half a second later. */
  @ParameterizedTest
  @ValueSource(doubles = {6, 20, 45, 70})
  void twoWhosePathsCrossOneAfterTheOtherKeepTheirNumbers(double speed) throws IOException {
    Scene scene =
        f ->
            List.of(
                Optional.of(face(100 + speed * f, 100 + speed * f)),
                Optional.of(
                    face(100 + speed * (f - 130 / speed), 900 - speed * (f - 130 / speed))));

    assertNumbersStay(follow(scene, (int) (900 / speed)));
  }

  /** One runs behind the other: soon each is, after a frame, where the other was. */
  @ParameterizedTest
  @ValueSource(doubles = {110, 130, 200})
  void twoInARowKeepTheirNumbers(double apart) throws IOException {
    Scene scene =
        f -> {
          double x = 2.2 * f * f; // faster and faster
          return List.of(Optional.of(face(x, 200)), Optional.of(face(x + apart, 200)));
        };

    assertNumbersStay(follow(scene, 50));
  }

  /** Three on a wheel, which meet nobody and change places all the time. */
  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.1, 0.25, 0.4})
  void threeOnAWheelKeepTheirNumbers(double turn) throws IOException {
    Scene scene =
        f ->
            IntStream.range(0, 3)
                .mapToObj(
                    i ->
                        Optional.of(
                            face(
                                400 + 150 * Math.cos(turn * f + i * 2 * Math.PI / 3),
                                400 + 150 * Math.sin(turn * f + i * 2 * Math.PI / 3))))
                .toList();

    assertNumbersStay(follow(scene, 100));
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "0, 25", "0, 45", "4, 10", "4, 25", "12, 15", "25, 8", "-12, 20"})
  void aFaceThatWasHiddenKeepsItsNumber(double speed, int frames) throws IOException {
    Scene scene =
        f ->
            List.of(
                f >= 20 && f < 20 + frames
                    ? Optional.empty()
                    : Optional.of(face(500 + speed * f, 200)));

    assertNumbersStay(follow(scene, 80));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 20, 40})
  void aFaceThatComesBackWhereItWentKeepsItsNumber(int frames) throws IOException {
    Scene scene =
        f ->
            List.of(
                f < 30
                    ? Optional.of(face(300 + 10 * f, 200))
                    : f < 30 + frames
                        ? Optional.empty()
                        : Optional.of(face(600 - 10 * (f - 30 - frames), 200)));

    assertNumbersStay(follow(scene, 90));
  }

  @ParameterizedTest
  @ValueSource(doubles = {8, 15, 25})
  void twoThatCrossBehindAPillarKeepTheirNumbers(double speed) throws IOException {
    Scene scene =
        f -> {
          double x = 100 + speed * f;
          return x > 400 && x < 600
              ? List.of(Optional.<Box>empty(), Optional.<Box>empty())
              : List.of(Optional.of(face(x, 200)), Optional.of(face(1000 - x, 220)));
        };

    assertNumbersStay(follow(scene, (int) (800 / speed)));
  }

  @Test
  void whoIsSeenWhileTheOtherIsHiddenKeepsTheirNumber() throws IOException {
    Scene scene =
        f ->
            List.of(
                f > 10 && f < 30 ? Optional.empty() : Optional.of(face(300, 200)),
                f > 15 && f < 18 ? Optional.empty() : Optional.of(face(420, 200)));

    assertNumbersStay(follow(scene, 50));
  }

  @Test
  void aFaceThatIsAwayForMoreThanTwoSecondsGetsAnotherNumber() throws IOException {
    Scene scene = f -> List.of(f > 10 && f < 65 ? Optional.empty() : Optional.of(face(300, 200)));

    assertThat(follow(scene, 80).get(79)).containsExactly(1);
  }

  @Test
  void aNewFaceElsewhereGetsANumberOfItsOwn() throws IOException {
    Scene scene =
        f ->
            List.of(
                f < 10 ? Optional.of(face(300, 200)) : Optional.empty(),
                f < 12 ? Optional.empty() : Optional.of(face(700, 200)));

    assertThat(follow(scene, 20).get(19)).containsExactly(-1, 1);
  }

  @Test
  void aFaceOfAnotherSizeIsAnotherFace() throws IOException {
    Scene scene = f -> List.of(Optional.of(f < 10 ? face(300, 200) : face(300, 200, 2)));
    Tracks tracks = new Tracks();
    List<Integer> ids = new ArrayList<>();
    for (int f = 0; f < 20; f++) {
      tracks
          .next(new Seen(scene.at(f), new Random(1), 0), f / RATE, null)
          .forEach(face -> ids.add(face.id()));
    }

    assertThat(ids).startsWith(0).endsWith(1);
  }

  @Test
  void aFaceAfterACutIsAnotherUntilTheShotIsBack() throws IOException {
    Tracks tracks = new Tracks();
    List<Integer> ids = new ArrayList<>();
    for (int f = 0; f < 80; f++) {
      List<Optional<Box>> people = List.of(Optional.of(face(300, 200)));
      Seen seen = new Seen(people, new Random(f), f / 20 % 2);
      tracks.next(seen, f / RATE, null).forEach(face -> ids.add(face.id()));
    }

    assertThat(ids).hasSize(80);
    for (int f = 0; f < 80; f++) {
      assertThat(ids.get(f)).as("frame %d", f).isEqualTo(f / 20 % 2);
    }
  }

  @Test
  void aFaceThatStaysAsItWasIsCheckedSevenTimesASecond() throws IOException {
    List<Boolean> checks = checks(frame -> 0.9, frame -> 0, 0.01);

    assertThat(checks).hasSize(50);
    assertThat(checks.stream().filter(c -> c)).hasSizeBetween(12, 15);
    assertThat(checks.subList(0, 3)).containsOnly(false); // the search has checked it
  }

  @Test
  void aFaceIsCheckedInEachFrameInWhichItIsNotAsItWas() throws IOException {
    assertThat(checks(frame -> frame == 9 ? 0.75 : 0.9, frame -> 0, 0.01).get(8)).isTrue();
    assertThat(checks(frame -> 0.9, frame -> frame < 9 ? 0 : 20, 0.01).get(8)).isTrue();
    assertThat(checks(frame -> Double.NaN, frame -> 0, 0.01)).containsOnly(true);
    assertThat(checks(frame -> 0.9, frame -> 0, 0.05)).containsOnly(true);
  }

  /** {@return for each frame but the first whether the one face of a film was checked} */
  private static List<Boolean> checks(
      IntToDoubleFunction confidence, IntToDoubleFunction x, double disagreement)
      throws IOException {
    Tracks tracks = new Tracks();
    List<Boolean> checks = new ArrayList<>();
    for (int f = 0; f <= 50; f++) {
      double c = confidence.applyAsDouble(f);
      List<Double> confidences = Double.isNaN(c) ? List.of() : List.of(c, c);
      Box box = face(200 + x.applyAsDouble(f), 200);
      Face face =
          new Face(
              box,
              Keypoints.of(box.left(), box.top(), box.right(), box.bottom()),
              confidences,
              List.of(),
              1,
              disagreement,
              KeypointSchema.unnamed(2),
              List.of(0, 1));
      tracks.next(new One(face, checks), f / RATE, null);
    }
    return checks;
  }

  /** A frame with one face, which notes whether it was checked. */
  private record One(Face face, List<Boolean> checks) implements FrameView {
    @Override
    public List<Optional<Face>> again(List<Face> expected, BiPredicate<Integer, Face> sure) {
      for (int i = 0; i < expected.size(); i++) {
        checks.add(!sure.test(i, face));
      }
      return expected.stream().map(was -> Optional.of(face)).toList();
    }

    @Override
    public List<Face> all() {
      return List.of(face);
    }

    @Override
    public CoarsePicture coarse() {
      return new CoarsePicture(new double[192]);
    }
  }

  private static double there(double speed, int frame, double way) {
    return Math.abs((speed * frame + way) % (2 * way) - way);
  }

  private static void assertNumbersStay(List<int[]> ids) {
    int people = ids.get(0).length;
    for (int person = 0; person < people; person++) {
      int own = person;
      assertThat(ids.stream().map(frame -> frame[own]).filter(id -> id >= 0).distinct())
          .as("the numbers of person %d", own)
          .hasSize(1);
    }
    assertThat(ids.stream().flatMapToInt(Arrays::stream).filter(id -> id >= 0).distinct())
        .hasSize(people);
  }

  private static double off(Face face, Box box) {
    return face.extent().center().distanceTo(box.center()) / SIZE;
  }

  private static Box face(double x, double y) {
    return face(x, y, 1);
  }

  private static Box face(double x, double y, double scale) {
    return Box.ofPixels(x - SIZE * scale / 2, y - SIZE * scale / 2, SIZE * scale, SIZE * scale);
  }

  /** One frame. */
  private record Seen(List<Optional<Box>> people, Random noise, int shot) implements FrameView {
    @Override
    public List<Optional<Face>> again(List<Face> expected, BiPredicate<Integer, Face> sure) {
      return expected.stream()
          .map(
              face ->
                  seen()
                      .filter(box -> off(face, box) < CAPTURES)
                      .min(Comparator.comparingDouble(box -> off(face, box)))
                      .map(this::found))
          .toList();
    }

    @Override
    public List<Face> all() {
      return seen()
          .map(this::found)
          .sorted(Comparator.comparingDouble((Face face) -> face.box().left()))
          .toList();
    }

    @Override
    public CoarsePicture coarse() {
      Random cells = new Random(shot);
      return new CoarsePicture(
          IntStream.range(0, 192).mapToDouble(i -> 255 * cells.nextDouble()).toArray());
    }

    private Stream<Box> seen() {
      return people.stream().flatMap(Optional::stream);
    }

    private Face found(Box box) {
      double x = noise.nextGaussian();
      double y = noise.nextGaussian();
      Keypoints points =
          Keypoints.of(box.left() + x, box.top() + y, box.right() + x, box.bottom() + y);
      return new Face(
          box, points, List.of(), List.of(), 1, 0.01, KeypointSchema.unnamed(2), List.of(0, 1));
    }
  }
}
