package kpnative.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtModel;
import java.nio.file.Path;

/**
 * Prints the points that DJL's LibTorch predicts with exported files, one line per file. Runs in
 * its own process, because two versions of LibTorch in one process crash.
 */
final class DjlPoints {
  private DjlPoints() {}

  /** Arguments: the batch size, the inputs' channels, height and width, and the files. */
  public static void main(String[] args) throws Exception {
    int batch = Integer.parseInt(args[0]);
    Shape shape =
        new Shape(batch, Long.parseLong(args[1]), Long.parseLong(args[2]), Long.parseLong(args[3]));
    float[] input = MadeInput.of((int) shape.size(), batch);
    for (int i = 4; i < args.length; i++) {
      try (PtModel model = (PtModel) ai.djl.Model.newInstance("exported", "PyTorch");
          NDManager manager = NDManager.newBaseManager("PyTorch")) {
        model.load(Path.of(args[i]));
        NDArray x = manager.create(input, shape);
        NDList points =
            model
                .getBlock()
                .forward(new ai.djl.training.ParameterStore(manager, false), new NDList(x), false);
        System.out.println("points " + MadeInput.line(points.get(0).toFloatArray()));
        if (points.size() > 1) {
          System.out.println("visibility " + MadeInput.line(points.get(1).toFloatArray()));
        }
      }
    }
  }
}
