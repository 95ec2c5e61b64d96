package kpnative.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.eval.Prediction;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;
import kpnative.parallel.Workers;

/**
 * Predictions of which each worker makes those of every W-th batch: the batches are those of one
 * process, so that no network's rounding depends on the number of workers, and gathered in the
 * faces' order they give exactly its measures. Not thread-safe.
 */
final class SharedPredictions {
  private static final int OF_WARP = 9; // entries of its matrix

  private final Workers workers;
  private final List<AnnotatedFace> faces;
  private final int batch;
  private final Size input;

  /**
   * A division of these faces.
   *
   * @param workers borrowed
   * @param batch faces per batch
   * @param input the size of the network's input
   */
  SharedPredictions(Workers workers, List<AnnotatedFace> faces, int batch, Size input) {
    this.workers = workers;
    this.faces = faces;
    this.batch = batch;
    this.input = input;
  }

  /** {@return this worker's faces: whole batches, the very last one excepted} */
  List<AnnotatedFace> own() {
    List<AnnotatedFace> own = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      if (isOwn(i)) {
        own.add(faces.get(i));
      }
    }
    return own;
  }

  private boolean isOwn(int face) {
    return face / batch % workers.size() == workers.rank();
  }

  /**
   * {@return the predictions on all faces, in their order; a collective}
   *
   * @param own those on {@link #own}, in their order
   */
  List<Prediction> gathered(List<Prediction> own) {
    // of the first worker, which has the first batch; another may have none
    int keypoints = (int) workers.first(own.isEmpty() ? 0 : own.get(0).predicted().count())[0];
    int row = 2 * keypoints + OF_WARP;
    double[] rows = new double[faces.size() * row]; // a worker's others are 0
    int next = 0;
    for (int i = 0; i < faces.size(); i++) {
      if (isOwn(i)) {
        Prediction p = own.get(next++);
        System.arraycopy(p.predicted().toArray(), 0, rows, i * row, 2 * keypoints);
        System.arraycopy(p.toInput().toArray(), 0, rows, i * row + 2 * keypoints, OF_WARP);
      }
    }
    double[] all = workers.sums(rows);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      double[] xy = Arrays.copyOfRange(all, i * row, i * row + 2 * keypoints);
      double[] warp = Arrays.copyOfRange(all, i * row + 2 * keypoints, (i + 1) * row);
      predictions.add(new Prediction(faces.get(i), Keypoints.of(xy), Warp.of(warp), input));
    }
    return predictions;
  }
}
