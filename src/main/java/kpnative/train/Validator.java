package kpnative.train;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.PictureCache;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceHeatmaps;
import kpnative.eval.Prediction;
import kpnative.network.RawOutputs;
import kpnative.recipe.Recipe;

/**
 * Measures a network on the validation faces while it is trained. The network must be in evaluation
 * mode. For one thread; borrows everything.
 */
final class Validator {
  private final Recipe recipe;
  private final DetectorSpec spec;
  private final List<AnnotatedFace> faces;
  private final Learner learner;
  private final ValidationNetwork network;
  private final PictureCache pictures;
  private final UnreadablePictures unreadable;

  /**
   * A validator of one training.
   *
   * @param faces to validate on
   * @param network on the learner's module
   */
  Validator(
      Recipe recipe,
      DetectorSpec spec,
      List<AnnotatedFace> faces,
      Learner learner,
      ValidationNetwork network,
      PictureCache pictures,
      UnreadablePictures unreadable) {
    this.recipe = recipe;
    this.spec = spec;
    this.faces = faces;
    this.learner = learner;
    this.network = network;
    this.pictures = pictures;
    this.unreadable = unreadable;
  }

  /** {@return loss and error of the EMA weights, or of the network's own without EMA} */
  Validation validate() throws IOException {
    return learner.withEma(this::measured);
  }

  private Validation measured() throws IOException {
    if (!learner.losses().readsMaps()) {
      return Validation.of(spec, learner.losses(), predictValidation(Optional.empty()));
    }
    Validation.MapLoss loss = new Validation.MapLoss(learner.losses());
    return Validation.of(spec, loss, predictValidation(Optional.of(loss)));
  }

  /**
   * Shows the first validation face's maps to {@code listener}, where the network has maps. A
   * picture is no reason to lose a training: what goes wrong is noted.
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
    return network.predict(
        faces, pictures, recipe.train().batch(), recipe.data().workerThreads(), unreadable, maps);
  }
}
