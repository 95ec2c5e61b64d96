package kpnative.forward;

import java.io.IOException;
import kpnative.natives.NativeThreads;
import kpnative.network.Shape;
import kpnative.plan.InferencePlan;
import kpnative.plan.PlanMemory;
import kpnative.plan.Precision;
import kpnative.weights.SafetensorsFile;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Our compiled network. As in a detector, where the resampler writes the pictures, the input is
 * already in the plan's memory; a run may write there, so it is put there again in each call.
 */
final class PlanForward implements Forward {
  private static final int MOMENTS = 4; // numbers of a keypoint, see InferencePlan.Output

  private final InferencePlan plan;
  private final PlanMemory memory;
  private final FloatPointer input;
  private final float[] raw;

  PlanForward(ForwardTask task) throws IOException {
    NativeThreads.set(task.threads());
    plan =
        new InferencePlan(
            task.graph(),
            SafetensorsFile.read(task.folder().resolve(ForwardTask.WEIGHTS)).tensors(),
            Precision.FLOAT32);
    if (plan.output() == InferencePlan.Output.MAPS) {
      throw new IllegalArgumentException("a network whose maps are read outside of the plan");
    }
    memory = plan.memory(task.batch());
    float[] values = channelsLast(task.input(), task.batch(), task.graph().input());
    input = new FloatPointer(values);
    raw = new float[(int) memory.output().capacity()];
  }

  private static float[] channelsLast(float[] rows, int batch, Shape shape) {
    int channels = shape.channels();
    int pixels = shape.height() * shape.width();
    float[] last = new float[rows.length];
    for (int i = 0; i < batch * channels; i++) {
      for (int p = 0; p < pixels; p++) {
        last[(i / channels * pixels + p) * channels + i % channels] = rows[i * pixels + p];
      }
    }
    return last;
  }

  @Override
  public void run(float[] answer) {
    FloatPointer.memcpy(memory.input(), input, input.capacity() * Float.BYTES);
    memory.run();
    if (plan.output() == InferencePlan.Output.COORDINATES) {
      memory.output().get(answer);
      return;
    }
    memory.output().get(raw);
    for (int i = 0; i < answer.length / 2; i++) { // a mean is of x - 0.5 and y - 0.5
      answer[2 * i] = raw[MOMENTS * i] + 0.5f;
      answer[2 * i + 1] = raw[MOMENTS * i + 1] + 0.5f;
    }
  }

  @Override
  public void close() {
    input.close();
    memory.close();
    plan.close();
  }
}
