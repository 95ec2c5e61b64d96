package kpnative.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import kpnative.data.painted.SyntheticFaces;
import kpnative.face.FaceCandidate;
import kpnative.face.FaceFinder;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.natives.Device;
import kpnative.natives.NativeMemory;
import kpnative.plan.Precision;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model in the jar on two painted faces, with a finder that knows roughly where they are. */
class FaceKeypointsTest {
  private static final int[] SCALES = {2, 1}; // of the painted faces, from left to right
  private static final List<Box> BOXES = new ArrayList<>();
  private static BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

  @BeforeAll
  static void paint() {
    Assumptions.assumeTrue(BuiltInModel.ofJar().isPresent(), "this build has no model");
    BufferedImage face = SyntheticFaces.render(0, 1);
    Box tight = SyntheticFaces.faces(1, 1, 68).get(0).keypoints().extent();
    int side = face.getWidth();
    picture = new BufferedImage(3 * side, 2 * side, BufferedImage.TYPE_3BYTE_BGR);
    BOXES.clear();
    Graphics2D g = picture.createGraphics();
    for (int i = 0; i < 2; i++) {
      int s = SCALES[i];
      int x = i * 2 * side;
      g.drawImage(face, x, 0, s * face.getWidth(), s * face.getHeight(), null);
      BOXES.add(
          new Box(
              x + s * tight.left(), s * tight.top(), x + s * tight.right(), s * tight.bottom()));
    }
    g.dispose();
  }

  /** A finder that returns the two boxes, the right one first. */
  private static final class Known implements FaceFinder {
    private static final AtomicInteger OPEN = new AtomicInteger();
    private final AtomicBoolean busy = new AtomicBoolean();

    Known() {
      OPEN.incrementAndGet();
    }

    @Override
    public List<FaceCandidate> find(Image color) {
      assertThat(busy.getAndSet(true)).as("the finder is in use by another thread").isFalse();
      assertThat(color.channels()).isEqualTo(Channels.COLOR);
      List<FaceCandidate> all = new ArrayList<>();
      if (color.size().width() == picture.getWidth()) {
        all.add(new FaceCandidate(BOXES.get(1).scaled(1.05), 0.9));
        all.add(new FaceCandidate(BOXES.get(0).scaled(0.95), 0.8));
        all.add(new FaceCandidate(BOXES.get(0).scaled(1.1), 0.7)); // a duplicate
        all.add(new FaceCandidate(new Box(-900, -900, -800, -800), 0.6)); // outside
      }
      busy.set(false);
      return all;
    }

    @Override
    public boolean isSure() {
      return true;
    }

    @Override
    public void close() {
      OPEN.decrementAndGet();
    }
  }

  private static final FindOptions KNOWN = FindOptions.DEFAULT.withFinder(Known::new);

  @Test
  void everyFaceIsFoundOnceFromLeftToRight() throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn(KNOWN)) {
      List<Face> found = faces.find(Photo.of(picture));

      assertThat(found).hasSize(2);
      for (int i = 0; i < 2; i++) {
        Face face = found.get(i);
        assertThat(face.box().overlap(BOXES.get(i))).isGreaterThan(0.5);
        assertThat(face.point("nose_tip")).isEqualTo(face.keypoints().point(30));
        assertThat(face.confidence()).isBetween(0.0, 1.0);
        assertThat(face.confidences()).hasSize(68);
        assertThat(face.disagreement()).isBetween(0.0, 0.5);
      }
      assertThat(found.get(0).score()).isIn(0.7, 0.8);
      assertThat(found.get(1).score()).isEqualTo(0.9);
    }
  }

  @Test
  void aPhotoWithoutAFaceGivesAnEmptyList() throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn(KNOWN)) {
      assertThat(faces.find(Photo.of(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB))))
          .isEmpty();
    }
  }

  @Test
  void theBuiltInFinderFindsNoFaceOnAWall() throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      assertThat(faces.find(Photo.of(new BufferedImage(320, 240, BufferedImage.TYPE_BYTE_GRAY))))
          .isEmpty();
    }
  }

  @Test
  void knownBoxesGiveTheDetectorsFaces() throws IOException {
    Photo photo = Photo.of(picture);
    try (FaceKeypoints faces = FaceKeypoints.builtIn(KNOWN);
        KeypointDetector detector = KeypointDetector.builtIn()) {
      assertThat(faces.detect(photo, BOXES.get(0))).isEqualTo(detector.detect(photo, BOXES.get(0)));
      assertThat(faces.detect(photo, BOXES)).isEqualTo(detector.detect(photo, BOXES));
      assertThat(faces.detectCrop(photo)).isEqualTo(detector.detectCrop(photo));
      assertThat(faces.detect(photo, List.of())).isEmpty();
      assertThat(faces.detect(photo, BOXES.get(0)).score()).isNaN();
    }
  }

  @Test
  void aPartOfThePictureGivesTheBitsOfTheWhole() throws IOException {
    try (KeypointDetector detector = KeypointDetector.builtIn();
        Image gray = Image.of(picture, Channels.GRAY)) {
      for (Box box : List.of(BOXES.get(0), BOXES.get(1), BOXES.get(0).scaled(3))) {
        assertThat(detector.detect(Photo.of(picture), box)).isEqualTo(detector.detect(gray, box));
      }
      assertThat(detector.detect(Photo.of(picture), BOXES)).isEqualTo(detector.detect(gray, BOXES));
    }
  }

  @Test
  void facesAreFoundAgainWhereTheyWere() throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn(KNOWN);
        DecodedPhoto photo = Photo.of(picture).decode()) {
      List<Face> before = faces.find(photo);
      List<Optional<Face>> again = faces.findAgain(photo, before);

      assertThat(faces.canFindAgain()).isTrue();
      for (int i = 0; i < 2; i++) {
        assertThat(again.get(i).orElseThrow().extent().overlap(before.get(i).extent()))
            .isGreaterThan(0.8);
        assertThat(again.get(i).orElseThrow().score()).isEqualTo(before.get(i).score());
      }
    }
  }

  @Test
  void aFaceThatTheCallerIsSureOfIsLookedAtOnce() throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn(KNOWN);
        DecodedPhoto photo = Photo.of(picture).decode()) {
      Face sure = faces.find(photo).get(0).withDisagreement(0.0123);
      Face other = faces.find(photo).get(1).withDisagreement(0.0123);
      Face unmeasured = sure.withDisagreement(Double.NaN);
      List<Face> before = List.of(sure, other, unmeasured);

      List<Optional<Face>> checked = faces.findAgain(photo, before);
      List<Optional<Face>> again = faces.findAgain(photo, before, (index, now) -> index != 1);

      assertThat(checked.get(0).orElseThrow().disagreement()).isNotEqualTo(0.0123);
      assertThat(again.get(0).orElseThrow())
          .isEqualTo(checked.get(0).orElseThrow().withDisagreement(0.0123));
      assertThat(again.subList(1, 3)).isEqualTo(checked.subList(1, 3));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, true", "0.5, true", "1, false"})
  void aFaceIsLostThatIsNotAsSureAsTheOptionsAsk(double least, boolean kept) throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn(KNOWN.withLeastConfidence(least));
        DecodedPhoto photo = Photo.of(picture).decode()) {
      Face known = faces.detect(Photo.of(picture), BOXES.get(0));

      assertThat(faces.findAgain(photo, List.of(known)).get(0).isPresent()).isEqualTo(kept);
    }
  }

  @Test
  void aFaceThatNoFinderScoredIsFoundAgain() throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn(KNOWN);
        DecodedPhoto photo = Photo.of(picture).decode()) {
      Face known = faces.detect(Photo.of(picture), BOXES.get(0));
      assertThat(known.score()).isNaN();

      assertThat(faces.findAgain(photo, List.of(known)).get(0).orElseThrow().score()).isNaN();
    }
  }

  @Test
  void anotherPrecisionKeepsTheEngine() {
    FindOptions reference = KNOWN.withDetector(DetectorOptions.DEFAULT.asReference());

    assertThat(reference.withPrecision(Precision.BFLOAT16).detector())
        .isEqualTo(new DetectorOptions(Device.CPU, Precision.BFLOAT16, true));
    assertThat(reference.withDevice(Device.CPU)).isEqualTo(reference);
  }

  @Test
  void optionsFilterFaces() throws IOException {
    List<Face> all = found(KNOWN);
    double[] sizes =
        all.stream().mapToDouble(f -> Math.sqrt(f.box().width() * f.box().height())).toArray();
    double middle = (sizes[0] + sizes[1]) / 2;
    double least = all.stream().mapToDouble(Face::confidence).min().orElseThrow();

    assertThat(found(KNOWN.withLeastSize(middle))).containsExactly(all.get(0));
    assertThat(found(KNOWN.withMostFaces(1))).containsExactly(all.get(0));
    assertThat(found(KNOWN.withMostFaces(2))).isEqualTo(all);
    assertThat(found(KNOWN.withLeastConfidence(least))).isEqualTo(all);
    assertThat(found(KNOWN.withLeastConfidence(1))).isEmpty();
    assertThat(found(KNOWN.withPasses(1))).hasSize(2).isNotEqualTo(all);
  }

  private static List<Face> found(FindOptions options) throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn(options)) {
      return faces.find(Photo.of(picture));
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertRefused(() -> KNOWN.withLeastConfidence(Double.NaN), "least confidence must be 0 to 1");
    assertRefused(() -> KNOWN.withLeastConfidence(1.5), "least confidence must be 0 to 1");
    assertRefused(() -> KNOWN.withLeastSize(-1), "least size");
    assertRefused(() -> KNOWN.withMostFaces(0), "most faces");
    assertRefused(() -> KNOWN.withPasses(11), "passes must be 1 to 10, got 11");
    assertRefused(() -> KNOWN.withThreads(-1), "threads");
    assertRefused(() -> new Box(1, 1, 1, 5), "a box needs left < right");
    assertRefused(() -> new Box(Double.NaN, 1, 2, 5), "a box needs left < right");
  }

  private static void assertRefused(ThrowingSupplier<?> call, String message) {
    assertThatThrownBy(call::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aLeastConfidenceNeedsCalibratedWeights() throws IOException {
    DetectorFile file = BuiltInModel.ofJar().read();
    DetectorFile unsure =
        new DetectorFile(
            "w.safetensors",
            file.spec(),
            Optional.empty(),
            Optional.empty(),
            file.tensors(),
            file.metadata());

    assertThatThrownBy(() -> FaceKeypoints.of(unsure, KNOWN.withLeastConfidence(0.6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("w.safetensors: a least confidence of 0.6 needs calibrated");
    try (FaceKeypoints faces = FaceKeypoints.of(unsure, KNOWN)) {
      assertThat(faces.find(Photo.of(picture)).get(0).confidence()).isNaN();
    }
  }

  @Test
  void eightThreadsGetTheAnswersOfOne() throws Exception {
    try (FaceKeypoints faces = FaceKeypoints.builtIn(KNOWN)) {
      List<Face> expected = faces.find(Photo.of(picture));
      List<Callable<List<Face>>> work = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        work.add(() -> faces.find(Photo.of(picture)));
      }
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        for (Future<List<Face>> each : threads.invokeAll(work)) {
          assertThat(each.get()).isEqualTo(expected);
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(Known.OPEN.get()).isBetween(1, 8);
    }
    assertThat(Known.OPEN).hasValue(0);
  }

  @Test
  void afterCloseEveryCallSaysSo() throws IOException {
    FaceKeypoints faces = FaceKeypoints.builtIn(KNOWN);
    Photo photo = Photo.of(picture);
    faces.close();
    faces.close();

    assertClosed(() -> faces.find(photo));
    assertClosed(() -> faces.detect(photo, BOXES.get(0)));
    assertClosed(() -> faces.detect(photo, BOXES));
    assertClosed(() -> faces.detectCrop(photo));
    assertClosed(faces::canFindAgain);
    assertClosed(faces::spec);
    try (DecodedPhoto decoded = photo.decode()) {
      assertClosed(() -> faces.find(decoded));
      assertClosed(() -> faces.findAgain(decoded, List.of()));
    }
  }

  private static void assertClosed(ThrowingSupplier<?> call) {
    assertThatThrownBy(call::get)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("FaceKeypoints is closed");
  }

  @Test
  void anUnreadablePhotoIsNamedAndLaterCallsWork() throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn(KNOWN)) {
      Photo empty = Photo.of(InputStream.nullInputStream()).named("upload 7");

      assertThatThrownBy(() -> faces.find(empty))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("upload 7: ");
      assertThatThrownBy(() -> faces.detect(empty, BOXES))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("upload 7: ");
      assertThat(faces.find(Photo.of(picture))).hasSize(2);
    }
  }

  @Test
  void aFinderThatCannotBeMadeFreesTheDetector() throws IOException {
    FindOptions broken =
        FindOptions.DEFAULT.withFinder(
            () -> {
              throw new IOException("finder.onnx: no such file");
            });
    assertThatThrownBy(() -> FaceKeypoints.builtIn(broken)).hasMessageStartingWith("finder.onnx");
    long before = NativeMemory.objects();
    assertThatThrownBy(() -> FaceKeypoints.builtIn(broken)).hasMessageStartingWith("finder.onnx");

    assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
  }

  @Test
  void findingLeavesNothingBehind() throws IOException {
    try (FaceKeypoints faces = FaceKeypoints.builtIn()) {
      Photo photo = Photo.of(picture);
      for (int i = 0; i < 3; i++) {
        faces.find(photo);
        faces.detect(photo, BOXES);
      }
      long before = NativeMemory.objects();
      for (int i = 0; i < 5; i++) {
        faces.find(photo);
        faces.detect(photo, BOXES);
      }
      assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
    }
    found(KNOWN);
    long before = NativeMemory.objects();
    found(KNOWN);
    assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
  }
}
