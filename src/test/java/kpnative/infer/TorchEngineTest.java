package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import kpnative.crop.BoxRule;
import kpnative.image.Channels;
import kpnative.natives.Device;
import kpnative.natives.NativeThreads;
import kpnative.plan.InferencePlan;
import kpnative.plan.Precision;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine for GPUs, run on the CPU: everything except the copies to a GPU. */
class TorchEngineTest {
  private static final int FACES = 3;

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @Test
  void itGivesThePlansOutputs() throws Exception {
    DetectorFile file = file();
    float[] expected;
    try (FaceEngine plan =
        new PlanEngine(
            new InferencePlan(file.graph(), file.tensors(), Precision.FLOAT32),
            () -> {
              throw new AssertionError("no raw maps to decode");
            })) {
      expected = answers(plan);
    }
    try (FaceEngine torch =
        new TorchEngine(file.module(Device.CPU), Device.CPU, Precision.FLOAT32)) {
      assertThat(answers(torch)).containsExactly(expected, Offset.offset(1e-5f));
    }
  }

  @Test
  void autocastIsCloseAndEndsWithTheCall() throws Exception {
    DetectorFile file = file();
    float[] exact;
    try (FaceEngine torch =
        new TorchEngine(file.module(Device.CPU), Device.CPU, Precision.FLOAT32)) {
      exact = answers(torch);
      try (FaceEngine half =
          new TorchEngine(file.module(Device.CPU), Device.CPU, Precision.BFLOAT16)) {
        float[] rounded = answers(half);
        assertThat(rounded).containsExactly(exact, Offset.offset(0.02f));
        assertThat(rounded).as("the 16-bit output").isNotEqualTo(exact);
      }
      assertThat(answers(torch)).isEqualTo(exact);
    }
  }

  private DetectorFile file() throws Exception {
    DetectorSpec spec = MadeDetector.spec(BoxRule.From.POINTS, Channels.COLOR, false);
    return DetectorFile.read(MadeDetector.random(folder.resolve("made.safetensors"), spec));
  }

  private static float[] answers(FaceEngine engine) {
    try (EngineMemory work = engine.memory(FACES)) {
      SplittableRandom random = new SplittableRandom(1);
      float[] input = new float[FACES * 16 * 24 * 3];
      for (int i = 0; i < input.length; i++) {
        input[i] = (float) (random.nextDouble() - 0.5);
      }
      work.input().put(input);
      float[] coordinates = new float[FACES * 2 * MadeDetector.KEYPOINTS];
      float[] deviations = new float[FACES * MadeDetector.KEYPOINTS];
      work.run(coordinates, deviations, new float[deviations.length], null);
      assertThat(deviations).containsOnly(Float.NaN);
      return coordinates;
    }
  }
}
