package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import kpnative.crop.BoxRule;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.image.InputFormat;
import kpnative.image.Photo;
import kpnative.keypoints.Keypoints;
import kpnative.natives.Device;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeThreads;
import kpnative.plan.Precision;
import kpnative.testing.OwnProcess;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

// Object counts may also fall: the presets leave one object from startup to the garbage collector.
@Timeout(600)
class KeypointDetectorTest {
  private static final long MEBIBYTE = 1 << 20;
  private static final Offset<Double> CLOSE = Offset.offset(1e-4); // pixels
  private static final Box FACE = new Box(30, 40, 110, 100);
  private static final DetectorSpec POINTS =
      MadeDetector.spec(BoxRule.From.POINTS, Channels.GRAY, false);

  private final BufferedImage picture = SyntheticFaces.render(0, 1);

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @Test
  void answersAreInThePicturesPixels() throws IOException {
    try (KeypointDetector detector = constant(BoxRule.From.POINTS)) {
      Keypoints found = detector.detect(Photo.of(picture), FACE).keypoints();

      // the face with its margin, 100 x 75, widened to the input's 24 x 16: 112.5 x 75 about (70,
      // 70)
      assertThat(found.x(0)).isCloseTo(13.75, CLOSE);
      assertThat(found.y(0)).isCloseTo(32.5, CLOSE);
      assertThat(found.x(1)).isCloseTo(70, CLOSE);
      assertThat(found.y(1)).isCloseTo(70, CLOSE);
      assertThat(found.x(2)).isCloseTo(126.25, CLOSE);
      assertThat(found.y(2)).isCloseTo(70 + 75 / 4.0, CLOSE);
    }
  }

  @Test
  void aFaceThatFillsThePictureGetsNoMargin() throws IOException {
    BufferedImage wide = new BufferedImage(300, 100, BufferedImage.TYPE_INT_RGB);
    try (KeypointDetector detector = constant(BoxRule.From.POINTS)) {
      Keypoints found = detector.detectCrop(Photo.of(wide)).keypoints();

      // 300 x 100 widened to 300 x 200 about (149.5, 49.5)
      assertThat(found.x(0)).isCloseTo(-0.5, CLOSE);
      assertThat(found.y(0)).isCloseTo(-50.5, CLOSE);
      assertThat(found.x(2)).isCloseTo(299.5, CLOSE);
    }
  }

  @Test
  void aDetectorOfWholePicturesStretchesThem() throws IOException {
    BufferedImage tall = new BufferedImage(100, 300, BufferedImage.TYPE_INT_RGB);
    try (KeypointDetector detector = constant(BoxRule.From.PICTURE)) {
      Keypoints found = detector.detectCrop(Photo.of(tall)).keypoints();

      assertThat(found.x(0)).isCloseTo(-0.5, CLOSE);
      assertThat(found.y(0)).isCloseTo(-0.5, CLOSE);
      assertThat(found.x(2)).isCloseTo(99.5, CLOSE);
      assertThat(found.y(2)).isCloseTo(-0.5 + 0.75 * 300, CLOSE);
      assertThat(detector.detect(Photo.of(tall), new Box(-0.5, -0.5, 99.5, 299.5)).keypoints())
          .as("the box of a detector of whole pictures has no margin")
          .isEqualTo(found);
    }
  }

  @Test
  void filesBufferedImagesAndMatsGetTheSameAnswer() throws IOException {
    Path png = png();
    DetectorSpec spec = MadeDetector.spec(BoxRule.From.POINTS, Channels.COLOR, false);
    try (KeypointDetector detector = random(spec);
        Image color = ImageReader.read(png, Channels.COLOR)) {
      Keypoints whole = detector.detectCrop(Photo.of(picture)).keypoints();
      assertThat(detector.detectCrop(Photo.of(png)).keypoints()).isEqualTo(whole);
      assertThat(detector.detectCrop(Photo.of(color.mat())).keypoints()).isEqualTo(whole);

      Keypoints face = detector.detect(Photo.of(picture), FACE).keypoints();
      assertThat(detector.detect(Photo.of(png), FACE).keypoints()).isEqualTo(face);
      assertThat(detector.detect(Photo.of(color.mat()), FACE).keypoints()).isEqualTo(face);
      assertThat(detector.detect(color, FACE).keypoints()).isEqualTo(face);
      assertThat(face).as("another part of the picture").isNotEqualTo(whole);
    }
  }

  @Test
  void aGrayDetectorTakesColorPictures() throws IOException {
    Path png = png();
    try (KeypointDetector detector = random(POINTS);
        Image color = ImageReader.read(png, Channels.COLOR)) {
      Keypoints face = detector.detect(Photo.of(picture), FACE).keypoints();
      assertThat(detector.detect(Photo.of(color.mat()), FACE).keypoints()).isEqualTo(face);

      // the file decoder's gray differs by one level in some pixels
      Keypoints read = detector.detect(Photo.of(png), FACE).keypoints();
      for (int k = 0; k < MadeDetector.KEYPOINTS; k++) {
        assertThat(read.x(k)).isCloseTo(face.x(k), Offset.offset(1.0));
        assertThat(read.y(k)).isCloseTo(face.y(k), Offset.offset(1.0));
      }
    }
  }

  @Test
  void eightThreadsGetTheAnswersOfOne() throws Exception {
    try (KeypointDetector detector = random(POINTS)) {
      List<BufferedImage> pictures = new ArrayList<>();
      List<Keypoints> expected = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        pictures.add(SyntheticFaces.render(i, 1));
        expected.add(detector.detect(Photo.of(pictures.get(i)), FACE).keypoints());
      }
      List<Callable<Void>> work = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int first = t;
        work.add(
            () -> {
              for (int i = 0; i < 60; i++) {
                int which = (first + i) % pictures.size();
                assertThat(detector.detect(Photo.of(pictures.get(which)), FACE).keypoints())
                    .isEqualTo(expected.get(which));
              }
              return null;
            });
      }
      onThreads(work);
    }
  }

  @Test
  void callsThatRunWhileItIsClosedEndWithTheirAnswers() throws Exception {
    KeypointDetector detector = random(POINTS);
    Keypoints expected = detector.detect(Photo.of(picture), FACE).keypoints();
    int threads = 4;
    CountDownLatch detecting = new CountDownLatch(threads);
    List<Callable<Void>> work = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      work.add(
          () -> {
            while (true) {
              Keypoints found;
              try {
                found = detector.detect(Photo.of(picture), FACE).keypoints();
              } catch (IllegalStateException closed) {
                assertThat(closed).hasMessageContaining("closed");
                return null;
              } finally {
                detecting.countDown();
              }
              assertThat(found).isEqualTo(expected);
            }
          });
    }
    work.add(
        () -> {
          detecting.await();
          detector.close();
          return null;
        });
    onThreads(work);
  }

  @Test
  void closingFreesEveryNativeObject() throws IOException {
    Path weights = MadeDetector.random(folder.resolve("w.safetensors"), POINTS);
    detectOnce(weights); // one-time allocations
    long before = NativeMemory.objects();
    detectOnce(weights);

    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  @Test
  @OwnProcess
  void tenThousandDetectionsLeaveMemoryFlat() throws IOException {
    InputFormat input = new InputFormat(64, 64, Channels.GRAY, 0.5, 1); // of 16 KiB
    try (KeypointDetector detector = random(MadeDetector.spec(BoxRule.From.POINTS, input, false));
        Image image = Image.of(picture, Channels.GRAY)) {
      for (int i = 0; i < 2000; i++) {
        detector.detect(image, FACE);
      }
      long objects = NativeMemory.objects();
      long resident = NativeMemory.residentBytes();
      for (int i = 0; i < 10_000; i++) {
        detector.detect(image, FACE);
      }
      assertThat(NativeMemory.objects()).isEqualTo(objects);
      // leaking one input per detection would be 156 MiB; the Java heap grows by less
      assertThat(NativeMemory.residentBytes() - resident).isLessThan(120 * MEBIBYTE);
    }
  }

  @Test
  void aMirroredPictureGetsTheMirroredAnswer() throws IOException {
    DetectorSpec spec = MadeDetector.spec(BoxRule.From.PICTURE, Channels.GRAY, true);
    BufferedImage any = SyntheticFaces.render(1, 1);
    // sides at which OpenCV's steps of 1/32 px, and the means of 2 x 2 pixels, are mirrored too
    BufferedImage plain = any.getSubimage(0, 0, 144, 160);
    int width = plain.getWidth();
    BufferedImage mirrored =
        new BufferedImage(width, plain.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < plain.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        mirrored.setRGB(width - 1 - x, y, plain.getRGB(x, y));
      }
    }
    try (KeypointDetector detector = random(spec)) {
      Keypoints one = detector.detectCrop(Photo.of(plain)).keypoints();
      Keypoints other = detector.detectCrop(Photo.of(mirrored)).keypoints();
      List<Integer> partner = detector.schema().mirror().orElseThrow();
      for (int k = 0; k < MadeDetector.KEYPOINTS; k++) {
        assertThat(other.x(k)).isCloseTo(width - 1 - one.x(partner.get(k)), Offset.offset(1e-2));
        assertThat(other.y(k)).isCloseTo(one.y(partner.get(k)), Offset.offset(1e-2));
      }
    }
  }

  @Test
  void aSessionWritesIntoTheCallersArrays() throws IOException {
    float[] points = new float[2 * MadeDetector.KEYPOINTS];
    float[] deviations = new float[MadeDetector.KEYPOINTS];
    try (KeypointDetector detector = random(POINTS);
        DetectorSession session = detector.session();
        Image gray = Image.of(picture, Channels.GRAY)) {
      detector.warmUp(2);
      session.detect(gray, FACE, points, deviations);
      Keypoints found = detector.detect(gray, FACE).keypoints();

      assertThat(points[2]).isCloseTo((float) found.x(1), Offset.offset(1e-3f));
      assertThat(points[3]).isCloseTo((float) found.y(1), Offset.offset(1e-3f));
      assertThat(deviations).as("coordinates have no distribution").containsOnly(Float.NaN);
      assertThatThrownBy(() -> session.detect(gray, FACE, new float[7], null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("need arrays of 136");
    }
  }

  @Test
  void bfloat16IsCloseToFloat32() throws IOException {
    Path weights = MadeDetector.random(folder.resolve("random.safetensors"), POINTS);
    try (KeypointDetector exact = KeypointDetector.load(weights);
        KeypointDetector rounded =
            KeypointDetector.load(weights, new DetectorOptions(Device.CPU, Precision.BFLOAT16))) {
      Keypoints a = exact.detect(Photo.of(picture), FACE).keypoints();
      Keypoints b = rounded.detect(Photo.of(picture), FACE).keypoints();
      for (int k = 0; k < MadeDetector.KEYPOINTS; k++) {
        assertThat(b.x(k)).isCloseTo(a.x(k), Offset.offset(2.0));
      }
    }
  }

  @Test
  void anUnsupportedPrecisionIsRefused() throws IOException {
    Path weights = MadeDetector.random(folder.resolve("random.safetensors"), POINTS);

    assertThatThrownBy(
            () -> KeypointDetector.load(weights, new DetectorOptions(Device.CPU, Precision.INT8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(weights + ": no ranges for int8")
        .hasMessageContaining("quantize");
    assertThatThrownBy(
            () -> KeypointDetector.load(weights, new DetectorOptions(Device.CPU, Precision.AUTO)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(weights + ": no errors by precision")
        .hasMessageContaining("quantize");
    assertThatThrownBy(() -> new DetectorOptions(Device.CPU, Precision.AUTO).asReference())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auto needs the compiled network");
    assertThatThrownBy(() -> new DetectorOptions(Device.CPU, Precision.FLOAT16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bfloat16");
    assertThatThrownBy(() -> new DetectorOptions(new Device(Device.Kind.CUDA, 0), Precision.INT8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("float16");
  }

  @Test
  void anUnreadablePictureIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("face.jpg"), "no picture");
    try (KeypointDetector detector = random(POINTS)) {
      assertThatThrownBy(() -> detector.detectCrop(Photo.of(text)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(text.toString());
    }
  }

  private Path png() throws IOException {
    Path png = folder.resolve("face.png");
    ImageIO.write(picture, "png", png.toFile());
    return png;
  }

  private void detectOnce(Path weights) throws IOException {
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      detector.detect(Photo.of(picture), FACE);
    }
  }

  private KeypointDetector random(DetectorSpec spec) throws IOException {
    return KeypointDetector.load(MadeDetector.random(folder.resolve("random.safetensors"), spec));
  }

  /** Keypoint 0 is at the crop's upper left corner, 1 in its middle, 2 at its right edge. */
  private KeypointDetector constant(BoxRule.From from) throws IOException {
    float[] uv = new float[2 * MadeDetector.KEYPOINTS];
    System.arraycopy(new float[] {0, 0, 0.5f, 0.5f, 1, 0.75f}, 0, uv, 0, 6);
    return KeypointDetector.load(
        MadeDetector.constant(
            folder.resolve("constant.safetensors"),
            MadeDetector.spec(from, Channels.GRAY, false),
            uv));
  }

  private static void onThreads(List<Callable<Void>> work)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(work.size());
    try {
      for (Future<Void> each : pool.invokeAll(work)) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
