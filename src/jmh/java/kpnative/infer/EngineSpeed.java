package kpnative.infer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import kpnative.natives.Device;
import kpnative.natives.NativeThreads;
import kpnative.network.NetworkGraph;
import kpnative.plan.Precision;

/**
 * A detector's network on a device, for batches of some sizes: from inputs in the processor's
 * memory to coordinates there, both copies included. A program of {@code benchmarks/cuda.sh}, which
 * runs ONNX Runtime beside it.
 *
 * <pre>EngineSpeed WEIGHTS DEVICE PRECISION SECONDS ANSWERS BATCH...</pre>
 *
 * <p>Prints {@code BATCH milliseconds}, the median, a line for each size, and writes the first
 * batch's coordinates to the file ANSWERS, a number a line. Value i of an input is {@code (i * 7919
 * % 256) / 255 - 0.5}, counted over the batch as {@code [B, H, W, C]}.
 */
public final class EngineSpeed {
  private static final int WARM_UP = 5;
  private static final int LEAST = 5; // measurements
  private static final double NANOS = 1e9;
  private static final double MILLI = 1e6;

  private EngineSpeed() {}

  /** Measures, see above. */
  public static void main(String[] args) throws IOException {
    DetectorFile file = DetectorFile.read(Path.of(args[0]));
    Device device = Device.parse(args[1]);
    Precision precision = Precision.valueOf(args[2].toUpperCase(Locale.ROOT));
    double seconds = Double.parseDouble(args[3]);
    NativeThreads.set(NativeThreads.besideOthers());
    NativeThreads.enter();
    device.prepare();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (FaceEngine engine =
        KeypointDetector.engine(file, new DetectorOptions(device, precision))) {
      for (int i = 5; i < args.length; i++) {
        int batch = Integer.parseInt(args[i]);
        try (EngineMemory memory = engine.memory(batch)) {
          Run run = new Run(memory, file.graph());
          out.printf(Locale.ROOT, "%d %.4f%n", batch, run.median(seconds));
          if (i == 5) {
            run.write(Path.of(args[4]));
          }
        }
      }
    }
  }

  /** One batch, again and again. */
  private static final class Run {
    private final EngineMemory memory;
    private final float[] values;
    private final float[] coordinates;
    private final float[] others;

    Run(EngineMemory memory, NetworkGraph graph) {
      this.memory = memory;
      int inputs = memory.inputs();
      values = new float[inputs * graph.input().elements()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((long) i * 7919 % 256 / 255.0 - 0.5);
      }
      coordinates = new float[inputs * graph.output().elements()];
      others = new float[coordinates.length / 2];
    }

    /** {@return milliseconds of a run} */
    double median(double seconds) {
      for (int i = 0; i < WARM_UP; i++) {
        once();
      }
      long end = System.nanoTime() + (long) (seconds * NANOS);
      double[] times = new double[0];
      for (int n = 0; n < LEAST || System.nanoTime() < end; n++) {
        times = Arrays.copyOf(times, n + 1);
        times[n] = once() / MILLI;
      }
      Arrays.sort(times);
      return times[times.length / 2];
    }

    /** {@return the nanoseconds of a run} An engine may overwrite its inputs, so they come anew. */
    private long once() {
      memory.input().put(values);
      long start = System.nanoTime();
      memory.run(coordinates, others, others, null);
      return System.nanoTime() - start;
    }

    void write(Path file) throws IOException {
      StringBuilder text = new StringBuilder();
      for (float coordinate : coordinates) {
        text.append(coordinate).append('\n');
      }
      Files.writeString(file, text);
    }
  }
}
