package kpnative.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import kpnative.crop.Crop;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.eval.Prediction;
import kpnative.geometry.Box;
import kpnative.image.Image;
import kpnative.infer.DetectorBatch;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceHeatmaps;
import kpnative.infer.KeypointDetector;
import kpnative.natives.NativeThreads;

/**
 * A detector's predictions on annotated faces. Every run of a detector over a data set goes through
 * here. Each face is cropped from the whole photograph with the box that the detector's box rule
 * derives from the annotation, and runs in the engine that an application uses.
 *
 * @param predictions in the order of the faces, without those whose pictures were left out as
 *     unreadable
 * @param deviations the keypoints' standard deviations of each prediction, {@code [K]}, in
 *     fractions of the network input's sides; NaN if the network gives none
 * @param visibility the visibility output of each prediction, {@code [K]}, logits; NaN if the
 *     network has none
 * @param millis the mean time per face that one thread spends in the detector, in milliseconds:
 *     warp, network, decoding
 */
public record DetectedFaces(
    List<Prediction> predictions,
    List<float[]> deviations,
    List<float[]> visibility,
    double millis) {
  private static final int BATCH_SIZE = 8;

  /** Copies the lists. */
  public DetectedFaces {
    predictions = List.copyOf(predictions);
    deviations = List.copyOf(deviations);
    visibility = List.copyOf(visibility);
  }

  /**
   * {@return a detector's predictions on these faces} The work is spread over one thread more than
   * {@link NativeThreads#get}; each reads, warps and runs small batches. Meanwhile, every native
   * operation of the process runs on one thread.
   *
   * @param detector borrowed
   * @param unreadable how to treat a face whose picture cannot be read
   * @throws IOException if a picture cannot be read and {@code unreadable} does not leave it out
   */
  public static DetectedFaces of(
      KeypointDetector detector, List<AnnotatedFace> faces, UnreadablePictures unreadable)
      throws IOException {
    int threads = NativeThreads.get();
    NativeThreads.set(1);
    try {
      return run(detector, faces, unreadable, threads + 1, BATCH_SIZE);
    } finally {
      NativeThreads.set(threads);
    }
  }

  /**
   * {@return the predictions of one face after the other on one thread, so that {@link #millis} is
   * the latency of a single face}
   */
  static DetectedFaces oneByOne(
      KeypointDetector detector, List<AnnotatedFace> faces, UnreadablePictures unreadable)
      throws IOException {
    detector.warmUp(1);
    return run(detector, faces, unreadable, 1, 1);
  }

  /**
   * {@return the heatmaps of an annotated face, in the box that the detector's box rule derives
   * from the annotation}
   *
   * @throws IOException if the picture cannot be read
   * @throws IllegalArgumentException if the network has no heatmaps
   */
  public static FaceHeatmaps heatmaps(KeypointDetector detector, AnnotatedFace face)
      throws IOException {
    DetectorSpec spec = detector.spec();
    Optional<Box> box = spec.box().tight(face.keypoints(), face.box());
    try (Image picture = face.picture().read(spec.input().channels())) {
      return box.isPresent()
          ? detector.heatmaps(picture, box.get())
          : detector.heatmapsOfCrop(picture);
    }
  }

  /** The outcome of one face. */
  private sealed interface Outcome {
    /** The detector found it. */
    record Found(Prediction prediction, float[] deviations, float[] visibility)
        implements Outcome {}

    /** Its picture cannot be read, or the detector fails on it. */
    record Unreadable(AnnotatedFace face, Throwable reason) implements Outcome {}
  }

  private static DetectedFaces run(
      KeypointDetector detector,
      List<AnnotatedFace> faces,
      UnreadablePictures unreadable,
      int threads,
      int batchSize)
      throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      AtomicLong nanos = new AtomicLong();
      List<Future<List<Outcome>>> parts = new ArrayList<>();
      for (int from = 0; from < faces.size(); from += batchSize) {
        List<AnnotatedFace> some = faces.subList(from, Math.min(faces.size(), from + batchSize));
        parts.add(pool.submit(() -> detect(detector, some, nanos)));
      }
      List<Prediction> predictions = new ArrayList<>();
      List<float[]> deviations = new ArrayList<>();
      List<float[]> visibility = new ArrayList<>();
      for (Future<List<Outcome>> part : parts) {
        for (Outcome outcome : result(part)) {
          if (outcome instanceof Outcome.Found found) {
            predictions.add(found.prediction);
            deviations.add(found.deviations);
            visibility.add(found.visibility);
          } else if (outcome instanceof Outcome.Unreadable problem) {
            unreadable.leaveOut(problem.face.picture(), problem.reason);
          }
        }
      }
      double millis = nanos.get() / 1e6 / Math.max(1, predictions.size());
      return new DetectedFaces(predictions, deviations, visibility, millis);
    } finally {
      pool.shutdownNow();
      awaitEnd(
          pool); // no task is running when the detector is closed or the thread count is restored
    }
  }

  private static void awaitEnd(ExecutorService pool) {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Outcome> result(Future<List<Outcome>> part) {
    try {
      return part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while faces were detected", e);
    }
  }

  private static List<Outcome> detect(
      KeypointDetector detector, List<AnnotatedFace> faces, AtomicLong nanos) {
    List<Outcome> outcomes = new ArrayList<>();
    while (outcomes.size() < faces.size()) {
      List<AnnotatedFace> rest = faces.subList(outcomes.size(), faces.size());
      try (DetectorBatch batch = detector.batch(rest.size())) {
        outcomes.addAll(detect(detector, batch, rest.subList(0, batch.size()), nanos));
      } catch (Throwable e) { // of the batch: which of its faces fails is seen one by one
        if (faces.size() == 1) {
          return List.of(new Outcome.Unreadable(faces.get(0), e));
        }
        AnnotatedFace next = rest.get(0);
        outcomes.addAll(detect(detector, List.of(next), nanos));
      }
    }
    return outcomes;
  }

  private static List<Outcome> detect(
      KeypointDetector detector, DetectorBatch batch, List<AnnotatedFace> faces, AtomicLong nanos) {
    DetectorSpec spec = detector.spec();
    FaceSampler sampler = FaceSampler.of(spec);
    Crop[] crops = new Crop[faces.size()];
    Outcome[] outcomes = new Outcome[faces.size()];
    for (int i = 0; i < crops.length; i++) {
      AnnotatedFace face = faces.get(i);
      try (Image picture = face.picture().read(spec.input().channels())) {
        crops[i] = sampler.crop(picture.size(), face);
        long from = System.nanoTime();
        batch.put(i, picture, crops[i]);
        nanos.addAndGet(System.nanoTime() - from);
      } catch (Throwable e) { // reported by the thread that waits
        outcomes[i] = new Outcome.Unreadable(face, e); // its slot runs unused
      }
    }
    long from = System.nanoTime();
    batch.run();
    for (int i = 0; i < crops.length; i++) {
      if (outcomes[i] == null) {
        outcomes[i] =
            new Outcome.Found(
                new Prediction(
                    faces.get(i), batch.keypoints(i), crops[i].toInput(), spec.input().size()),
                batch.deviations(i),
                batch.visibility(i));
      }
    }
    nanos.addAndGet(System.nanoTime() - from);
    return List.of(outcomes);
  }
}
