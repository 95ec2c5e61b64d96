package kpnative.train;

import java.util.List;
import java.util.Optional;
import kpnative.augment.Randomness;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.Augmenting;
import kpnative.data.load.BatchLoader;
import kpnative.data.load.DeviceBatches;
import kpnative.data.load.EpochOrder;
import kpnative.data.load.LoaderOptions;
import kpnative.data.load.PictureCache;
import kpnative.data.load.Share;
import kpnative.data.load.View;
import kpnative.natives.Device;
import kpnative.recipe.Recipe;

/**
 * The batches of a training's epochs: the faces in a new random order for each epoch, augmented by
 * the recipe. Not thread-safe. Owns its loader; borrows the pictures.
 */
final class TrainingBatches implements AutoCloseable {
  private final Recipe recipe;
  private final int faces;
  private final Randomness randomness;
  private final Device device;
  private final long samplesPerEpoch;
  private final BatchLoader loader;
  private int preparedEpoch = -1; // whose first batches are being loaded

  /**
   * The batches of a recipe's training.
   *
   * @param faces the training faces, also those without points
   * @param sampler makes the network's input and targets from faces
   * @param unreadable the policy for pictures that cannot be read
   * @param randomness of the order and the augmentation
   * @param device that the batches go to
   * @param share which samples of each batch this process computes
   * @param views the further pictures of each sample
   */
  TrainingBatches(
      Recipe recipe,
      List<AnnotatedFace> faces,
      FaceSampler sampler,
      PictureCache pictures,
      UnreadablePictures unreadable,
      Randomness randomness,
      Device device,
      Share share,
      List<View> views) {
    this.recipe = recipe;
    this.faces = faces.size();
    this.randomness = randomness;
    this.device = device;
    this.samplesPerEpoch =
        recipe.train().samplesPerEpoch() > 0 ? recipe.train().samplesPerEpoch() : faces.size();
    this.loader =
        new BatchLoader(
            faces,
            sampler,
            pictures,
            recipe.train().batch(),
            recipe.data().workerThreads(),
            new LoaderOptions(
                unreadable,
                recipe.data().transfer(),
                device.kind() == Device.Kind.CUDA,
                recipe.hasVisibility(),
                share,
                views));
  }

  /** Starts to load the batches of an epoch, ahead of its {@link #start}. */
  void prepare(int epoch, int firstBatch) {
    loader.start(
        EpochOrder.shuffled(faces, samplesPerEpoch, randomness, epoch),
        firstBatch,
        epoch,
        Optional.of(new Augmenting(recipe.augment(), randomness)));
    preparedEpoch = epoch;
  }

  /**
   * {@return the epoch's batches from {@code firstBatch} on; the caller closes them} Prepares them
   * if {@link #prepare} did not, and resets the wait time.
   */
  DeviceBatches start(int epoch, int firstBatch) {
    if (preparedEpoch != epoch) {
      prepare(epoch, firstBatch);
    }
    preparedEpoch = -1; // they are being consumed from here on
    loader.takeWaitNanos();
    return new DeviceBatches(loader, device);
  }

  /** {@return the number of batches per epoch} */
  int perEpoch() {
    return loader.batches(Math.toIntExact(samplesPerEpoch));
  }

  /** {@return the time spent waiting for batches since the last call, in nanoseconds} */
  long takeWaitNanos() {
    return loader.takeWaitNanos();
  }

  /** Frees the loader's buffers. Idempotent. */
  @Override
  public void close() {
    loader.close();
  }
}
