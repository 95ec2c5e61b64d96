package kpnative.infer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import kpnative.crop.BoxRule;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.natives.Device;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeThreads;
import kpnative.network.TorchModule;
import kpnative.plan.InferencePlan;
import kpnative.plan.PlanMemory;
import kpnative.plan.Precision;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The program of {@link DroppedOwnersTest}: uses native memory of owners that nobody holds any
 * more, after the garbage collector has freed what it could; prints whether the answers are as
 * before.
 */
final class DroppedOwners {
  private static final int COLLECTIONS = 10;
  private static final int FILLED = 64;

  private DroppedOwners() {}

  /** Answers that need what was dropped. */
  private record Borrower(Supplier<float[]> answers, WeakReference<Object> dropped) {
    static Borrower of(Object owner, Supplier<float[]> answers) {
      return new Borrower(answers, new WeakReference<>(owner));
    }
  }

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    NativeRuntime.load();
    NativeThreads.set(1);
    Path file = Path.of(args[0]).resolve("made.safetensors");
    DetectorSpec spec = MadeDetector.spec(BoxRule.From.POINTS, Channels.GRAY, true);
    MadeDetector.random(file, spec);
    for (String what :
        List.of("PlanMemory", "its input", "DetectorSession", "DetectorBatch", "Photo", "tensor")) {
      Borrower borrower = borrower(what, DetectorFile.read(file));
      float[] before = borrower.answers.get();
      collect();
      boolean same = true;
      for (int i = 0; i < 20; i++) {
        same &= Arrays.equals(before, borrower.answers.get());
      }
      System.out.println(
          what
              + (borrower.dropped.get() == null ? ": owner collected, " : ": owner kept, ")
              + (same ? "same answers" : "other answers"));
    }
  }

  private static Borrower borrower(String what, DetectorFile file) throws Exception {
    return switch (what) {
      case "PlanMemory" -> {
        InferencePlan plan = new InferencePlan(file.graph(), file.tensors(), Precision.FLOAT32);
        PlanMemory memory = plan.memory(2);
        yield Borrower.of(
            plan,
            () -> {
              fill(memory.input());
              memory.run();
              return numbers(memory.output());
            });
      }
      case "its input" -> {
        InferencePlan plan = new InferencePlan(file.graph(), file.tensors(), Precision.FLOAT32);
        PlanMemory memory = plan.memory(2);
        FloatPointer input = memory.input();
        fill(input);
        yield Borrower.of(memory, () -> numbers(input));
      }
      case "DetectorSession" -> {
        KeypointDetector detector = KeypointDetector.of(file, DetectorOptions.DEFAULT);
        DetectorSession session = detector.session();
        Image picture = Image.owning(new Mat(60, 80, opencv_core.CV_8UC1, new Scalar(90)));
        yield Borrower.of(
            detector,
            () -> {
              float[] points = new float[2 * MadeDetector.KEYPOINTS];
              session.detect(picture, new Box(10, 10, 40, 50), points, null);
              return points;
            });
      }
      case "DetectorBatch" -> {
        KeypointDetector detector = KeypointDetector.of(file, DetectorOptions.DEFAULT);
        DetectorBatch batch = detector.batch(2);
        Image picture = Image.owning(new Mat(60, 80, opencv_core.CV_8UC1, new Scalar(90)));
        yield Borrower.of(
            detector,
            () -> {
              batch.put(0, picture, file.spec().crop(new Box(10, 10, 40, 50)));
              batch.put(1, picture, file.spec().cropOfPicture(new Size(80, 60)));
              batch.run();
              return floats(batch.keypoints(1).toArray());
            });
      }
      case "Photo" -> {
        Mat mat = new Mat(60, 80, opencv_core.CV_8UC1, new Scalar(90));
        Photo photo = Photo.of(mat);
        KeypointDetector detector = KeypointDetector.of(file, DetectorOptions.DEFAULT);
        yield Borrower.of(
            mat,
            () -> {
              try {
                return floats(
                    detector.detect(photo, new Box(10, 10, 40, 50)).keypoints().toArray());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      }
      default -> {
        TorchModule module = file.module(Device.CPU);
        Tensor tensor = module.parameters().values().iterator().next();
        yield Borrower.of(module, () -> numbers(tensor.data_ptr_float(), (int) tensor.numel()));
      }
    };
  }

  /** Frees what nobody holds, and writes over it. */
  private static void collect() throws InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(20); // for JavaCPP's thread
      List<BytePointer> filled = new ArrayList<>();
      for (int k = 0; k < FILLED; k++) {
        BytePointer some = new BytePointer(64L << (k % 12));
        Pointer.memset(some, 0x55, some.capacity());
        filled.add(some);
      }
      filled.forEach(BytePointer::close);
    }
  }

  private static void fill(FloatPointer input) {
    for (int i = 0; i < input.capacity(); i++) {
      input.put(i, (i % 17) / 17f);
    }
  }

  private static float[] numbers(FloatPointer from) {
    return numbers(from, (int) from.capacity());
  }

  private static float[] numbers(FloatPointer from, int count) {
    float[] numbers = new float[count];
    from.get(numbers);
    return numbers;
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
