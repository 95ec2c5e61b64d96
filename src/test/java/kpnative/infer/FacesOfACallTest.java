package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kpnative.crop.BoxRule;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.natives.Device;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeThreads;
import kpnative.network.TorchModule;
import kpnative.plan.InferencePlan;
import kpnative.plan.Precision;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several faces in one call: the batches that the network runs, and their working memory. */
class FacesOfACallTest {
  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @ParameterizedTest
  @CsvSource({"false,1,1", "false,2,2", "false,3,2", "false,7,4", "false,8,8", "false,30,8"})
  @CsvSource({"true,1,1", "true,3,2", "true,4,4", "true,8,4"}) // each face takes two inputs
  void noRunComputesAnInputWithoutAFace(boolean mirrored, int waiting, int taken)
      throws IOException {
    DetectorFile file = file(mirrored);
    try (FaceEngine engine = plan(file);
        CallPool pool = new CallPool(file.spec(), engine)) {
      assertThat(pool.take(waiting).faces()).isEqualTo(taken);
    }
  }

  @Test
  void memoryThatWasGivenBackIsReused() throws IOException {
    DetectorFile file = file(false);
    try (FaceEngine engine = plan(file);
        CallPool pool = new CallPool(file.spec(), engine)) {
      DetectorCall two = pool.take(3);
      pool.giveBack(two);
      assertThat(pool.take(1)).isNotSameAs(two);
      assertThat(pool.take(2)).isSameAs(two);
      assertThat(pool.take(2)).isNotSameAs(two);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void facesOfOnePictureGetTheAnswersOfEach(boolean mirrored) throws IOException {
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < 11; i++) { // batches of 8, 2 and 1; mirrored 4, 4, 2 and 1
      boxes.add(new Box(10 + i, 20, 60 + 2 * i, 90));
    }
    try (KeypointDetector detector = KeypointDetector.of(file(mirrored), DetectorOptions.DEFAULT);
        Image gray = picture(0)) {
      List<Face> found = detector.detect(gray, boxes);

      assertThat(found).extracting(Face::box).isEqualTo(boxes);
      for (int i = 0; i < boxes.size(); i++) {
        assertSame(found.get(i), detector.detect(gray, boxes.get(i)));
      }
      assertThat(detector.detect(gray, List.of())).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void facesOfDifferentPicturesGetTheAnswersOfEach(boolean mirrored) throws IOException {
    Box box = new Box(30, 40, 110, 100);
    try (KeypointDetector detector = KeypointDetector.of(file(mirrored), DetectorOptions.DEFAULT);
        DetectorBatch batch = detector.batch(3);
        Image first = picture(0);
        Image second = picture(1)) {
      assertThat(batch.size()).as("the largest batch size that the faces fill").isEqualTo(2);
      batch.put(0, first, detector.spec().crop(box));
      batch.put(1, second, detector.spec().crop(box));
      batch.run();

      for (int i = 0; i < 2; i++) {
        Face alone = detector.detect(i == 0 ? first : second, box);
        for (int k = 0; k < MadeDetector.KEYPOINTS; k++) {
          assertThat(batch.keypoints(i).x(k)).isCloseTo(alone.keypoints().x(k), within(1e-3));
          assertThat(batch.keypoints(i).y(k)).isCloseTo(alone.keypoints().y(k), within(1e-3));
        }
      }
    }
  }

  @Test
  void aWarmUpThatFailsGivesBackWhatItTook() throws IOException {
    DetectorFile file = file(false);
    TorchModule module = file.module(Device.CPU);
    try (KeypointDetector detector =
        new KeypointDetector(file, new TorchEngine(module, Device.CPU, Precision.FLOAT32))) {
      module.close(); // so that a run throws
      assertThatIllegalStateException().isThrownBy(() -> detector.warmUp(2));
      long before = NativeMemory.objects();
      for (int i = 0; i < 3; i++) {
        assertThatIllegalStateException().isThrownBy(() -> detector.warmUp(2));
      }
      assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
    }
  }

  private static void assertSame(Face one, Face other) {
    for (int k = 0; k < MadeDetector.KEYPOINTS; k++) {
      assertThat(one.keypoints().x(k)).isCloseTo(other.keypoints().x(k), within(1e-3));
      assertThat(one.keypoints().y(k)).isCloseTo(other.keypoints().y(k), within(1e-3));
    }
  }

  private static Image picture(int i) {
    return Image.of(SyntheticFaces.render(i, 1), Channels.GRAY);
  }

  private static FaceEngine plan(DetectorFile file) {
    return new PlanEngine(
        new InferencePlan(file.graph(), file.tensors(), Precision.FLOAT32),
        () -> file.module(Device.CPU));
  }

  private DetectorFile file(boolean mirrored) throws IOException {
    DetectorSpec spec = MadeDetector.spec(BoxRule.From.POINTS, Channels.GRAY, mirrored);
    return DetectorFile.read(MadeDetector.random(folder.resolve("made.safetensors"), spec));
  }
}
