package kpnative.predict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;
import kpnative.eval.FaceEvaluation;
import kpnative.infer.DetectorOptions;
import kpnative.infer.FaceHeatmaps;
import kpnative.infer.KeypointDetector;
import kpnative.measure.DetectedFaces;
import kpnative.measure.EvaluationRun;
import kpnative.natives.Device;
import kpnative.train.Run;
import kpnative.train.RunSettings;

/** Predictions with the best weights of a run, for the pages and tables about runs. */
public final class BestWeights {
  private BestWeights() {}

  /**
   * {@return the evaluation on the validation faces of the run's data}
   *
   * @param notes receives one line per skipped item
   * @throws IOException if the run has no weights, or a file cannot be read
   * @throws IllegalArgumentException if the data have another number of keypoints
   */
  public static FaceEvaluation evaluation(Run run, Device device, Consumer<String> notes)
      throws IOException {
    RunSettings settings = run.settings();
    return EvaluationRun.of(
        run.best(),
        settings.data(),
        settings.excludeList(),
        EvaluationRun.Part.VALIDATION,
        DetectorOptions.DEFAULT.on(device),
        notes);
  }

  /**
   * {@return the heatmaps of these faces, in their order}
   *
   * @throws IOException if the run has no weights, or a picture cannot be read
   * @throws IllegalArgumentException if the network has no heatmaps
   */
  public static List<FaceHeatmaps> heatmaps(Run run, List<AnnotatedFace> faces, Device device)
      throws IOException {
    List<FaceHeatmaps> maps = new ArrayList<>();
    try (KeypointDetector detector = KeypointDetector.load(run.best(), device)) {
      for (AnnotatedFace face : faces) {
        maps.add(DetectedFaces.heatmaps(detector, face));
      }
    }
    return maps;
  }
}
