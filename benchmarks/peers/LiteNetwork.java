import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorByteSize;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorCopyFromBuffer;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorCopyToBuffer;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.InterpreterOptions;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** A network that TensorFlow Lite runs, one thread, by the operations it chooses: XNNPACK's. */
final class LiteNetwork {
  private final FlatBufferModel model; // whose memory the interpreter uses
  private final Interpreter interpreter = new Interpreter((Pointer) null);
  private final FloatPointer[] outputs;

  /** Reads a network whose first outputs have so many numbers. */
  LiteNetwork(String file, int... sizes) {
    Loader.load(tensorflowlite.class);
    model = FlatBufferModel.BuildFromFile(file);
    // by the C interface it would run without XNNPACK, six times slower
    InterpreterBuilder builder =
        new InterpreterBuilder(model, new BuiltinOpResolver(), (InterpreterOptions) null);
    builder.SetNumThreads(1);
    check(builder.apply(interpreter));
    check(interpreter.AllocateTensors());
    outputs = new FloatPointer[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      outputs[i] = new FloatPointer((long) sizes[i]);
      if (TfLiteTensorByteSize(interpreter.output_tensor(i)) != 4L * sizes[i]) {
        throw new IllegalStateException(file + " has another output than " + sizes[i] + " numbers");
      }
    }
  }

  /** Runs on an input of floats, as many as the network takes. */
  void run(Pointer input) {
    var in = interpreter.input_tensor(0);
    check(TfLiteTensorCopyFromBuffer(in, input, TfLiteTensorByteSize(in)));
    check(interpreter.Invoke());
    for (int i = 0; i < outputs.length; i++) {
      var out = interpreter.output_tensor(i);
      check(TfLiteTensorCopyToBuffer(out, outputs[i], TfLiteTensorByteSize(out)));
    }
  }

  float output(int which, long i) {
    return outputs[which].get(i);
  }

  private static void check(int status) {
    if (status != 0) {
      throw new IllegalStateException("TensorFlow Lite says " + status);
    }
  }
}
