package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import kpnative.crop.BoxRule;
import kpnative.crop.Crop;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeThreads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A closed detector, and the sessions and batches it created, refuse further calls. */
class ClosedDetectorTest {
  private static final Box FACE = new Box(30, 40, 110, 100);
  private static final DetectorSpec SPEC =
      MadeDetector.spec(BoxRule.From.POINTS, Channels.COLOR, false);

  @TempDir static Path folder;
  private static Path weights = Path.of("");
  private static Image picture;
  private static Map<Class<?>, Object> arguments;

  @BeforeAll
  static void make() throws IOException {
    NativeThreads.set(1);
    weights = MadeDetector.random(folder.resolve("w.safetensors"), SPEC);
    BufferedImage painted = SyntheticFaces.render(0, 1);
    Path file = folder.resolve("face.png");
    ImageIO.write(painted, "png", file.toFile());
    picture = Image.of(painted, Channels.COLOR);
    arguments =
        Map.of(
            Photo.class,
            Photo.of(file),
            Image.class,
            picture,
            Box.class,
            FACE,
            Crop.class,
            SPEC.crop(FACE),
            List.class,
            List.of(FACE, FACE),
            int.class,
            1,
            float[].class,
            new float[2 * MadeDetector.KEYPOINTS]);
  }

  @AfterAll
  static void free() {
    picture.close();
  }

  static Stream<Method> methods() {
    return methods(KeypointDetector.class);
  }

  private static Stream<Method> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()) && !Modifier.isStatic(m.getModifiers()))
        .filter(m -> !m.isSynthetic() && !m.getName().equals("close"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyMethodOfAClosedDetectorSaysTheSame(Method method) throws IOException {
    KeypointDetector detector = KeypointDetector.load(weights);
    detector.close();

    assertRefuses(detector, method);
  }

  @Test
  void whatADetectorGaveIsClosedWithIt() throws IOException {
    KeypointDetector detector = KeypointDetector.load(weights);
    DetectorSession session = detector.session();
    DetectorBatch batch = detector.batch(2);
    detector.close();

    methods(DetectorSession.class).forEach(m -> assertRefuses(session, m));
    methods(DetectorBatch.class)
        .filter(m -> !m.getName().equals("size")) // a number
        .forEach(m -> assertRefuses(batch, m));
    session.close();
    batch.close();
  }

  @Test
  void aClosedSessionRefusesCalls() throws IOException {
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      DetectorSession session = detector.session();
      session.close();
      session.close();

      assertThatThrownBy(() -> session.detectCrop(picture, new float[136], null))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("used after close");
    }
  }

  @Test
  void closingFreesWhatSessionsHold() throws IOException {
    openAndClose(); // one-time allocations
    long before = NativeMemory.objects();
    openAndClose();

    assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
  }

  @Test
  void aClosedDetectorCanBeClosedAgain() throws IOException {
    KeypointDetector detector = KeypointDetector.load(weights);
    detector.close();
    long before = NativeMemory.objects();
    detector.close();

    assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
  }

  @SuppressWarnings("MustBeClosedChecker") // the detector closes them
  private static void openAndClose() throws IOException {
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      detector.session().detect(picture, FACE, new float[136], null);
      detector.batch(4).run();
    }
  }

  private static void assertRefuses(Object object, Method method) {
    Object[] values =
        Arrays.stream(method.getParameterTypes()).map(ClosedDetectorTest::argument).toArray();
    assertThatThrownBy(() -> method.invoke(object, values))
        .as(method.toString())
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("the detector is closed");
  }

  private static Object argument(Class<?> type) {
    Object value = arguments.get(type);
    if (value == null) {
      throw new AssertionError("no argument of " + type + " is known here: add one");
    }
    return value;
  }
}
