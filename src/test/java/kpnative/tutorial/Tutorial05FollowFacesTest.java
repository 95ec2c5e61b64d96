package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kpnative.find.FaceKeypoints;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.image.Photo;
import kpnative.infer.BuiltInModel;
import kpnative.keypoints.Keypoints;
import kpnative.track.FaceFollower;
import kpnative.track.OneEuroFilter;
import kpnative.track.TrackedFace;
import kpnative.video.FilmWriter;
import kpnative.video.FrameSequence;
import kpnative.video.FrameSequence.Frame;
import kpnative.video.FrameSequences;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Along a video, a face is where it was a frame ago, more or less. A follower looks there first,
 * which is cheaper than a search and tells who is who; every half second, and when a face is lost,
 * it searches the whole frame. Frames are photos, each with its time: a camera's, or those of
 * {@code kpnative.video}.
 */
class Tutorial05FollowFacesTest {
  private static final double FRAMES_PER_SECOND = 25;

  private static FaceKeypoints faces;

  @BeforeAll
  static void open() throws IOException {
    assumeTrue(BuiltInModel.ofJar().isPresent(), "a build without a model");
    faces = FaceKeypoints.builtIn();
  }

  @AfterAll
  static void close() {
    if (faces != null) {
      faces.close();
    }
  }

  /** Two people, one of them on the way to the right: each keeps a number. */
  @Test
  void everyFaceKeepsItsNumberFromFrameToFrame() throws IOException {
    List<PaintedScene> scenes =
        IntStream.range(0, 15).mapToObj(Tutorial05FollowFacesTest::walking).toList();
    List<Photo> frames = scenes.stream().map(scene -> Photo.of(scene.picture())).toList();
    List<List<TrackedFace>> tracked = new ArrayList<>();

    // tag::follow
    FaceFollower follower = new FaceFollower(faces);
    for (int i = 0; i < frames.size(); i++) {
      tracked.add(follower.next(frames.get(i), i / 25.0)); // seconds
    }
    // end::follow

    for (int i = 0; i < frames.size(); i++) {
      assertThat(tracked.get(i)).extracting(TrackedFace::id).containsExactly(0, 1);
      for (TrackedFace face : tracked.get(i)) {
        Keypoints truth = scenes.get(i).truth().get(face.id());
        assertThat(PaintedScene.nme(truth, face.keypoints())).isLessThan(0.08);
      }
    }
  }

  /** Frames come from anywhere: a file, a camera, a queue. Their faces come as a stream. */
  @Test
  void anySourceOfFramesIsFollowedAsAStream() {
    record Shown(Photo photo, double seconds) {}
    Stream<Shown> camera =
        IntStream.range(0, 5)
            .mapToObj(i -> new Shown(Photo.of(walking(i).picture()), i / FRAMES_PER_SECOND));
    List<String> lines = new ArrayList<>();

    // tag::stream
    FaceFollower follower = new FaceFollower(faces);
    follower
        .follow(camera, Shown::photo, Shown::seconds)
        .forEach(
            followed -> {
              for (TrackedFace face : followed.faces()) {
                lines.add(followed.frame().seconds() + " s: face " + face.id());
              }
            });
    // end::stream

    assertThat(lines).hasSize(10).startsWith("0.0 s: face 0", "0.0 s: face 1");
  }

  /** A film has frames with times of its own. What was found is drawn into another film. */
  @Test
  void aFilmIsFollowed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("walking.mp4");
    try (FilmWriter film = new FilmWriter(file, FRAMES_PER_SECOND)) {
      for (int i = 0; i < 5; i++) {
        film.add(walking(i).picture(), i / FRAMES_PER_SECOND);
      }
    }
    List<String> lines = new ArrayList<>();

    // tag::film
    FaceFollower follower = new FaceFollower(faces);
    try (FrameSequence frames = FrameSequences.open(file, 25)) { // 25: of numbered pictures
      follower
          .follow(frames.stream(), Frame::photo, Frame::seconds)
          .forEach(
              followed -> lines.add(followed.frame().seconds() + ": " + followed.faces().size()));
    }
    // end::film

    assertThat(lines).containsExactly("0.0: 2", "0.04: 2", "0.08: 2", "0.12: 2", "0.16: 2");
  }

  /** A camera waits for nobody: each frame's faces are there before the next frame is asked for. */
  @Test
  void aStreamIsFollowedFrameByFrame() {
    List<Integer> asked = new ArrayList<>();
    Stream<Integer> camera = IntStream.range(0, 3).boxed().peek(asked::add);

    new FaceFollower(faces)
        .follow(camera, i -> Photo.of(walking(i).picture()), i -> i / FRAMES_PER_SECOND)
        .forEach(followed -> assertThat(asked).hasSize(followed.frame() + 1));
    assertThat(asked).hasSize(3);
  }

  /** One detector serves any number of films at a time, each with a follower of its own. */
  @Test
  void oneDetectorFollowsSeveralFilms() throws Exception {
    List<List<Photo>> films = new ArrayList<>();
    for (int film = 0; film < 3; film++) {
      int own = film;
      films.add(
          IntStream.range(0, 6)
              .mapToObj(i -> Photo.of(new PaintedScene(480, 240).with(own, place(3 * i)).picture()))
              .toList());
    }
    List<List<List<TrackedFace>>> alone = new ArrayList<>();
    for (List<Photo> film : films) {
      alone.add(followed(film));
    }

    ExecutorService threads = Executors.newFixedThreadPool(films.size());
    try {
      List<Future<List<List<TrackedFace>>>> together =
          threads.invokeAll(films.stream().map(film -> task(film)).toList());
      for (int film = 0; film < films.size(); film++) {
        assertThat(together.get(film).get()).isEqualTo(alone.get(film));
        assertThat(alone.get(film)).allMatch(frame -> frame.size() == 1);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static Callable<List<List<TrackedFace>>> task(List<Photo> film) {
    return () -> followed(film);
  }

  private static List<List<TrackedFace>> followed(List<Photo> film) throws IOException {
    FaceFollower follower = new FaceFollower(faces);
    List<List<TrackedFace>> all = new ArrayList<>();
    for (int i = 0; i < film.size(); i++) {
      all.add(follower.next(film.get(i), i / FRAMES_PER_SECOND));
    }
    return all;
  }

  /** A face that is gone is not reported; back within two seconds, it has its old number. */
  @Test
  void aFaceThatComesBackKeepsItsNumber() throws IOException {
    FaceFollower follower = new FaceFollower(faces);
    Photo both = Photo.of(walking(0).picture());
    Photo first = Photo.of(new PaintedScene(480, 240).with(2, place(0)).picture());

    assertThat(follower.next(both, 0.0)).extracting(TrackedFace::id).containsExactly(0, 1);
    assertThat(follower.next(first, 0.04)).extracting(TrackedFace::id).containsExactly(0);
    assertThat(follower.next(both, 0.60)).extracting(TrackedFace::id).containsExactly(0, 1);
  }

  /**
   * Every frame has noise of its own, so the points of a still face jitter. The One-Euro filter
   * smooths them: its cutoff frequency is low for points at rest and rises with their speed.
   */
  @Test
  void theOneEuroFilterRemovesJitter() throws IOException {
    // tag::smooth
    FaceFollower follower = new FaceFollower(faces, OneEuroFilter::new);
    // end::smooth
    List<Point> found = new ArrayList<>();
    List<Point> smoothed = new ArrayList<>();
    for (int frame = 0; frame < 15; frame++) {
      BufferedImage noisy = noisy(walking(0).picture(), frame);
      TrackedFace face = follower.next(Photo.of(noisy), frame / FRAMES_PER_SECOND).get(0);
      found.add(face.found().keypoints().point(30));
      smoothed.add(face.keypoints().point(30));
    }

    assertThat(meanStep(found)).isPositive(); // pixels from frame to frame
    assertThat(meanStep(smoothed)).isLessThan(0.5 * meanStep(found));
  }

  /** The wrong way: a cutoff that does not rise with speed. The points trail behind the face. */
  @Test
  void tooMuchSmoothingLagsBehind() throws IOException {
    assertThat(lag(new OneEuroFilter(0.1, 0))).isGreaterThan(10); // of the 36 pixels it walked
    assertThat(lag(new OneEuroFilter(1, 10))).isLessThan(5);
  }

  /** Each frame is later than the one before; anything else is an error. */
  @Test
  void framesComeInTheOrderOfTime() throws IOException {
    FaceFollower follower = new FaceFollower(faces, () -> new OneEuroFilter(1, 0.5));
    Photo frame = Photo.of(walking(0).picture());
    follower.next(frame, 1.0);

    assertThatThrownBy(() -> follower.next(frame, 1.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.000 s");
  }

  /** {@return how far the smoothed nose of a walking face is behind the found one, pixels} */
  private static double lag(OneEuroFilter filter) throws IOException {
    FaceFollower follower = new FaceFollower(faces, () -> filter);
    double behind = 0;
    for (int frame = 0; frame < 10; frame++) {
      BufferedImage one = new PaintedScene(480, 240).with(2, place(4 * frame)).picture();
      TrackedFace face = follower.next(Photo.of(one), frame / FRAMES_PER_SECOND).get(0);
      behind = face.found().keypoints().x(30) - face.keypoints().x(30);
    }
    return behind;
  }

  /** One person walks three pixels a frame; another stays. */
  private static PaintedScene walking(int frame) {
    return new PaintedScene(480, 240)
        .with(2, place(3 * frame))
        .with(8, Box.ofPixels(350, 70, 100, 100));
  }

  private static Box place(double moved) {
    return Box.ofPixels(50 + moved, 70, 100, 100);
  }

  /** The same picture as a camera would take it again: every pixel a little brighter or darker. */
  private static BufferedImage noisy(BufferedImage picture, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int noise = random.nextInt(-20, 21);
        int rgb = picture.getRGB(x, y);
        int red = Math.max(0, Math.min(255, (rgb >> 16 & 255) + noise));
        int green = Math.max(0, Math.min(255, (rgb >> 8 & 255) + noise));
        int blue = Math.max(0, Math.min(255, (rgb & 255) + noise));
        picture.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return picture;
  }

  private static double meanStep(List<Point> points) {
    double sum = 0;
    for (int i = 1; i < points.size(); i++) {
      sum += points.get(i).distanceTo(points.get(i - 1));
    }
    return sum / (points.size() - 1);
  }
}
