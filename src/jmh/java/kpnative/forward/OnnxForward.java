package kpnative.forward;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime, all its optimisations on, the input in direct memory that it doesn't copy. */
final class OnnxForward implements Forward {
  /** The exported file, beside the weights. */
  static final String FILE = "model.onnx";

  private final OrtSession session;
  private final OnnxTensor input;
  private final Map<String, OnnxTensor> inputs;

  OnnxForward(ForwardTask task) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(task.threads());
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(task.folder().resolve(FILE).toString(), options);
    }
    float[] values = task.input();
    FloatBuffer direct =
        ByteBuffer.allocateDirect(values.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    direct.put(values).flip();
    input = OnnxTensor.createTensor(environment, direct, task.sizes());
    inputs = Map.of(session.getInputNames().iterator().next(), input);
  }

  @Override
  public void run(float[] answer) throws OrtException {
    try (OrtSession.Result result = session.run(inputs)) {
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(answer);
    }
  }

  @Override
  public void close() throws OrtException {
    input.close();
    session.close();
  }
}
