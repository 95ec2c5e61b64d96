package kpnative.train;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.PictureCache;
import kpnative.eval.Prediction;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceHeatmaps;
import kpnative.network.RawOutputs;
import kpnative.parallel.Workers;
import kpnative.recipe.Recipe;

/**
 * Evaluates a network on the validation faces between its epochs. The network must be in evaluation
 * mode. Not thread-safe. Borrows everything.
 */
final class Validator {
  private final Recipe recipe;
  private final DetectorSpec spec;
  private final List<AnnotatedFace> faces;
  private final Learner learner;
  private final ValidationNetwork network;
  private final PictureCache pictures;
  private final UnreadablePictures unreadable;
  private final Workers workers;

  /**
   * A validator of one training.
   *
   * @param faces the validation faces
   * @param network predicts with the learner's module
   * @param workers that predict a share of the faces each
   */
  Validator(
      Recipe recipe,
      DetectorSpec spec,
      List<AnnotatedFace> faces,
      Learner learner,
      ValidationNetwork network,
      PictureCache pictures,
      UnreadablePictures unreadable,
      Workers workers) {
    this.workers = workers;
    this.recipe = recipe;
    this.spec = spec;
    this.faces = faces;
    this.learner = learner;
    this.network = network;
    this.pictures = pictures;
    this.unreadable = unreadable;
  }

  /** {@return loss and NME of the EMA weights, or of the network's own if the recipe has no EMA} */
  Validation validate() throws IOException {
    return learner.withEma(this::measure);
  }

  private Validation measure() throws IOException {
    if (!learner.losses().readsMaps()) {
      return Validation.of(spec, learner.losses(), predictValidation(Optional.empty()));
    }
    Validation.MapLoss loss = new Validation.MapLoss(learner.losses());
    List<Prediction> found = predictValidation(Optional.of(loss));
    if (workers.areSeveral()) {
      loss.gather(workers, faces.size());
    }
    return Validation.of(spec, loss, found);
  }

  /**
   * Passes the first validation face's heatmaps to {@code listener}, if the network has heatmaps.
   * An I/O error is noted and does not end the training.
   *
   * @param epoch that was finished, counted from 1
   */
  void snapshot(int epoch, Run run, TrainingListener listener) {
    if (!spec.hasHeatmaps()) {
      return;
    }
    AnnotatedFace face = faces.get(0);
    try {
      FaceHeatmaps maps = learner.withEma(() -> network.heatmaps(face, pictures));
      listener.heatmaps(epoch, run, spec, face, maps);
    } catch (IOException e) {
      listener.note("no heatmaps of epoch " + epoch + ": " + e.getMessage());
    }
  }

  private List<Prediction> predictValidation(Optional<RawOutputs> maps) throws IOException {
    if (!workers.areSeveral()) {
      return predict(faces, maps);
    }
    SharedPredictions sharing =
        new SharedPredictions(workers, faces, recipe.train().batch(), spec.input().size());
    List<AnnotatedFace> own = sharing.own();
    return sharing.gathered(own.isEmpty() ? List.of() : predict(own, maps));
  }

  private List<Prediction> predict(List<AnnotatedFace> some, Optional<RawOutputs> maps)
      throws IOException {
    return network.predict(
        some, pictures, recipe.train().batch(), recipe.data().workerThreads(), unreadable, maps);
  }
}
