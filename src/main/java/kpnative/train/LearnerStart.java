package kpnative.train;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import kpnative.augment.Randomness;
import kpnative.augment.Randomness.Purpose;
import kpnative.codec.ShapePca;
import kpnative.data.Dataset;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.PictureCache;
import kpnative.files.FileNames;
import kpnative.infer.DetectorSpec;
import kpnative.natives.Device;
import kpnative.network.StartingWeights;
import kpnative.parallel.Workers;
import kpnative.recipe.Recipe;

/**
 * The initial state of a training: a saved state, or else pretrained weights if the recipe names
 * some, random weights for the rest, and the head's constants computed from the training faces.
 */
final class LearnerStart {
  private LearnerStart() {}

  /**
   * {@return the learner of a training; the caller closes it}
   *
   * @param faces the training faces
   * @param run to which the components of the training shapes are written; named in messages
   * @param saved the state to resume from; empty for a new training, and for all workers but the
   *     first
   * @param resumes whether the first worker has a saved state
   * @param given the weights to begin with; empty for random ones, and where there is a saved state
   * @param pictures borrowed
   * @param clock receives the phases of each step; borrowed
   * @param workers that train it; borrowed
   * @param listener receives notes
   * @throws IOException if a weight file cannot be read, the saved state does not fit, or a
   *     picture's size is needed and cannot be read
   */
  static Learner of(
      Recipe recipe,
      DetectorSpec spec,
      Dataset faces,
      Run run,
      Optional<Checkpoint.Saved> saved,
      boolean resumes,
      Optional<Pretrained> given,
      PictureCache pictures,
      UnreadablePictures unreadable,
      Device device,
      PhaseClock clock,
      Workers workers,
      TrainingListener listener)
      throws IOException {
    Randomness randomness = new Randomness(recipe.train().seed());
    Optional<StartingWeights> begin = given.map(Pretrained::weights);
    Learner learner =
        new Learner(
            recipe,
            spec.graph(),
            randomness.key(0, 0, Purpose.WEIGHTS),
            begin,
            device,
            clock,
            workers);
    boolean done = false;
    try {
      if (saved.isPresent()) {
        restore(learner, saved.get(), run);
      } else if (!resumes && !holdsConstants(begin, learner)) {
        HeadConstants constants =
            new HeadConstants(recipe, spec, faces.faces(), randomness, unreadable);
        Optional<ShapePca> shapes = constants.shapes();
        if (shapes.isPresent() && workers.isFirst()) {
          run.write(shapes.get());
        }
        learner.load(constants.tensors(shapes));
        shapes.map(constants::describe).ifPresent(listener::note);
      }
      if (given.isPresent()) {
        MapStart.of(given.get(), spec, faces.faces(), pictures, unreadable, listener::note)
            .ifPresent(learner::load);
      }
      learner.takeFirst();
      done = true;
      return learner;
    } finally {
      if (!done) {
        learner.close();
      }
    }
  }

  private static boolean holdsConstants(Optional<StartingWeights> begin, Learner learner) {
    Set<String> wanted = learner.module().constants().keySet();
    return begin.isPresent() && begin.get().tensors().keySet().containsAll(wanted);
  }

  private static void restore(Learner learner, Checkpoint.Saved saved, Run run) throws IOException {
    try {
      learner.restore(saved.tensors());
    } catch (IllegalArgumentException e) {
      throw new IOException(
          FileNames.text(run.resume()) + ": the saved state does not fit: " + e.getMessage(), e);
    }
  }
}
