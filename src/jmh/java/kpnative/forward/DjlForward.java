package kpnative.forward;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;

/** DJL's PyTorch engine, as its users write it: a model, a predictor, lists of arrays. */
final class DjlForward implements Forward {
  /** The exported file, beside the weights, less its ending {@code .pt}. */
  static final String NAME = "model";

  private final Model model;
  private final Predictor<NDList, NDList> predictor;
  private final NDManager manager;
  private final NDArray input;

  DjlForward(ForwardTask task) throws IOException, MalformedModelException {
    // read when the engine loads; it would report home and look for natives on the network
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(task.threads()));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    model = Model.newInstance(NAME, Device.cpu(), "PyTorch");
    model.load(task.folder(), NAME);
    predictor = model.newPredictor(new NoopTranslator());
    manager = model.getNDManager().newSubManager();
    input = manager.create(task.input(), new Shape(task.sizes()));
  }

  @Override
  public void run(float[] answer) throws TranslateException {
    NDList given = predictor.predict(new NDList(input));
    float[] values = given.singletonOrThrow().toFloatArray();
    System.arraycopy(values, 0, answer, 0, answer.length);
    given.close();
  }

  @Override
  public void close() {
    manager.close();
    predictor.close();
    model.close();
  }
}
