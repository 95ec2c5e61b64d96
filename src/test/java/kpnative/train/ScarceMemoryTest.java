package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Native memory ends anywhere in a constructor or a call; see {@link ScarceMemory}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScarceMemoryTest {
  private String lines = "";

  @BeforeAll
  void run(@TempDir Path folder) throws Exception {
    JavaProcess process =
        JavaProcess.run(
            List.of(
                "-Dorg.bytedeco.javacpp.maxBytes=64m",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dorg.bytedeco.javacpp.maxRetries=0",
                "-Dorg.bytedeco.javacpp.nopointergc=false"),
            ScarceMemory.class,
            folder.toString());
    lines = process.output();
    assertThat(process.exit()).as(lines).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Resampler",
        "CascadeFinder",
        "DecodedPhoto",
        "Image of a BufferedImage",
        "RangeObserver",
        "KeypointDetector",
        "FaceKeypoints",
        "TorchModule",
        "BatchLoader",
        "Trainer"
      })
  void whatFailsForWantOfNativeMemoryLeavesNothingBehind(String what) {
    assertThat(lines).containsPattern(what + ": [1-9][0-9]* failed, left 0 ");
  }

  @Test
  void aDetectorThatLackedMemoryAnswersAsBeforeOnceItHasSome() {
    assertThat(lines).containsPattern("answers: [1-9][0-9]* failed, then wrong 0");
  }
}
